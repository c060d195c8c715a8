using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>The columns of a file, by the names that the cmdlets know.</summary>
internal sealed class TableHeader
{
    private TableHeader(IReadOnlyList<string> names, IReadOnlyList<ColumnKind> kinds, IReadOnlyList<bool> named, IReadOnlyList<string> notes, IReadOnlyList<string> warnings)
    {
        Names = names;
        Kinds = kinds;
        IsNamed = named;
        Notes = notes;
        Warnings = warnings;
    }

    /// <summary>The names, one a cell of the header; a cell without one is H and its number.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the columns hold.</summary>
    public IReadOnlyList<ColumnKind> Kinds { get; }

    /// <summary>Whether the header names the column. Spreadsheets leave blank columns behind, and those are left out.</summary>
    public IReadOnlyList<bool> IsNamed { get; }

    /// <summary>What was read for what, for the verbose stream.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Names that are nearly known.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the header's record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="columns">What the cmdlets know.</param>
    /// <param name="named">What the file's own headers are, by header: as it is written, or as it is with its letters and digits alone.</param>
    /// <exception cref="SmarticoException">Two columns have one name, or the file lacks a header that was named.</exception>
    public static TableHeader Read(TableRecord record, TableColumns columns, IReadOnlyDictionary<string, string> named)
    {
        string[] headers = record.Cells.Select(c => FormulaCell.Restore(HeaderText.Clean(TableRecord.Unquote(c)))).ToArray();
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> entry in named)
        {
            // A header as it is written goes before one that is alike.
            string[] meant = headers.Where(h => h.Equals(entry.Key, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
            meant = meant.Length > 0 ? meant : headers.Where(h => TableColumns.Key(h).Length > 0 && TableColumns.Key(h) == TableColumns.Key(entry.Key)).Distinct(StringComparer.Ordinal).ToArray();
            if (meant.Length != 1)
            {
                string shown = string.Join(", ", (meant.Length == 0 ? headers.Where(h => h.Length > 0) : meant).Select(h => $"'{h}'"));
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"-ColumnName says what the column '{entry.Key}' is, and the header on line {record.Line} has {(meant.Length == 0 ? "none of that name: it has" : "several like it:")} {shown}.");
            }

            if (given.TryGetValue(meant[0], out string? other))
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"-ColumnName says twice what the column '{meant[0]}' is: {other} and {entry.Value}.");
            }

            given.Add(meant[0], entry.Value);
        }

        var names = new List<string>();
        var notes = new List<string>();
        var warnings = new List<string>();
        var written = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var isNamed = new List<bool>();
        for (int i = 0; i < headers.Length; i++)
        {
            string raw = TableRecord.Unquote(record.Cells[i]);
            string clean = headers[i];
            isNamed.Add(clean.Length > 0);
            string meant = given.TryGetValue(clean, out string? said) ? said : clean;
            string name = clean.Length == 0 ? Unnamed(names.Count + 1) : columns.Meant(meant) ?? meant;
            if (written.TryGetValue(name, out string? other))
            {
                throw new SmarticoException(
                    SmarticoErrorKind.InvalidInput,
                    $"The header on line {record.Line} names {name} twice, by '{other}' and '{clean}': which of them counts? Rename or remove one.");
            }

            written.Add(name, clean);
            if (!name.Equals(raw, StringComparison.Ordinal) && clean.Length > 0)
            {
                notes.Add($"the column '{clean}' is read as {name}.");
            }

            if (clean.Length > 0 && columns.Near(meant) is { } near)
            {
                warnings.Add($"no cmdlet knows a column '{meant}'; is {near} meant? It stays as it is; {MissingColumns.ColumnName(clean, near)} makes it so.");
            }

            names.Add(name);
        }

        return new TableHeader(names, names.Select(columns.KindOf).ToList(), isNamed, notes, warnings);
    }

    private static string Unnamed(int number) => string.Format(CultureInfo.InvariantCulture, "H{0}", number);
}
