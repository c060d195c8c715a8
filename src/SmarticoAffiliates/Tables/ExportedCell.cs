using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Commands;

/// <summary>The text of a value in an exported table: the form that cells read, or the culture's.</summary>
internal sealed class ExportedCell
{
    private static readonly Regex s_day = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private readonly CultureText? _culture;

    public ExportedCell(CultureInfo? culture) => _culture = culture is null ? null : new CultureText(culture);

    /// <summary>The text; null where there is no value.</summary>
    public string? Text(string column, object? value)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (inner)
        {
            case null or DBNull or SecureString or PSCredential:
                return null;
            case DateTimeOffset or DateTime when s_day.IsMatch(value!.ToString()!):
                // The value says itself that it is a day.
                return Written(value.ToString()!, ColumnKind.Date);
            case DateTimeOffset date:
                return Written(Iso(date.UtcDateTime), ColumnKind.Date);
            case DateTime { Kind: DateTimeKind.Local } date:
                return Written(Iso(date.ToUniversalTime()), ColumnKind.Date);
            case DateTime date:
                return Written(Iso(date), ColumnKind.Date);
            case bool flag:
                return Written(flag ? "true" : "false", ColumnKind.Boolean);
            case SwitchParameter given:
                return Written(given.IsPresent ? "true" : "false", ColumnKind.Boolean);
            case decimal or double or float:
                return Written(Decimal(inner), ColumnKind.Decimal);
            case Enum:
                return inner.ToString();
            case string text:
                return OfText(column, text);
            case IFormattable number:
                return number.ToString(null, CultureInfo.InvariantCulture);
            case Array list:
                // A comma between numbers is a decimal or thousands separator to a spreadsheet.
                return FormulaCell.Disarm(string.Join(";", list.Cast<object?>().Select(e => Convert.ToString(e is PSObject p ? p.BaseObject : e, CultureInfo.InvariantCulture))));
            default:
                return FormulaCell.Disarm(value!.ToString() ?? string.Empty);
        }
    }

    // Rows of Import-Csv are texts, and what they hold is known by the column.
    private string OfText(string column, string text)
    {
        ColumnKind kind = TableColumns.All.KindOf(column);
        string written = _culture?.Write(text, kind) ?? text;
        return kind == ColumnKind.Decimal && IsDecimal(text) ? written : FormulaCell.Disarm(written);
    }

    private string Written(string text, ColumnKind kind) => _culture?.Write(text, kind) ?? text;

    private static bool IsDecimal(string text)
    {
        try
        {
            return CellText.Decimal(text) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Decimal(object number)
    {
        try
        {
            return CellText.Decimal(number)!.Value.ToString(CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return ((IFormattable)number).ToString("R", CultureInfo.InvariantCulture);
        }
    }

    private static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
