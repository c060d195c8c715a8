using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates;

/// <summary>
/// The one way in which a cell of a table, or an argument, becomes a value: strictly, by the invariant culture, and without
/// guessing. A blank cell is null: nothing was given. What can't be read is a <see cref="FormatException"/> that quotes the
/// cell and says how to write it.
/// </summary>
public static partial class CellText
{
    private static readonly TimeSpan s_regexTimeout = TimeSpan.FromSeconds(1);
    private static readonly char[] s_listSeparators = { ',', ';', ' ', '\t', '\r', '\n' };

    private static readonly Regex s_isoDate = new(
        @"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})([Tt ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2}(?<fraction>\.[0-9]{1,7})?)?)(?<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        s_regexTimeout);

    /// <summary>Whether there is nothing in the cell: null, or a string of nothing that can be seen.</summary>
    public static bool IsBlank(object? cell) => cell is null or DBNull || (cell is string text && Trimmed(text).Length == 0);

    /// <summary>An id: plain digits, above zero.</summary>
    /// <exception cref="FormatException">The cell is not such an id.</exception>
    public static int? Id(object? cell)
    {
        if (IsBlank(cell))
        {
            return null;
        }

        int? id = cell switch
        {
            string text => Digits(Trimmed(text)),
            _ => WholeNumber(cell!),
        };
        return id > 0 ? id : throw Wrong(cell, "an id: write plain digits, such as 35425");
    }

    /// <summary>A count: plain digits, zero or more.</summary>
    /// <exception cref="FormatException">The cell is not such a number.</exception>
    public static int? Count(object? cell)
    {
        if (IsBlank(cell))
        {
            return null;
        }

        int? count = cell is string text ? Digits(Trimmed(text)) : WholeNumber(cell!);
        return count >= 0 ? count : throw Wrong(cell, "a whole number: write plain digits, such as 5");
    }

    /// <summary>The deal for which a pixel works: an id; or All, or the API's -1 for it.</summary>
    /// <exception cref="FormatException">The cell is neither.</exception>
    public static int? PixelDeal(object? cell)
    {
        if (IsBlank(cell))
        {
            return null;
        }

        bool isAll = cell is string text ? Trimmed(text) is "-1" || Trimmed(text).Equals("All", StringComparison.OrdinalIgnoreCase) : WholeNumber(cell!) == Pixel.AllDeals;
        return isAll ? Pixel.AllDeals : Id(cell);
    }

    /// <summary>The status of a pixel: besides what every status can be, 2 is inactive, as on the wire (S000).</summary>
    /// <exception cref="FormatException">The cell is no status.</exception>
    public static ActiveStatus? PixelStatus(object? cell)
        => !IsBlank(cell) && (cell is string text ? Trimmed(text) == "2" : WholeNumber(cell!) == 2)
            ? ActiveStatus.Inactive
            : (ActiveStatus?)Enum(cell, typeof(ActiveStatus));

    /// <summary>Ids in one cell, separated by comma, semicolon or space; or a collection of such cells. Null where there is none.</summary>
    /// <exception cref="FormatException">One of them is not an id.</exception>
    public static IReadOnlyList<int>? Ids(object? cell)
    {
        List<int> ids = Elements(cell).Select(e => Id(e)!.Value).Distinct().ToList();
        return ids.Count == 0 ? null : ids;
    }

    /// <summary>A decimal number with a point, and without thousands separators or an exponent. Never rounded.</summary>
    /// <exception cref="FormatException">The cell is not such a number, or has more digits than can be kept.</exception>
    public static decimal? Decimal(object? cell)
    {
        if (IsBlank(cell))
        {
            return null;
        }

        switch (cell)
        {
            case decimal number:
                return number;
            case string text:
                text = Trimmed(text);
                if (Regex.IsMatch(text, @"^[+-]?[0-9]+(\.[0-9]+)?$", RegexOptions.ExplicitCapture, s_regexTimeout)
                    && text.Count(char.IsDigit) <= 28
                    && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal parsed))
                {
                    return parsed;
                }

                break;
            case double or float:
                // Spreadsheet readers hand out doubles; their shortest form is what the spreadsheet shows.
                string shortest = ((IFormattable)cell).ToString("R", CultureInfo.InvariantCulture);
                if (decimal.TryParse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
                    && (cell is float single ? (float)exact == single : (double)exact == (double)cell))
                {
                    return exact;
                }

                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong:
                return Convert.ToDecimal(cell, CultureInfo.InvariantCulture);
        }

        throw Wrong(cell, "a decimal number: write it as 10.5, with a point and without thousands separators");
    }

