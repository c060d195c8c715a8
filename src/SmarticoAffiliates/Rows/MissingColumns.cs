using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>What is said of rows that lack a column that is needed: which, and what may be meant instead.</summary>
internal static class MissingColumns
{
    private static readonly char[] s_delimiters = { ';', '\t', '|', ',' };

    /// <summary>What is missing, and why it may be; a column that is read is not what was meant.</summary>
    public static string Describe(RowValues values, IReadOnlyList<RowField> missing, Func<string, bool> isRead)
    {
        List<RowField> blank = missing.Where(values.Present.Contains).ToList();
        List<RowField> absent = missing.Except(blank).ToList();
        string[] parts =
        {
            absent.Count == 0 ? string.Empty : Absent(values.Row, absent, isRead),
            blank.Count == 0 ? string.Empty : $"{Names(blank)} missing: the {(blank.Count == 1 ? "cell is" : "cells are")} blank",
        };
        return string.Join("; ", parts.Where(p => p.Length > 0));
    }

    private static string Names(IReadOnlyCollection<RowField> fields)
        => $"{string.Join(fields.Count == 2 ? " and " : ", ", fields.Select(f => f.Else is null ? f.Name : $"{f.Name} or {f.Else}"))} {(fields.Count == 1 ? "is" : "are")}";

    private static string Absent(Row row, IReadOnlyList<RowField> missing, Func<string, bool> isRead) => $"{Names(missing)} missing{Why(row, missing, isRead)}";

    private static string Why(Row row, IReadOnlyList<RowField> missing, Func<string, bool> isRead)
    {
        if (row.Number == 0)
        {
            return string.Empty;
        }

        if (row.Record is { } record)
        {
            return $": a piped {record.Words} does not give {(missing.Count == 1 ? "it" : "them")}";
        }

        if (row.Columns.Count == 0)
        {
            return row.Piped is null ? ": nothing was piped" : $": what was piped is no row with columns, but a {row.Piped.BaseObject.GetType().Name}";
        }

        if (row.Columns.Count == 1 && Array.Find(s_delimiters, d => row.Columns[0].Header.IndexOf(d) >= 0) is var delimiter and not '\0')
        {
            string shown = delimiter == '\t' ? "\"`t\"" : $"'{delimiter}'";
            return $": the rows have one column, '{CellText.Visible(row.Columns[0].Header)}': import with -Delimiter {shown}, or with Import-SmarticoTable, which finds it";
        }

        string[] unread = row.Columns.Where(c => !isRead(c.Name)).Select(c => c.Header).ToArray();
        (RowField Field, string? Header)[] near = missing.Select(f => (Field: f, Header: (string?)Array.Find(unread, h => f.Names.Any(n => IsNear(h, n))))).ToArray();
        string[] looks = near.Where(n => n.Header is not null).Select(n => $"'{CellText.Visible(n.Header!)}' looks like {n.Field.Name}").ToArray();
        RowField[] far = near.Where(n => n.Header is null).Select(n => n.Field).ToArray();
        return (looks.Length == 0 ? ": there is no such column" : $": there is no such column, but {string.Join(" and ", looks)}")
            + (far.Length == 0 ? string.Empty : Unread(row, unread.Except(near.Select(n => n.Header).OfType<string>(), StringComparer.Ordinal).ToArray(), far[0]));
    }

    /// <summary>Of a file whose headers can be said: which of them nothing reads, and how to say what one is.</summary>
    private static string Unread(Row row, string[] headers, RowField missing)
        => row.Origin is null || headers.Length == 0 ? string.Empty
            : $"; {string.Join(", ", headers.Select(h => $"'{CellText.Visible(h)}'"))} {(headers.Length == 1 ? "is" : "are")} not read: if one is meant, import with {ColumnName(headers[0], missing.Name)}";

    /// <summary>How Import-SmarticoTable is told what a column is.</summary>
    public static string ColumnName(string header, string name) => $"-ColumnName @{{ {Quote.Of(CellText.Visible(header))} = '{name}' }}";

    private static bool IsNear(string header, string name)
    {
        string one = Letters(header);
        string other = Letters(name);
        const int shortest = 5;
        return one == other || (Math.Min(one.Length, other.Length) >= shortest && (other.StartsWith(one, StringComparison.Ordinal) || one.StartsWith(other, StringComparison.Ordinal) || Distance(one, other) <= 2));
    }

    private static string Letters(string text) => new string(text.Where(char.IsLetterOrDigit).ToArray()).ToUpperInvariant();

    /// <summary>How many letters must be put in, taken out or changed.</summary>
    private static int Distance(string one, string other)
    {
        int[] row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
