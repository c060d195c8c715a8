using System;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>A cell with dimensions of a report, by their names here or on the wire, separated like ids.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DimensionListCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell)
    {
        try
        {
            return ReportDimensions.Parse(cell)?.ToArray();
        }
        catch (FormatException unknown) when (unknown.Message.IndexOf(nameof(MediaReportRow.AffiliateName), StringComparison.OrdinalIgnoreCase) >= 0)
        {
            throw new FormatException($"{unknown.Message} The names of affiliates come with -IncludeAffiliateName.", unknown);
        }
    }
}
