using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates;

/// <summary>
/// A text of the server's, compared as a whole: "Invalid token" holds an "ok", and "could not be updated" an "updated". White
/// space, case, the form of an apostrophe and the last punctuation mark say nothing. Where a part of the text varies, a
/// pattern of the whole text tells which.
/// </summary>
internal sealed class KnownWords
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // Undocumented: what a server may say beside its code, or instead of it, when all went well.
    private static readonly HashSet<string> s_consent = new(StringComparer.Ordinal)
    {
        "ok", "success", "successful", "done", "created", "updated", "saved", "true", "accepted",
    };

    private readonly string? _whole;
    private readonly Regex? _pattern;

    private KnownWords(string? whole, Regex? pattern)
    {
        _whole = whole;
        _pattern = pattern;
    }

    /// <summary>Exactly this text.</summary>
    public static KnownWords Whole(string text) => new(Normal(text), null);

    /// <summary>A whole text of this pattern, in lower case and without its last mark.</summary>
    public static KnownWords Pattern(string pattern)
        => new(null, new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, s_patience));

    /// <summary>Whether one of these texts is it.</summary>
    public bool AreAmong(IEnumerable<string> texts)
        => texts.Select(Normal).Any(t => _pattern?.IsMatch(t) ?? string.Equals(t, _whole, StringComparison.Ordinal));

    /// <summary>Whether the text says that all went well, and nothing else.</summary>
    public static bool AreConsent(string text) => s_consent.Contains(Normal(text));

    /// <summary>The text in the form in which it is compared.</summary>
    public static string Normal(string text)
    {
        // White space of any kind, also the fixed space of HTML.
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(" ", words).Replace('\u2019', '\'').TrimEnd('.', '!', ' ').ToLower(CultureInfo.InvariantCulture);
    }
}
