using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates;

/// <summary>How a record stands to what was sent.</summary>
internal enum Likeness
{
    /// <summary>Most of it is another.</summary>
    Other,

    /// <summary>Most of it is the same, and something differs that no server is known to change.</summary>
    Near,

    /// <summary>The same, but for what servers do to values.</summary>
    Tolerated,

    /// <summary>The same in all that was sent.</summary>
    Same,
}

/// <summary>
/// The one meaning of "as it was sent". Servers round amounts, cut milliseconds and long texts, and trim, respace, case and
/// escape texts (undocumented; each was met): a record that differs only so is the one that was sent. A wrong "no" makes a
/// second record, a wrong "yes" takes another's: so every other difference is told, and neither.
/// </summary>
internal static class Sameness
{
    /// <summary>The shortest text that counts as the beginning of a longer one: columns of databases are no shorter (undocumented).</summary>
    private const int ShortestCut = 20;

    /// <summary>The most decimals to which a server was seen to round.</summary>
    private const int MostDecimals = 6;

    /// <summary>Escaping twice is a mistake that is made; three times was not met.</summary>
    private const int MostEscapes = 2;

    private static readonly TimeSpan s_regexTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Compares a record with what was sent.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="record">The record.</param>
    /// <param name="differences">What differs, for a person; empty where nothing does.</param>
    public static Likeness Of(ChangeSet sent, SmarticoObject record, out string differences)
    {
        // What no record shows, such as a password, says nothing.
        List<FieldChange> all = sent.DifferenceFrom(record).Where(d => d.IsOldKnown).ToList();
        List<FieldChange> open = all.Where(d => !IsExplained(d.New, d.Old)).ToList();
        differences = string.Join(", ", (open.Count > 0 ? open : all).Select(Text));
        if (open.Count == 0)
        {
            return all.Count == 0 ? Likeness.Same : Likeness.Tolerated;
        }

        // What all records of a list have in common says nothing.
        int given = sent.Given().Count(f => f.Name != "AffiliateId" && f.TryShow(record, out _));
        return open.Any(d => d.Name == "AffiliateId") || open.Count * 2 > given ? Likeness.Other : Likeness.Near;
    }

    /// <summary>Whether a server may make the same record of both.</summary>
    public static bool AreAlike(ChangeSet one, ChangeSet other)
        => one.GetType() == other.GetType() && one.Fields
            .Select(f => (One: f.ValueIn(one), Other: f.ValueIn(other)))
            .All(v => Field.AreSame(v.One, v.Other) || IsExplained(v.One, v.Other) || IsExplained(v.Other, v.One));

    /// <summary>Whether two texts are the same but for what servers do to texts; <paramref name="present"/> may be cut.</summary>
    public static bool AreSameTexts(string? sent, string? present)
    {
        string wanted = Plain(sent);
        string found = Plain(present);
        return string.Equals(wanted, found, StringComparison.OrdinalIgnoreCase)
            || string.Equals(wanted.Replace(" ", string.Empty), found.Replace(" ", string.Empty), StringComparison.OrdinalIgnoreCase)
            || (present is { Length: >= ShortestCut } && wanted.StartsWith(WithoutHalfAnEscape(present), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What all spellings of a name have in common that a server may make of it.</summary>
    public static string KeyOf(string name) => new(Plain(name).Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray());

    private static bool IsExplained(object? wanted, object? present) => (wanted, present) switch
    {
        (string or null, string or null) when wanted is not null || string.IsNullOrWhiteSpace((string?)present) => AreSameTexts((string?)wanted, (string?)present),
        (decimal sent, decimal kept) => IsRounded(sent, kept),
        (DateTimeOffset sent, DateTimeOffset kept) => (sent - kept).Duration() < TimeSpan.FromSeconds(1),
        _ => false,
    };

    private static bool IsRounded(decimal sent, decimal kept)
        => kept != 0 && Enumerable.Range(0, MostDecimals + 1).Any(decimals =>
        {
            decimal unit = 1m;
            for (int i = 0; i < decimals; i++)
            {
                unit /= 10;
            }

            return kept == Math.Round(sent, decimals, MidpointRounding.ToEven)
                || kept == Math.Round(sent, decimals, MidpointRounding.AwayFromZero)
                || kept == sent - (sent % unit);
        });

    private static string Plain(string? text)
    {
        text ??= string.Empty;
        for (int i = 0; i < MostEscapes; i++)
        {
            text = WebUtility.HtmlDecode(text);
        }

        return Regex.Replace(text, @"\s+", " ", RegexOptions.None, s_regexTimeout).Trim();
    }

    /// <summary>Who escapes first and cuts then leaves half an escape at the end.</summary>
    private static string WithoutHalfAnEscape(string text)
        => Plain(Regex.Replace(text, "(&(amp;)?#?[0-9A-Za-z]{0,6})$", string.Empty, RegexOptions.ExplicitCapture, s_regexTimeout));

    private static string Text(FieldChange difference)
        => $"{difference.Name} is {Shown(difference.Old)} instead of {Shown(difference.New)}";

    private static string Shown(object? value) => value switch
    {
        null => "empty",
        string text => $"'{text}'",
        DateTimeOffset date => date.UtcDateTime.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
