using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>The text of a file's bytes, in the encoding that its mark, its bytes or the user tell. Never a replacement character.</summary>
internal sealed class TableEncoding
{
    private static readonly (byte[] Mark, int CodePage, string Name)[] s_marks =
    {
        (new byte[] { 0xFF, 0xFE, 0, 0 }, 12000, "UTF-32"),
        (new byte[] { 0, 0, 0xFE, 0xFF }, 12001, "UTF-32 (big-endian)"),
        (new byte[] { 0xEF, 0xBB, 0xBF }, 65001, "UTF-8"),
        (new byte[] { 0xFF, 0xFE }, 1200, "UTF-16"),
        (new byte[] { 0xFE, 0xFF }, 1201, "UTF-16 (big-endian)"),
    };

    private TableEncoding(string text, string name, bool isGuess)
    {
        Text = text;
        Name = name;
        IsGuess = isGuess;
    }

    /// <summary>The text, without a mark of the encoding.</summary>
    public string Text { get; }

    /// <summary>What the encoding is called.</summary>
    public string Name { get; }

    /// <summary>Whether the file might be in another encoding: its bytes do not tell.</summary>
    public bool IsGuess { get; }

    /// <summary>Names that -Encoding takes, besides numbers of code pages and the names that .NET knows.</summary>
    public static string[] Names { get; } = { "utf8", "utf8BOM", "unicode", "bigendianunicode", "utf32", "ascii", "ansi", "oem", "windows-1252" };

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="given">The encoding that the user gave.</param>
    /// <param name="culture">Whose ANSI code page is meant where the bytes are not UTF-8.</param>
    /// <exception cref="SmarticoException">The bytes are not in that encoding, or are no text.</exception>
    public static TableEncoding Read(byte[] bytes, Encoding? given, CultureInfo culture)
    {
        if (StartsWith(bytes, new byte[] { (byte)'P', (byte)'K', 3, 4 }) || StartsWith(bytes, new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }))
        {
            throw Wrong("It is a workbook, and no text: save it as 'CSV UTF-8' in the spreadsheet program.");
        }

        foreach ((byte[] mark, int codePage, string name) in s_marks)
        {
            if (!StartsWith(bytes, mark))
            {
                continue;
            }

            if (given is not null && given.CodePage != codePage)
            {
                throw Wrong($"It begins with the mark of {name}, so it is not in {given.WebName}: leave -Encoding out.");
            }

            return new TableEncoding(Decode(bytes, mark.Length, OfCodePage(codePage)!, name), name, isGuess: false);
        }

        if (given is not null)
        {
            return new TableEncoding(Checked(Decode(bytes, 0, given, given.WebName), given.WebName), given.WebName, isGuess: false);
        }

        if (Array.IndexOf(bytes, (byte)0) >= 0)
        {
            return WithoutMark(bytes);
        }

        try
        {
            return new TableEncoding(OfCodePage(65001)!.GetString(bytes), "UTF-8", isGuess: false);
        }
        catch (DecoderFallbackException)
        {
            int codePage = AnsiCodePage(culture);
            Encoding ansi = OfCodePage(codePage) ?? throw Wrong($"It is not UTF-8, and code page {codePage} is not there. Say the encoding with -Encoding.");
            return new TableEncoding(Checked(Decode(bytes, 0, ansi, ansi.WebName), ansi.WebName), ansi.WebName, isGuess: true);
        }
    }

    /// <summary>The encoding of a name or of a code page's number; null where it is not known.</summary>
    public static Encoding? Named(string name, CultureInfo culture)
    {
        int? codePage = name.Trim().ToUpperInvariant() switch
        {
            "UTF8" or "UTF-8" or "UTF8BOM" or "UTF8NOBOM" => 65001,
            "UNICODE" or "UTF16" or "UTF-16" => 1200,
            "BIGENDIANUNICODE" or "UTF-16BE" => 1201,
            "UTF32" => 12000,
            "ASCII" => 20127,
            "ANSI" => AnsiCodePage(culture),
            "OEM" => culture.TextInfo.OEMCodePage > 1 ? culture.TextInfo.OEMCodePage : 437,
            _ => int.TryParse(name.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null,
        };
        if (codePage is { } known)
        {
            return OfCodePage(known);
        }

        try
        {
            return OfCodePage(Encoding.GetEncoding(name.Trim()).CodePage);
        }
        catch (ArgumentException)
        {
            return Provider?.GetEncoding(name.Trim()) is { } found ? OfCodePage(found.CodePage) : null;
        }
    }

    private static EncodingProvider? Provider
        // A part of .NET that .NET Standard does not know, and that .NET Framework does without. It is asked, not registered:
        // that would be for the whole process.
        => Type.GetType("System.Text.CodePagesEncodingProvider, System.Text.Encoding.CodePages", throwOnError: false)
            ?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as EncodingProvider;

    private static Encoding? OfCodePage(int codePage)
    {
        try
        {
            return Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            return Provider?.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
    }

    private static int AnsiCodePage(CultureInfo culture) => culture.TextInfo.ANSICodePage > 1 ? culture.TextInfo.ANSICodePage : 1252;

    // UTF-16 without a mark: every other byte of Western text is zero.
    private static TableEncoding WithoutMark(byte[] bytes)
    {
        int[] zeros = { 0, 0 };
        for (int i = 0; i < bytes.Length; i++)
        {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }

        int codePage = zeros[0] == 0 && zeros[1] > bytes.Length / 4 ? 1200 : zeros[1] == 0 && zeros[0] > bytes.Length / 4 ? 1201 : 0;
        if (codePage == 0 || bytes.Length % 2 == 1)
        {
            throw Wrong("It holds zero bytes, so it is no text, or in an encoding that it does not tell: say it with -Encoding.");
        }

        string name = codePage == 1200 ? "UTF-16" : "UTF-16 (big-endian)";
        return new TableEncoding(Decode(bytes, 0, OfCodePage(codePage)!, name), name, isGuess: true);
    }

    private static string Decode(byte[] bytes, int start, Encoding encoding, string name)
    {
        try
        {
            return encoding.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException exception)
        {
            int line = 1 + bytes.Take(Math.Min(bytes.Length, start + Math.Max(0, exception.Index))).Count(b => b == '\n');
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                $"It is not in {name}: about line {line} there are bytes that mean nothing there. Say the encoding with -Encoding, or save the file as 'CSV UTF-8'.",
                exception);
        }
    }

    // Code pages make control characters of bytes that they leave out; no table holds such.
    private static string Checked(string text, string name)
    {
        for (int i = 0, line = 1; i < text.Length; i++)
        {
            line += text[i] == '\n' ? 1 : 0;
            if (text[i] is >= '\u0080' and <= '\u009F' or '\0')
            {
                throw Wrong($"It is not in {name}: line {line} holds a byte that means nothing there. Say the encoding with -Encoding, or save the file as 'CSV UTF-8'.");
            }
        }

        return text;
    }

    private static bool StartsWith(byte[] bytes, byte[] start) => bytes.Length >= start.Length && bytes.Take(start.Length).SequenceEqual(start);

    private static SmarticoException Wrong(string message) => new(SmarticoErrorKind.InvalidInput, message);
}
