using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Dates, decimals, and true and false as a culture's spreadsheets write them, there and back to the one form that cells
/// have. Read strictly: what the culture would write otherwise, or might mean two things, is refused. Years are those of the
/// Gregorian calendar in every culture.
/// </summary>
internal sealed class CultureText
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;
    private const string ArabicDecimalSeparator = "\u066B";
    private static readonly char[] s_space = { ' ' };
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);
    private static readonly Regex s_isoDay = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant, s_timeout);
    private static readonly Regex s_time = new("^(?<h>[0-9]{1,2}):(?<m>[0-9]{2})(:(?<s>[0-9]{2})([.,](?<f>[0-9]{1,3}))?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, s_timeout);

    private readonly CultureInfo _culture;
    private readonly string _order;
    private readonly string _separator;
    private readonly Regex? _spaced;
    private readonly string _dayFormat;
    private readonly string _decimal;
    private readonly string _group;
    private readonly string[] _nativeDigits;

    public CultureText(CultureInfo culture)
    {
        _culture = culture;
        string pattern = Visible(culture.DateTimeFormat.ShortDatePattern);
        _order = new string(pattern.Where(c => c is 'd' or 'M' or 'y').Distinct().ToArray());
        Match between = Regex.Match(pattern, "(?:d+|M+|y+)(?<sep>[^dMyg]+)(?:d+|M+|y+)", RegexOptions.ExplicitCapture, s_timeout);
        string separator = between.Groups["sep"].Value.Replace("'", string.Empty).Trim();
        _separator = separator == "/" ? Visible(culture.DateTimeFormat.DateSeparator) : separator;
        if (_order.Length != 3 || _separator.Length == 0)
        {
            _order = "yMd";
            _separator = "-";
        }

        // Some cultures write 2026. 12. 31., and their spreadsheets 2026.12.31.
        _spaced = between.Groups["sep"].Value.EndsWith(" ", StringComparison.Ordinal)
            ? new Regex($"^(?<a>[0-9]+){Regex.Escape(_separator)} (?<b>[0-9]+){Regex.Escape(_separator)} ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, s_timeout)
            : null;

        // Two digits of day and month are what spreadsheets of every culture read.
        _dayFormat = string.Join("'" + _separator + "'", _order.Select(c => c == 'y' ? "yyyy" : c == 'M' ? "MM" : "dd"));
        _decimal = Visible(culture.NumberFormat.NumberDecimalSeparator);
        _group = culture.NumberFormat.NumberGroupSeparator;
        _nativeDigits = culture.NumberFormat.NativeDigits;
    }

    /// <summary>What separates cells where this culture's decimals may hold a comma: a semicolon; else a comma.</summary>
    public char Delimiter => _decimal == "," || _culture.TextInfo.ListSeparator == ";" ? ';' : ',';

    /// <summary>The form that cells read of a text of this culture; blank stays blank.</summary>
    /// <exception cref="FormatException">The text is not what this culture writes, or may mean two things.</exception>
    public string Read(string text, ColumnKind kind)
    {
        string plain = Plain(text);
        return plain.Length == 0 ? text : kind switch
        {
            ColumnKind.Date => ReadDate(plain, text),
            ColumnKind.Decimal => ReadDecimal(plain, text),
            ColumnKind.Boolean => LocalWords.Read(plain, _culture) is { } flag ? flag ? "true" : "false" : throw Wrong(text, $"true or false: write {LocalWords.Write(true, _culture)} or {LocalWords.Write(false, _culture)}"),
            ColumnKind.Status => LocalWords.Read(plain, _culture) is { } status && !plain.EndsWith("active", StringComparison.OrdinalIgnoreCase) ? status ? "true" : "false" : text,
            _ => text,
        };
    }

    /// <summary>The text that this culture's spreadsheets read, of a text that cells read; any other stays as it is.</summary>
    public string Write(string text, ColumnKind kind)
    {
        if (text.Trim().Length == 0)
        {
            return text;
        }

        try
        {
            return kind switch
            {
                ColumnKind.Date when s_isoDay.IsMatch(text) => WriteDay(CellText.Day(text)!.Value) ?? text,
                ColumnKind.Date => WriteTime(CellText.Date(text)!.Value),
                ColumnKind.Decimal => WriteDecimal(text),
                ColumnKind.Boolean => LocalWords.Write(CellText.Boolean(text)!.Value, _culture),
                ColumnKind.Status when bool.TryParse(text, out bool status) => LocalWords.Write(status, _culture),
                _ => text,
            };
        }
        catch (FormatException)
        {
            return text;
        }
    }

    /// <summary>A day; null where its year is none that is read again.</summary>
    public string? WriteDay(DateTime day) => day.Year is < FirstYear or > LastYear ? null : day.ToString(_dayFormat, CultureInfo.InvariantCulture);

    /// <summary>
    /// A point in time, in UTC. A spreadsheet shows and saves whole minutes; what is finer is written in a form that it
    /// takes for text, and so leaves as it is.
    /// </summary>
    public string WriteTime(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        return utc.Ticks % TimeSpan.TicksPerMinute == 0 && WriteDay(utc) is { } day
            ? day + utc.ToString(" HH':'mm", CultureInfo.InvariantCulture)
            : utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>A decimal number, digit by digit: nothing is rounded, no zero is lost.</summary>
    public string WriteDecimal(string invariant)
    {
        CellText.Decimal(invariant);
        return invariant.Trim().Replace(".", _decimal);
    }

    // ISO 8601 means the same in every culture.
    private string ReadDate(string plain, string cell)
    {
        string[] words = plain.Split(s_space, 2);
        if (CellText.TryParseDate(plain, out _))
        {
            return words.Length == 1 ? plain : words[0] + "T" + (s_time.IsMatch(words[1]) ? ReadTime(words[1], cell) + "Z" : words[1]);
        }

        words = _spaced is { } spaced ? spaced.Replace(plain, "${a}" + _separator + "${b}" + _separator).Split(s_space, 2) : words;
        string[] parts = words[0].Split(new[] { _separator }, StringSplitOptions.None);
        if (parts.Length == 4 && parts[3].Length == 0)
        {
            // Some cultures close the date with a separator, too.
            parts = parts.Take(3).ToArray();
        }

        if (parts.Length != 3 || !parts.All(p => p.Length is > 0 and <= 4 && p.All(c => c is >= '0' and <= '9')))
        {
            throw WrongDate(cell);
        }

        string year = parts[_order.IndexOf('y')];
        string month = parts[_order.IndexOf('M')];
        string day = parts[_order.IndexOf('d')];
        if (year.Length != 4 || month.Length > 2 || day.Length > 2)
        {
            throw WrongDate(cell);
        }

        (int y, int m, int d) = (Number(year), Number(month), Number(day));
        if (y is < FirstYear or > LastYear)
        {
            throw Wrong(cell, $"a date between {FirstYear} and {LastYear} of the Gregorian calendar: write it as {Example}, or as 2026-12-31");
        }

        if (m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            throw WrongDate(cell);
        }

        string iso = FormattableString.Invariant($"{y:0000}-{m:00}-{d:00}");
        return words.Length == 1 ? iso : iso + "T" + ReadTime(words[1].Trim(), cell) + "Z";
    }

    private string ReadTime(string text, string cell)
    {
        int halves = -1;
        foreach ((string? name, int half) in new[] { (_culture.DateTimeFormat.AMDesignator, 0), (_culture.DateTimeFormat.PMDesignator, 1) })
        {
            string designator = Plain(name ?? string.Empty);
            if (designator.Length > 0 && text.EndsWith(designator, StringComparison.OrdinalIgnoreCase))
            {
                text = text.Substring(0, text.Length - designator.Length).Trim();
                halves = half;
                break;
            }
        }

        string separator = Visible(_culture.DateTimeFormat.TimeSeparator);
        Match match = s_time.Match(separator is ":" or "" ? text : text.Replace(separator, ":"));
        if (!match.Success)
        {
            throw WrongDate(cell);
        }

        int hour = Number(match.Groups["h"].Value);
        int minute = Number(match.Groups["m"].Value);
        int second = match.Groups["s"].Success ? Number(match.Groups["s"].Value) : 0;
        if (hour > 23 || minute > 59 || second > 59 || (halves >= 0 && hour is < 1 or > 12))
        {
            throw WrongDate(cell);
        }

        hour = halves < 0 ? hour : (hour % 12) + (12 * halves);
        string fraction = match.Groups["f"].Success ? "." + match.Groups["f"].Value.PadRight(3, '0') : string.Empty;
        return FormattableString.Invariant($"{hour:00}:{minute:00}:{second:00}{fraction}");
    }

    private string ReadDecimal(string plain, string cell)
    {
        string number = plain;
        bool isNegative = false;
        foreach (string sign in new[] { Visible(_culture.NumberFormat.NegativeSign), "-", "\u2212" })
        {
            if (sign.Length > 0 && number.StartsWith(sign, StringComparison.Ordinal))
            {
                number = number.Substring(sign.Length);
                isNegative = true;
                break;
            }
        }

        // The Arabic separators are what .NET says on some systems and not on others; a point is nothing else there.
        if (_decimal == ArabicDecimalSeparator && !number.Contains(_decimal))
        {
            number = number.Replace(".", _decimal);
        }

        int point = number.IndexOf(_decimal, StringComparison.Ordinal);
        string whole = point < 0 ? number : number.Substring(0, point);
        string fraction = point < 0 ? string.Empty : number.Substring(point + _decimal.Length);
        string[] groups = SplitGroups(whole);
        bool isGrouped = groups.Length > 1;
        bool isWhole = groups.All(g => g.Length > 0 && IsDigits(g)) && (!isGrouped || (groups[0].Length <= 3 && groups.Skip(1).All(g => g.Length == 3)));
        if (!isWhole || (point >= 0 && (fraction.Length == 0 || !IsDigits(fraction))))
        {
            throw WrongDecimal(cell);
        }

        if (groups.Length == 2 && point < 0 && _group is "." or ",")
        {
            string joined = string.Concat(groups);
            throw Wrong(cell, $"an amount that one can be sure of: it may be {joined} or {groups[0]}{_decimal}{groups[1]}. Write it without a thousands separator");
        }

        string invariant = (isNegative ? "-" : string.Empty) + string.Concat(groups) + (point < 0 ? string.Empty : "." + fraction);
        try
        {
            CellText.Decimal(invariant);
        }
        catch (FormatException)
        {
            throw WrongDecimal(cell);
        }

        return invariant;
    }

    // A space between groups is a no-break one in some files, a narrow one in others, and an apostrophe has two forms.
    private string[] SplitGroups(string whole)
        => _group.Length == 0 ? new[] { whole }
            : string.IsNullOrWhiteSpace(_group) ? whole.Split(' ', '\u00A0', '\u202F')
            : _group is "'" or "\u2019" ? whole.Split('\'', '\u2019')
            : whole.Split(new[] { _group }, StringSplitOptions.None);

    /// <summary>The text without what nobody sees, and with the culture's own digits as 0 to 9.</summary>
    private string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in Visible(text).Trim())
        {
            int digit = c > '\u007F' ? Array.IndexOf(_nativeDigits, c.ToString()) : -1;
            plain.Append(digit >= 0 ? (char)('0' + digit) : c is '\u00A0' or '\u202F' ? ' ' : c);
        }

        return plain.ToString();
    }

    private static string Visible(string text)
        => new(text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format).ToArray());

    private static bool IsDigits(string text) => text.All(c => c is >= '0' and <= '9');

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private string Example => WriteDay(new DateTime(2026, 12, 31, 0, 0, 0, DateTimeKind.Utc))!;

    private string Name => _culture.Name.Length == 0 ? "the invariant culture" : _culture.Name;

    private FormatException WrongDate(string cell) => Wrong(cell, $"a date of {Name}: write it as {Example} or {Example} 10:30, or as 2026-12-31");

    private FormatException WrongDecimal(string cell) => Wrong(cell, $"a decimal number of {Name}: write it as 10{_decimal}5, without unit or currency");

    private static FormatException Wrong(string cell, string what) => new($"'{cell}' is not {what}.");
}
