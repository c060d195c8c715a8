using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security;
using System.Text;

namespace SmarticoAffiliates;

/// <summary>The cells that are text: in the invariant culture, in a form that reads back, and as it can be seen.</summary>
public static partial class CellText
{
    /// <summary>Letters and a mark that no font draws.</summary>
    private const string BlankLetters = "\u034F\u115F\u1160\u2800\u3164\uFFA0";

    /// <summary>A text, as it is. Numbers, dates and the like are written so that they read back: 1234567890123456, 2027-01-01T08:00:00Z.</summary>
    /// <exception cref="FormatException">The cell is a list or an object, or holds half a character.</exception>
    public static string? Text(object? cell)
    {
        if (IsBlank(cell))
        {
            return null;
        }

        string text = cell switch
        {
            string given => given,
            char letter => letter.ToString(),
            bool flag => flag ? "True" : "False",
            System.Enum choice => choice.ToString(),
            double or float or decimal or byte or sbyte or short or ushort or int or uint or long or ulong => Number(cell),
            DateTimeOffset date => IsoDate(date, isOfKnownZone: true),
            DateTime { Kind: DateTimeKind.Unspecified } date => IsoDate(new DateTimeOffset(date, TimeSpan.Zero), isOfKnownZone: false),
            DateTime date => IsoDate(new DateTimeOffset(date.ToUniversalTime(), TimeSpan.Zero), isOfKnownZone: true),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            Guid or Version => cell.ToString()!,
            Uri uri => uri.OriginalString,
            _ => throw NoText(cell!),
        };
        if (HalfIn(text) is { } half)
        {
            throw new FormatException($"'{Visible(text)}' holds half a character, {CodeOf(half)}: the file was read in another encoding than it was written in.");
        }

        return text;
    }

    /// <summary>
    /// A text by which something is known: white space and invisible characters around it are dropped; inside it they would
    /// make two of what looks like one.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="mayHaveBlanks">Whether an ordinary space may be in it.</param>
    /// <exception cref="FormatException">Such a character is in it, or the cell holds a date, a list or an object.</exception>
    public static string? Code(object? cell, bool mayHaveBlanks = true)
    {
        if (cell is DateTime or DateTimeOffset or TimeSpan or bool)
        {
            throw new FormatException($"'{Text(cell)}' is {(cell is bool ? "true or false" : "a date or a time")} where a text is expected: write it as text, and see that no spreadsheet has changed it.");
        }

        if (Text(cell) is not { } text)
        {
            return null;
        }

        text = Trimmed(text);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPlainBlank = text[i] == ' ';
            if (isPlainBlank ? !mayHaveBlanks : char.IsWhiteSpace(text[i]) || IsInvisible(text, i))
            {
                string what = isPlainBlank ? "a space" : $"an invisible character, {CodeOf(text, i)}";
                throw new FormatException($"'{Visible(text)}' has {what} in it: take it out.");
            }
        }

        return text;
    }

    /// <summary>An ISO code of two letters: of a country, or of a language.</summary>
    /// <exception cref="FormatException">It is none, such as the country's name.</exception>
    public static string? Letters(object? cell)
        => Code(cell) is not { } text ? null
            : text.Length == 2 && text.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')) ? text
            : throw new FormatException($"'{Visible(text)}' is not an ISO code of two letters, such as DE.");

    /// <summary>A secret. No error quotes it.</summary>
    /// <exception cref="FormatException">The cell is neither text nor a SecureString.</exception>
    internal static string? Secret(object? cell)
    {
        if (cell is SecureString secret)
        {
            return secret.Length == 0 ? null : new NetworkCredential(string.Empty, secret).Password;
        }

        return cell switch
        {
            _ when IsBlank(cell) => null,
            string text when text.Trim() == typeof(SecureString).FullName => throw new FormatException("holds the name of a type where a secret is expected: the file was written from a SecureString, which no file shows."),
            string text when HalfIn(text) is null => text,
            int or long or decimal => Number(cell),
            _ => throw new FormatException("what was given is no secret: give text, a SecureString or a credential."),
        };
    }

    /// <summary>The text without white space and invisible characters around it.</summary>
    public static string Trimmed(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && IsUnseen(text, start))
        {
            start++;
        }

        while (end > start && IsUnseen(text, end - 1))
        {
            end--;
        }

        return start == 0 && end == text.Length ? text : text.Substring(start, end - start);
    }

    /// <summary>The text with invisible characters named, as U+200B, so that an error can quote it.</summary>
    public static string Visible(string text)
    {
        if (!Enumerable.Range(0, text.Length).Any(i => IsToBeNamed(text, i)))
        {
            return text;
        }

        var shown = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (IsToBeNamed(text, i))
            {
                shown.Append('<').Append(CodeOf(text, i)).Append('>');
            }
            else
            {
                shown.Append(text[i]);
            }
        }

        return shown.ToString();
    }

    /// <summary>A half of a pair that stands alone; null where there is none.</summary>
    private static char? HalfIn(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return text[i];
            }
        }

        return null;
    }

    private static bool IsToBeNamed(string text, int i) => text[i] != ' ' && (char.IsWhiteSpace(text[i]) || IsInvisible(text, i));

    private static bool IsUnseen(string text, int i) => char.IsWhiteSpace(text[i]) || IsInvisible(text, i);

    internal static bool IsInvisible(string text, int i)
    {
        char c = text[i];
        if (c is >= ' ' and < '\u007F')
        {
            return false;
        }

        bool isPair = (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) || (char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]));
        UnicodeCategory category = isPair ? CharUnicodeInfo.GetUnicodeCategory(text, char.IsLowSurrogate(c) ? i - 1 : i) : CharUnicodeInfo.GetUnicodeCategory(c);
        return category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            || BlankLetters.IndexOf(c) >= 0;
    }

    internal static string CodeOf(string text, int i)
        => char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
            ? "U+" + char.ConvertToUtf32(text, i).ToString("X4", CultureInfo.InvariantCulture)
            : CodeOf(text[i]);

    private static string CodeOf(char c) => "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    private static string Number(object cell)
    {
        if (cell is not (double or float))
        {
            return ((IFormattable)cell).ToString(null, CultureInfo.InvariantCulture);
        }

        try
        {
            return Decimal(cell)!.Value.ToString(CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw Wrong(cell, "a number that a text can hold to the last digit: write it as text");
        }
    }

    private static string IsoDate(DateTimeOffset date, bool isOfKnownZone)
        => date.TimeOfDay == TimeSpan.Zero && !isOfKnownZone
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + (isOfKnownZone ? "Z" : string.Empty);

    private static FormatException NoText(object cell) => cell switch
    {
        SecureString => new FormatException("holds a SecureString where a text is expected: it would be shown"),
        _ => new FormatException($"holds a list or an object where a text is expected, of {cell.GetType().Name}"),
    };
}