    /// <summary>A point in time, in UTC: ISO 8601 text (without an offset it is UTC) or a date object (of unspecified kind it is UTC).</summary>
    /// <exception cref="FormatException">The cell is a date in a local form, or none, or finer than the API's milliseconds.</exception>
    public static DateTimeOffset? Date(object? cell)
    {
        if (IsBlank(cell))
        {
            return null;
        }

        switch (cell)
        {
            case DateTimeOffset date:
                return ToMilliseconds(date.ToUniversalTime());
            case DateTime { Kind: DateTimeKind.Unspecified } date:
                return ToMilliseconds(new DateTimeOffset(date, TimeSpan.Zero));
            case DateTime date:
                return ToMilliseconds(new DateTimeOffset(date.ToUniversalTime(), TimeSpan.Zero));
            case string text when TryParseDate(Trimmed(text), out DateTimeOffset parsed):
                return parsed == ToMilliseconds(parsed)
                    ? parsed
                    : throw Wrong(cell, "a date that the API can hold: it keeps milliseconds, so write three decimals of a second at most");
            default:
                throw Wrong(cell, "an ISO 8601 date: write it as 2026-02-01 or 2026-02-01T10:00:00Z (UTC unless an offset is given)");
        }
    }

    /// <summary>
    /// A point in time until which something holds: as <see cref="Date"/>, but a day without a time means that day to its
    /// end, 23:59:59.999 UTC. A date object is the moment that it says.
    /// </summary>
    /// <exception cref="FormatException">The cell is no such date.</exception>
    public static DateTimeOffset? EndDate(object? cell)
        => Date(cell) is { } date
            ? cell is string text && Trimmed(text).Length == "2026-05-31".Length ? date.AddDays(1).AddMilliseconds(-1) : date
            : null;

    /// <summary>
    /// A whole day: <c>2026-10-31</c>, or a date object at midnight, whose day is the one that it shows wherever it comes from.
    /// </summary>
    /// <exception cref="FormatException">The cell has a time of day, or is no date.</exception>
    public static DateTime? Day(object? cell)
    {
        DateTime? day = cell switch
        {
            _ when IsBlank(cell) => null,
            DateTime date => date,
            DateTimeOffset date => date.DateTime,
            string text when TryParseDate(Trimmed(text), out DateTimeOffset parsed) => parsed.DateTime,
            _ => throw Wrong(cell, "a day: write it as 2026-10-31"),
        };
        return day is null or { TimeOfDay.Ticks: 0 }
            ? day is { } whole ? DateTime.SpecifyKind(whole, DateTimeKind.Unspecified) : null
            : throw Wrong(cell, "a whole day: write it without a time of day, as 2026-10-31, or (Get-Date).Date for today");
    }

    /// <summary>The first day of a month that is written as 2026-10; null where the cell is blank.</summary>
    /// <exception cref="FormatException">The cell is no such text.</exception>
    public static DateTime? Month(object? cell)
        => IsBlank(cell) ? null
            : cell is string text && DateTime.TryParseExact(Trimmed(text), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime first) ? first
            : throw Wrong(cell, "a month: write it as 2026-10");

    /// <summary>true, yes or 1; false, no or 0; active and inactive.</summary>
    /// <exception cref="FormatException">The cell is none of them.</exception>
    public static bool? Boolean(object? cell)
        => IsBlank(cell) ? null : TryBoolean(cell!) ?? throw Wrong(cell, "yes or no: write true or false, yes or no, 1 or 0");

    /// <summary>A name of an enumeration's list, in any case, or its number.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="type">The enumeration.</param>
    /// <exception cref="FormatException">The cell is neither; the message lists the names.</exception>
    public static object? Enum(object? cell, Type type)
    {
        if (IsBlank(cell))
        {
            return null;
        }

        if (cell!.GetType() == type)
        {
            return cell;
        }

        if (cell is System.Enum)
        {
            // Its number says nothing here.
            throw new FormatException($"'{cell}' is of another kind, {cell.GetType().Name}: write one of {string.Join(", ", System.Enum.GetNames(type))} as text.");
        }

        if (type == typeof(ActiveStatus) && TryBoolean(cell) is { } isActive)
        {
            return isActive ? ActiveStatus.Active : ActiveStatus.Inactive;
        }

        if (cell is string text)
        {
            string? name = System.Enum.GetNames(type).FirstOrDefault(n => n.Equals(Trimmed(text), StringComparison.OrdinalIgnoreCase));
            if (name is not null)
            {
                return System.Enum.Parse(type, name);
            }
        }

        int? number = cell is string digits ? Digits(Trimmed(digits)) : WholeNumber(cell);
        if (number is { } known && IsKnown(type, known))
        {
            return System.Enum.ToObject(type, known);
        }

        string names = string.Join(", ", System.Enum.GetNames(type));
        throw Wrong(cell, type == typeof(ActiveStatus) ? "a status: write Active or Inactive" : $"one of {names}");
    }

    /// <summary>Names or numbers of an enumeration in one cell, or a collection of such cells. Null where there is none.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="type">The enumeration.</param>
    /// <exception cref="FormatException">One of them is neither.</exception>
    public static IReadOnlyList<object>? Enums(object? cell, Type type)
    {
        List<object> values = Elements(cell).Select(e => Enum(e, type)!).Distinct().ToList();
        return values.Count == 0 ? null : values;
    }

