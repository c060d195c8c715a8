using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Commands;

/// <summary>A value that can complete a word, and the names by which people look for it.</summary>
internal sealed record Candidate
{
    /// <summary>What stands on a command line as it is; a code of digits alone would be a number.</summary>
    private static readonly Regex s_plain = new("^[A-Za-z][A-Za-z0-9_-]*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly string[] _names;

    /// <summary>Makes a candidate.</summary>
    /// <param name="text">What is put on the command line.</param>
    /// <param name="listText">What a menu of candidates shows.</param>
    /// <param name="toolTip">What is told of the one that is chosen.</param>
    /// <param name="names">Names by which it is found, too.</param>
    public Candidate(string text, string listText, string toolTip, params string[] names)
    {
        Text = text;
        ListText = ScreenText.Of(listText);
        ToolTip = ScreenText.Of(toolTip);
        _names = names;
    }

    private enum Match
    {
        Whole,
        BeginningOfText,
        BeginningOfName,
        BeginningOfWord,
        Fragment,
        None,
    }

    public string Text { get; }

    public string ListText { get; }

    public string ToolTip { get; }

    /// <summary>The affiliate to whom the record belongs; null where it has none, or it is not known.</summary>
    public int? Owner { get; init; }

    /// <summary>A record of the account: its id is what completes; a menu shows its name, too.</summary>
    public static Candidate ForRecord(int id, string? name, params string?[] details)
    {
        string text = id.ToString(CultureInfo.InvariantCulture);
        string listText = string.IsNullOrWhiteSpace(name) ? text : text + " " + name!.Trim();
        string told = string.Join(", ", details.Where(d => !string.IsNullOrWhiteSpace(d)));
        return new Candidate(text, listText, told.Length == 0 ? listText : listText + ": " + told, name ?? string.Empty);
    }

    /// <summary>A name, quoted where the command line would read it as something else; it is found by any part of it.</summary>
    public static Candidate ForName(string name, params string?[] details)
    {
        string told = string.Join(", ", details.Where(d => !string.IsNullOrWhiteSpace(d)));
        return new Candidate(s_plain.IsMatch(name) ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'", name, told.Length == 0 ? name : name + ": " + told, name);
    }

    /// <summary>Reads a table of lines such as <c>GB United Kingdom|UK|Great Britain</c>: the code, its name, and what people call it, too.</summary>
    public static IReadOnlyList<Candidate> ReadTable(string table)
        => table.Split('\n').Select(line => line.Trim()).Select(line =>
        {
            int end = line.IndexOf(' ');
            string code = line.Substring(0, end);
            string[] names = line.Substring(end + 1).Split('|');
            return new Candidate(code, code + " " + names[0], names[0], names);
        }).ToArray();

    /// <summary>
    /// Those that match a word: first what is just it, then where it begins the text, then where it begins a name, then
    /// where it is a part of one. All of them for no word.
    /// </summary>
    public static IEnumerable<Candidate> Matching(IEnumerable<Candidate> candidates, string word) => Matching(candidates, word, Match.Fragment);

    /// <summary>The same, but a mere part of a name counts only where nothing begins with the word.</summary>
    public static IEnumerable<Candidate> MatchingBest(IReadOnlyCollection<Candidate> candidates, string word)
    {
        Candidate[] beginning = Matching(candidates, word, Match.BeginningOfWord).ToArray();
        return beginning.Length > 0 ? beginning : Matching(candidates, word);
    }

    /// <summary>Whether this is what a text names.</summary>
    public bool Is(string text) => Compare(text) == Match.Whole;

    // Ordinal: what is offered must not depend on the session's culture.
    private Match Compare(string word)
    {
        if (word.Length == 0)
        {
            return Match.BeginningOfText;
        }

        if (Text.Equals(word, StringComparison.OrdinalIgnoreCase) || _names.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            return Match.Whole;
        }

        if (Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        {
            return Match.BeginningOfText;
        }

        return _names.Select(n => CompareName(n, word)).DefaultIfEmpty(Match.None).Min();
    }

    private static Match CompareName(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) switch
    {
        < 0 => Match.None,
        0 => Match.BeginningOfName,
        int position => char.IsLetterOrDigit(name[position - 1]) ? Match.Fragment : Match.BeginningOfWord,
    };

    private static IEnumerable<Candidate> Matching(IEnumerable<Candidate> candidates, string word, Match least)
        => candidates.Select(c => (Candidate: c, Match: c.Compare(word)))
            .Where(m => m.Match <= least)
            .OrderBy(m => m.Match)
            .Select(m => m.Candidate);
}
