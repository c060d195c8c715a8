using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace SmarticoAffiliates.Commands;

/// <summary>Custom tags: <c>@{155=33}</c>, or <c>155=33;156=2</c> in a cell: the id of a tag, and the id of the value it is to have.</summary>
internal static class CustomTags
{
    private const string Prefix = "custom_prop_";

    /// <summary>Columns <c>custom_prop_155</c>: the tag's id in the name, the value's id in the cell.</summary>
    public static readonly ColumnFamily Columns = new(
        name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(name.Substring(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int tag)
            ? tag.ToString(CultureInfo.InvariantCulture)
            : null,
        cell => CellText.Id(cell));

    /// <summary>The values by the tags; null where there is none.</summary>
    /// <exception cref="FormatException">The cell is no such list.</exception>
    public static IReadOnlyDictionary<int, int>? Read(object? cell)
    {
        var tags = new Dictionary<int, int>();
        foreach ((object? tag, object? value) in Pairs(cell))
        {
            if (CellText.Id(value) is { } id)
            {
                tags[CellText.Id(tag) ?? throw Wrong()] = id;
            }
        }

        return tags.Count == 0 ? null : tags;
    }

    private static IEnumerable<(object? Tag, object? Value)> Pairs(object? cell)
    {
        if (cell is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                yield return (entry.Key, entry.Value);
            }

            yield break;
        }

        foreach (object element in CellText.Elements(cell))
        {
            string[] pair = element is string text ? text.Split('=') : Array.Empty<string>();
            yield return pair.Length == 2 ? (pair[0], pair[1]) : throw Wrong();
        }
    }

    private static FormatException Wrong() => new("is given as @{155=33}, or as 155=33;156=2 in a cell: the tag's id and its value's id.");
}