    /// <summary>The parts of a cell that holds a list, or of a collection of cells; blanks left out.</summary>
    public static IEnumerable<object> Elements(object? cell)
    {
        switch (cell)
        {
            case null or DBNull:
                return Enumerable.Empty<object>();
            case string text:
                return text.Split(s_listSeparators, StringSplitOptions.RemoveEmptyEntries).Where(e => !IsBlank(e));
            case IEnumerable list and not IDictionary:
                return list.Cast<object?>().SelectMany(Elements);
            default:
                return new[] { cell };
        }
    }

    /// <summary>Reads ISO 8601: a date, or a date and a time with or without an offset. Without one it is UTC.</summary>
    public static bool TryParseDate(string text, out DateTimeOffset date)
    {
        if (TryParseVendorDate(text, out date))
        {
            return true;
        }

        Match match = s_isoDate.Match(text);
        if (!match.Success)
        {
            return false;
        }

        string time = match.Groups["time"].Value;
        string format = time.Length switch
        {
            0 => "yyyy-MM-dd",
            5 => "yyyy-MM-dd'T'HH:mm",
            8 => "yyyy-MM-dd'T'HH:mm:ss",
            _ => "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        };
        string local = time.Length == 0 ? match.Groups["date"].Value : match.Groups["date"].Value + "T" + time;
        if (!DateTime.TryParseExact(local, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime parsed)
            || !TryParseZone(match.Groups["zone"].Value, out TimeSpan offset)
            || parsed.Ticks - offset.Ticks < DateTime.MinValue.Ticks
            || parsed.Ticks - offset.Ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        date = new DateTimeOffset(parsed.Ticks - offset.Ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>
    /// The one form in which the vendor writes dates (S000), digit by digit: a long list holds a hundred thousand of them.
    /// What is not of this form may still be a date.
    /// </summary>
    private static bool TryParseVendorDate(string text, out DateTimeOffset date)
    {
        const string form = "0000-00-00T00:00:00.000Z";
        date = default;
        if (text.Length != form.Length)
        {
            return false;
        }

        for (int i = 0; i < form.Length; i++)
        {
            if (form[i] == '0' ? text[i] is < '0' or > '9' : text[i] != form[i])
            {
                return false;
            }
        }

        int At(int start, int length)
        {
            int number = 0;
            for (int i = start; i < start + length; i++)
            {
                number = (number * 10) + (text[i] - '0');
            }

            return number;
        }

        int year = At(0, 4);
        int month = At(5, 2);
        int day = At(8, 2);
        int hour = At(11, 2);
        int minute = At(14, 2);
        int second = At(17, 2);
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        date = new DateTimeOffset(year, month, day, hour, minute, second, At(20, 3), TimeSpan.Zero);
        return true;
    }

    private static bool TryParseZone(string zone, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (zone.Length <= 1)
        {
            return true;
        }

        string digits = zone.Substring(1).Replace(":", string.Empty);
        int hours = int.Parse(digits.Substring(0, 2), CultureInfo.InvariantCulture);
        int minutes = int.Parse(digits.Substring(2), CultureInfo.InvariantCulture);
        offset = new TimeSpan(hours, minutes, 0);
        if (zone[0] == '-')
        {
            offset = offset.Negate();
        }

        return hours <= 14 && minutes <= 59;
    }

    private static DateTimeOffset ToMilliseconds(DateTimeOffset date) => new(date.Ticks - (date.Ticks % TimeSpan.TicksPerMillisecond), date.Offset);

    private static bool? TryBoolean(object cell) => cell switch
    {
        bool flag => flag,
        string text => Trimmed(text).ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" or "ACTIVE" => true,
            "FALSE" or "NO" or "0" or "INACTIVE" => false,
            _ => null,
        },
        _ => WholeNumber(cell) switch
        {
            1 => true,
            0 => false,
            _ => null,
        },
    };

    private static bool IsKnown(Type type, int number)
        => System.Enum.IsDefined(type, number)
            || type.GetCustomAttributes(typeof(AlsoSeenAttribute), inherit: false).Cast<AlsoSeenAttribute>().Any(a => a.Numbers.Contains(number));

    private static int? Digits(string text)
        => text.Length is > 0 and <= 10 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The number that an object other than text stands for, if it is whole and small enough.</summary>
    private static int? WholeNumber(object cell)
    {
        switch (cell)
        {
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                decimal number = Convert.ToDecimal(cell, CultureInfo.InvariantCulture);
                return number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
            case double or float:
                double real = Convert.ToDouble(cell, CultureInfo.InvariantCulture);
#pragma warning disable S1244 // a whole number is exact in a double
                return real == Math.Truncate(real) && real is >= int.MinValue and <= int.MaxValue ? (int)real : null;
#pragma warning restore S1244
            default:
                return null;
        }
    }

    /// <summary>An error that quotes the cell, or its beginning, and says what it is not.</summary>
    internal static FormatException Wrong(object? cell, string expected)
    {
        string shown = Visible(cell switch
        {
            string text => text,
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            IDictionary => cell.GetType().Name,
            IEnumerable list => string.Join(", ", list.Cast<object>()),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? string.Empty,
        });
        const int longest = 100;
        if (shown.Length > longest)
        {
            shown = shown.Substring(0, longest) + "…";
        }

        return new FormatException($"'{shown}' is not {expected}.");
    }
}
