using System;

namespace SmarticoAffiliates.Commands;

/// <summary>What a page adds up: a column, or the rows themselves.</summary>
internal sealed class PageMeasure
{
    private readonly PageColumn? _column;

    public PageMeasure(PageColumn? column) => _column = column;

    /// <summary>The column's name; null for the number of rows.</summary>
    public string? Name => _column?.Name;

    /// <summary>What a person calls it.</summary>
    public string Label => _column?.Label ?? "Rows";

    /// <summary>Whether it counts things.</summary>
    public bool IsCount => _column?.IsCount ?? true;

    /// <summary>What a row adds.</summary>
    public decimal Of(object?[] row) => _column is null ? 1 : row[_column.Index] as decimal? ?? 0;
}
