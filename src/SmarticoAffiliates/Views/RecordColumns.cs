using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The columns of records that their type does not have: what a report is grouped by, and what no document names. Export-Csv
/// takes its columns from the first row, so every row gets all of them.
/// </summary>
internal sealed class RecordColumns
{
    private readonly HashSet<string> _wireOfType;
    private readonly HashSet<string> _ofType;
    private readonly Func<string, object?, object?> _typed;
    private readonly List<(string Wire, string Name)> _columns = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Makes them.</summary>
    /// <param name="type">The records' type.</param>
    /// <param name="wireNames">Columns that every record has, whatever comes.</param>
    /// <param name="typed">Makes a value, by its wire name, one of the type that it has in every record; null: as it came.</param>
    public RecordColumns(Type type, IEnumerable<string>? wireNames = null, Func<string, object?, object?>? typed = null)
    {
        _typed = typed ?? ((_, value) => value);
        _wireOfType = new HashSet<string>(WireNames.Of(type), StringComparer.Ordinal);
        _ofType = new HashSet<string>(type.GetProperties().Select(p => p.Name), StringComparer.OrdinalIgnoreCase);
        foreach (string wire in wireNames ?? Enumerable.Empty<string>())
        {
            Add(wire);
        }
    }

    /// <summary>Adds the columns of these records.</summary>
    public void Learn(IEnumerable<SmarticoObject> rows)
    {
        foreach (string wire in rows.SelectMany(r => r.AdditionalProperties.Keys).Where(w => !_known.Contains(w)))
        {
            Add(wire);
        }
    }

    /// <summary>The record with its columns.</summary>
    public PSObject Show(SmarticoObject row)
    {
        var shown = new PSObject(row);
        foreach ((string wire, string name) in _columns)
        {
            shown.Properties.Add(new PSNoteProperty(name, row.AdditionalProperties.TryGetValue(wire, out object? value) ? Cell(_typed(wire, value)) : null));
        }

        return shown;
    }

    private void Add(string wire)
    {
        if (_wireOfType.Contains(wire) || !_known.Add(wire))
        {
            return;
        }

        string name = PascalCase(wire);
        while (IsTaken(name))
        {
            name += "Field";
        }

        _columns.Add((wire, name));
    }

    private bool IsTaken(string name) => _ofType.Contains(name) || _columns.Exists(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A value whose text a cell can hold in any culture.</summary>
    private static object? Cell(object? value) => value switch
    {
        decimal or double => ShownValue.Of(value),
        object?[] list => new TextList(list.Select(e => Convert.ToString(e, CultureInfo.InvariantCulture) ?? string.Empty)),
        _ => value,
    };

    private static string PascalCase(string wire)
    {
        var name = new StringBuilder(wire.Length);
        foreach (string word in wire.Split('_').Where(w => w.Length > 0))
        {
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return name.Length == 0 ? wire : name.ToString();
    }
}
