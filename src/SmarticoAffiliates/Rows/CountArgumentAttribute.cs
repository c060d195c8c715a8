using System;

namespace SmarticoAffiliates.Commands;

/// <summary>An argument that is a count, as strict as a cell: 2.5, '1,5' and 0x10 are refused, where PowerShell makes 2, 15 and 16 of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CountArgumentAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell) => CellText.Count(cell) ?? throw new FormatException("A number is given in plain digits.");
}
