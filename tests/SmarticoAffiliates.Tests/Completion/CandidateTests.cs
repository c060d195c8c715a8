using System;
using System.Collections.Generic;
using System.Linq;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

public sealed class CandidateTests
{
    private static readonly Candidate[] s_affiliates =
    [
        Candidate.ForRecord(35425, "Robby Ron", "Approved", null, "MT"),
        Candidate.ForRecord(40017, "Acme Media"),
        Candidate.ForRecord(40018, "The Acme 354 Shop"),
        Candidate.ForRecord(35400, null, " "),
    ];

    public static TheoryData<string, int> Tables => new() { { nameof(CountryCompleter), 249 }, { nameof(LanguageCompleter), 183 } };

    [Theory]
    [InlineData("", "35425 40017 40018 35400")]
    [InlineData("35425", "35425")]
    [InlineData("354", "35425 35400 40018")]
    [InlineData("acme", "40017 40018")]
    [InlineData("ACME MEDIA", "40017")]
    [InlineData("media", "40017")]
    [InlineData("nobody", "")]
    public void Word_finds_ids_by_their_beginning_and_names_by_any_part(string word, string expected)
        => Assert.Equal(expected, Texts(Candidate.Matching(s_affiliates, word)));

    [Fact]
    public void Record_is_shown_with_its_name_and_what_is_known_of_it()
    {
        Assert.Equal(("35425", "35425 Robby Ron", "35425 Robby Ron: Approved, MT"), Shown(s_affiliates[0]));
        Assert.Equal(("35400", "35400", "35400"), Shown(s_affiliates[3]));
    }

    [Fact]
    public void Name_brings_no_control_character_to_the_terminal()
    {
        Candidate candidate = Candidate.ForRecord(7, "a\u001b]0;x\u0007b\r\nc\u2028d", "e\tf");

        Assert.Equal(("7", "7 a<U+001B>]0;x<U+0007>b<U+000D><U+000A>c<U+2028>d", "7 a<U+001B>]0;x<U+0007>b<U+000D><U+000A>c<U+2028>d: e<U+0009>f"), Shown(candidate));
    }

    [Theory]
    [InlineData("Act", "Active")]
    [InlineData("inact", "Inactive")]
    [InlineData("active", "Active")]
    [InlineData("tiv", "Inactive Active")]
    [InlineData("", "Inactive Active")]
    public void Part_of_a_choice_counts_only_where_nothing_begins_with_it(string word, string expected)
    {
        Candidate[] choices = [new("Inactive", "Inactive", "off", "Inactive"), new("Active", "Active", "on", "Active")];

        Assert.Equal(expected, Texts(Candidate.MatchingBest(choices, word)));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Table_is_complete_and_every_line_of_it_whole(string table, int count)
    {
        IReadOnlyList<Candidate> all = table == nameof(CountryCompleter) ? CountryCompleter.All : LanguageCompleter.All;

        Assert.Equal(count, all.Count);
        Assert.All(all, c => Assert.Matches("^[A-Z]{2}$", c.Text));
        Assert.Equal(string.Join(' ', all.Select(c => c.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), Texts(all));
        Assert.Equal(count, all.Select(c => c.ToolTip).Distinct(StringComparer.Ordinal).Count());
        Assert.All(all, c => Assert.Equal(c.Text + " " + c.ToolTip, c.ListText));
        Assert.All(all, c => Assert.Matches(@"^\p{Lu}[\p{L} '.,()-]+$", c.ToolTip));
    }

    [Theory]
    [InlineData("germ", "DE")]
    [InlineData("DE", "DE CD DK")]
    [InlineData("uk", "GB UA")]
    [InlineData("usa", "US")]
    [InlineData("turk", "TC TM TR")]
    [InlineData("cote", "CI")]
    [InlineData("papua", "PG")]
    [InlineData("guinea", "GN GW GQ PG")]
    [InlineData("eria", "DZ LR NG")]
    public void Country_is_found_by_code_and_by_every_common_name(string word, string first)
        => Assert.StartsWith(first, Texts(Candidate.MatchingBest(CountryCompleter.All, word)), StringComparison.Ordinal);

    [Theory]
    [InlineData("germ", "DE")]
    [InlineData("pt", "PT")]
    [InlineData("farsi", "FA")]
    [InlineData("norwegian", "NO NB NN")]
    public void Language_is_found_by_code_and_by_every_common_name(string word, string first)
        => Assert.StartsWith(first, Texts(Candidate.MatchingBest(LanguageCompleter.All, word)), StringComparison.Ordinal);

    private static (string Text, string ListText, string ToolTip) Shown(Candidate candidate) => (candidate.Text, candidate.ListText, candidate.ToolTip);

    private static string Texts(IEnumerable<Candidate> candidates) => string.Join(' ', candidates.Select(c => c.Text));
}
