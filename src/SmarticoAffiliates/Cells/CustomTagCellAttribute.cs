using System;
using System.Collections;
using System.Collections.Generic;

namespace SmarticoAffiliates.Commands;

/// <summary>Custom tags: <c>@{155=33}</c>, or <c>155=33;156=2</c> in a cell: the id of a tag, and the id of the value it is to have.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CustomTagCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell)
    {
        if (CellText.IsBlank(cell))
        {
            return null;
        }

        var tags = new Hashtable();
        foreach ((object tag, object? value) in Pairs(cell!))
        {
            int? valueId = CellText.Id(value);
            if (valueId is not null)
            {
                tags[CellText.Id(tag) ?? throw Wrong()] = valueId.Value;
            }
        }

        return tags.Count == 0 ? null : tags;
    }

    private static IEnumerable<(object Tag, object? Value)> Pairs(object cell)
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

    private static FormatException Wrong() => new("Custom tags are given as @{155=33}, or as 155=33;156=2 in a cell: the tag's id and its value's id.");
}
