using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Commands;

/// <summary>What stands between the cells of a file, and where its records begin.</summary>
internal sealed class TableDelimiter
{
    private const int LookedAt = 50;
    private static readonly char[] s_candidates = { ';', ',', '\t' };
    private static readonly Regex s_preface = new(@"\A(?:(?:""?sep=(?<sep>[^\r\n""])""?[;,\t]*)|(?:""?#TYPE [^\r\n]*))(?<end>\r\n|\r|\n|\z)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private TableDelimiter(char value, int start, int line, string source)
    {
        Value = value;
        Start = start;
        Line = line;
        Source = source;
    }

    /// <summary>The delimiter.</summary>
    public char Value { get; }

    /// <summary>Where the header begins in the text: behind a line <c>sep=;</c> or <c>#TYPE …</c>.</summary>
    public int Start { get; }

    /// <summary>The line of the header.</summary>
    public int Line { get; }

    /// <summary>How it was found, for the verbose stream.</summary>
    public string Source { get; }

    /// <summary>Finds it: what was given, what the file says, or what the header and the first rows show.</summary>
    /// <exception cref="SmarticoException">Two delimiters are as likely.</exception>
    public static TableDelimiter Find(string text, char? given, TableColumns columns)
    {
        int start = 0;
        int line = 1;
        char? said = null;
        while (s_preface.Match(text.Substring(start, Math.Min(1000, text.Length - start))) is { Success: true, Length: > 0 } preface)
        {
            said = preface.Groups["sep"].Success ? preface.Groups["sep"].Value[0] : said;
            start += preface.Length;
            line++;
        }

        // Blank lines, and lines of nothing but delimiters, may stand before the header.
        if (given is { } fixedOne)
        {
            return new TableDelimiter(fixedOne, start, line, "as -Delimiter says");
        }

        if (said is { } named)
        {
            return new TableDelimiter(named, start, line, $"as its line sep={named} says");
        }

        var scores = new List<(char Delimiter, int Known, int Even)>();
        foreach (char candidate in s_candidates)
        {
            if (Score(text, candidate, start, columns) is { } score)
            {
                scores.Add((candidate, score.Known, score.Even));
            }
        }

        List<(char Delimiter, int Known, int Even)> best = scores.OrderByDescending(s => s.Known).ThenByDescending(s => s.Even).ToList();
        if (best.Count > 1 && best[0].Known == best[1].Known && best[0].Even == best[1].Even)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                $"The cells may be separated by {Name(best[0].Delimiter)} or by {Name(best[1].Delimiter)}: the header and the rows allow both. Say which with -Delimiter.");
        }

        return best.Count == 0
            ? new TableDelimiter(',', start, line, "as there is one column")
            : new TableDelimiter(best[0].Delimiter, start, line, "as the header shows");
    }

    /// <summary>What a person calls it.</summary>
    public static string Name(char delimiter) => delimiter switch
    {
        ',' => "commas",
        ';' => "semicolons",
        '\t' => "tabs",
        _ => $"'{delimiter}'",
    };

    /// <summary>How many of the header's cells are known columns, and how many rows have as many cells as the header; null where it separates nothing.</summary>
    private static (int Known, int Even)? Score(string text, char delimiter, int start, TableColumns columns)
    {
        TableRecord? header = null;
        int known = 0;
        int even = 0;
        try
        {
            foreach (TableRecord record in TableRecord.Split(text, delimiter, start).Where(r => !r.IsBlank).Take(LookedAt))
            {
                if (header is null)
                {
                    header = record;
                    if (header.Cells.Count == 1)
                    {
                        return null;
                    }

                    known = header.Cells.Count(c => columns.Meant(HeaderText.Clean(TableRecord.Unquote(c))) is not null);
                }
                else if (record.Cells.Count == header.Cells.Count)
                {
                    even++;
                }
            }
        }
        catch (SmarticoException)
        {
            // A quotation mark that this delimiter leaves open; where it is the file's, the reading says so.
            return header is null ? null : (known, even);
        }

        return header is null ? null : (known, even);
    }
}
