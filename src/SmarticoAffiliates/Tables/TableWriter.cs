using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>The text of a table: quoted cells with a delimiter between them, one record a row.</summary>
internal sealed class TableWriter
{
    private readonly char _delimiter;
    private readonly List<string> _names = new();
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string?[]> _rows = new();

    public TableWriter(char delimiter) => _delimiter = delimiter;

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row. A column that no row before had comes last.</summary>
    public void Add(IEnumerable<(string Name, string? Text)> cells)
    {
        var row = new List<string?>(new string?[_names.Count]);
        foreach ((string name, string? text) in cells)
        {
            if (!_places.TryGetValue(name, out int place))
            {
                place = _names.Count;
                _places.Add(name, place);
                _names.Add(name);
            }

            while (row.Count <= place)
            {
                row.Add(null);
            }

            row[place] = text;
        }

        _rows.Add(row.ToArray());
    }

    /// <summary>Writes header and rows.</summary>
    public void Save(TextWriter writer)
    {
        WriteLine(writer, _names.Select(FormulaCell.Disarm));
        foreach (string?[] row in _rows)
        {
            WriteLine(writer, row.Concat(Enumerable.Repeat<string?>(null, _names.Count - row.Length)));
        }
    }

    private void WriteLine(TextWriter writer, IEnumerable<string?> cells)
    {
        var line = new StringBuilder();
        foreach (string? cell in cells)
        {
            line.Append(line.Length == 0 ? string.Empty : _delimiter.ToString());
            if (cell is null)
            {
                // Nothing, and no empty text: but a line of one such cell would be blank.
                line.Append(_names.Count == 1 || line.Length == 0 ? "\"\"" : string.Empty);
            }
            else
            {
                line.Append('"').Append(cell.Replace("\"", "\"\"")).Append('"');
            }
        }

        writer.Write(line.Append("\r\n").ToString());
    }
}
