using System;

namespace SmarticoAffiliates.Commands;

/// <summary>A cell with a month: text such as 2026-10. It becomes the month's first day.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MonthCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell) => CellText.Month(cell);
}
