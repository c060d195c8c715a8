using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Commands;

/// <summary>What a page shows of an object: its simple values. Bags, and secrets, it leaves out.</summary>
internal static class PageRow
{
    /// <summary>What one looks at of a plan or a run; the other properties are for scripts.</summary>
    private static readonly string[] s_journal =
    {
        nameof(JournalRow.RowNumber), nameof(JournalRow.State), nameof(JournalRow.Action), nameof(JournalRow.What), nameof(JournalRow.Id), nameof(JournalRow.Changes), nameof(JournalRow.Error), nameof(JournalRow.Note),
    };

    private static readonly Regex s_day = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Whether it is the row that -Total adds to a report: of a report itself, or of a file, where it is named Total and belongs to
    /// no affiliate, day or anything else that has an id.
    /// </summary>
    public static bool IsTotal(PSObject row)
        => row.BaseObject is MediaReportRow report
            ? report.SumsUp()
            : row.Properties[nameof(MediaReportRow.AffiliateName)]?.Value is "Total"
                && row.Properties[nameof(MediaReportRow.CommissionsTotal)] is not null
                && new[] { nameof(MediaReportRow.AffiliateId), nameof(MediaReportRow.Date), "BrandId" }.All(n => row.Properties[n]?.Value is null or "");

    /// <summary>The names and values; a value is a decimal, a long, a <see cref="PageDay"/>, a string or null.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> Of(PSObject row)
        => row.BaseObject is JournalRow ? s_journal.Select(n => Cell(n, row.Properties[n].Value)).ToList()
            : row.BaseObject is IDictionary fields
            ? fields.Keys.Cast<object>().Select(k => Cell(Convert.ToString(k, CultureInfo.InvariantCulture)!, fields[k])).ToList()
            : row.Properties.Select(p => Cell(p.Name, p.Value)).ToList();

    private static KeyValuePair<string, object?> Cell(string name, object? value) => new(name, Value(name, value));

    private static object? Value(string name, object? value)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (inner)
        {
            case null or DBNull or SecureString or PSCredential or IDictionary or PSCustomObject:
                return null;
            case decimal or long:
                return inner;
            case int or short or byte or sbyte or ushort or uint:
                return Convert.ToInt64(inner, CultureInfo.InvariantCulture);
            case double or float:
                return Number(inner) ?? (object?)Convert.ToString(inner, CultureInfo.InvariantCulture);
            case DateTimeOffset date:
                return new PageDay(date.UtcDateTime, s_day.IsMatch(value!.ToString()!));
            case DateTime date:
                return new PageDay(date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date, s_day.IsMatch(value!.ToString()!));
            case bool flag:
                return flag ? "true" : "false";
            case string text:
                return OfText(name, text);
            case FieldChangeList changes:
                return changes.Count == 0 ? null : changes.ToString();
            case IEnumerable and not (IdList or RoleList or TextList or Array):
                return null;
            case Array list:
                return string.Join(";", list.Cast<object?>().Select(e => Convert.ToString(e, CultureInfo.InvariantCulture)));
            default:
                string shown = value!.ToString() ?? string.Empty;
                return shown.Length == 0 || shown == inner.GetType().FullName ? null : shown;
        }
    }

    // Rows that came through a file are texts; what they hold is known by the column.
    private static object? OfText(string name, string text)
        => string.IsNullOrWhiteSpace(text) ? null
            : TableColumns.All.KindOf(name) switch
            {
                ColumnKind.Decimal => Number(text) ?? (object)text,
                ColumnKind.Date => Date(text) ?? (object)text,
                _ => name.EndsWith("Count", StringComparison.Ordinal) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : text,
            };

    private static decimal? Number(object value)
    {
        try
        {
            return CellText.Decimal(value);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static PageDay? Date(string text)
    {
        try
        {
            return CellText.Date(text) is { } date ? new PageDay(date.UtcDateTime, s_day.IsMatch(text)) : (PageDay?)null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
