using System;

namespace SmarticoAffiliates.Commands;

/// <summary>A cell with a whole day: ISO 8601 text, or a date object at midnight.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DayCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell) => CellText.Day(cell);
}
