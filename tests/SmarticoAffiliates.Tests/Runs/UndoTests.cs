using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What an undo puts back, what it leaves alone, and what a plan may still send.</summary>
public sealed class UndoTests
{
    [Fact]
    public void What_was_changed_since_is_left_alone_and_told()
    {
        UndoStep step = Single("""{"description_public":{"old":"a","new":"b"},"description_internal":{"old":"x","new":"y"}}""");

        FieldChangeList back = step.Plan(Code("""{"id":7,"description_public":"b","description_internal":"z"}"""), out RunState state, out SmarticoException? why);

        Assert.Equal("DescriptionPublic: b → a", back.ToString());
        Assert.Equal((RunState.Planned, SmarticoErrorKind.ChangedMeanwhile), (state, why!.Kind));
        Assert.Contains("DescriptionInternal was changed since, to z", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_changes_of_one_record_go_back_to_what_was_there_before_the_first()
    {
        UndoStep step = Single("""{"description_public":{"old":"a","new":"b"}}""", """{"description_public":{"old":"b","new":"c"}}""");

        Assert.Equal("DescriptionPublic: c → a", step.Plan(Code("""{"id":7,"description_public":"c"}"""), out _, out _).ToString());
    }

    [Fact]
    public void Last_record_comes_first()
        => Assert.Equal(
            [9, 8, 7],
            UndoStep.Of(new[] { 7, 8, 9 }.Select(id => Row(id, id, """{"description_public":{"old":"a","new":"b"}}"""))).Select(s => s.Id));

    [Fact]
    public void Affiliate_of_a_promo_code_goes_back_together_with_its_deal()
    {
        UndoStep step = Single("""{"affiliate_id":{"old":1,"new":2}}""");

        FieldChangeList back = step.Plan(Code("""{"id":7,"affiliate_id":2,"deal_id":5}"""), out _, out _);

        Assert.Equal([("affiliate_id", 1), ("deal_id", 5)], back.Select(c => (c.WireName, (int)c.NewToken)));
    }

    [Fact]
    public void What_was_there_before_and_is_not_known_is_not_put_back_though_it_was_emptied()
    {
        UndoStep step = Single("""{"description_public":{"new":null}}""");

        FieldChangeList back = step.Plan(Code("""{"id":7}"""), out RunState state, out SmarticoException? why);

        Assert.Empty(back);
        Assert.Equal(RunState.Refused, state);
        Assert.Contains("what DescriptionPublic was before is not known", why!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"old":"a","new":"b"}""", "a", false)]
    [InlineData("""{"old":"a","new":"b"}""", "b", false)]
    [InlineData("""{"old":"a","new":"b"}""", "c", true)]
    [InlineData("""{"old":null,"new":"b"}""", "c", true)]
    [InlineData("""{"new":"b"}""", "c", false)]
    public void Plan_notices_what_neither_it_saw_nor_it_gives(string change, string present, bool isChanged)
    {
        FieldChangeList changes = FieldChangeList.Read(RecordFields.Of(typeof(PromoCode)), Json($$"""{"description_public":{{change}} }"""), standIn: null);
        PromoCode code = Code($$"""{"id":7,"description_public":"{{present}}"}""");

        Assert.Equal(isChanged ? 1 : 0, RunCheck.ChangedMeanwhile(changes, code).Count);
        Assert.Equal(present == "b", RunCheck.IsDone(changes, code));
    }

    [Theory]
    [InlineData("""{"description_public":"x","no_such_field":1}""")]
    [InlineData("""{"affiliate_id":1,"deal_id":1.5}""")]
    public void Values_of_a_journal_that_a_request_would_lose_or_change_are_not_sent(string body)
        => Assert.Equal(SmarticoErrorKind.InvalidInput, Assert.Throws<SmarticoException>(() => RunRequests.Read(nameof(PromoCode), RunAction.Set, Json(body))).Kind);

    [Theory]
    [InlineData("""{"id":7,"promocode":"SPRING","affiliate_id":5,"status":true}""", RunState.Planned, null)]
    [InlineData("""{"id":7,"promocode":"SPRING","affiliate_id":5,"status":false}""", RunState.Unchanged, null)]
    [InlineData("""{"id":7,"promocode":"OTHER","affiliate_id":5,"status":true}""", RunState.Refused, "PromoCode was changed since, to OTHER")]
    [InlineData("""{"id":7,"promocode":"SPRING","affiliate_id":6,"status":true}""", RunState.Refused, "AffiliateId was changed since, to 6")]
    [InlineData(null, RunState.Refused, "not there any more")]
    public void What_was_made_is_taken_back_where_it_is_still_that(string? present, RunState expected, string? why)
    {
        JournalRow made = JournalRow.Read(
            "row 1",
            JournalState.Done,
            Json("""{"n":1,"resource":"PromoCode","action":"Create","what":"promo code 'SPRING'","changes":{"promocode":{"new":"SPRING"},"affiliate_id":{"new":5},"status":{"new":true} } }"""),
            Json("""{"outcome":"done","made":7}"""))!;

        FieldChangeList back = Assert.Single(UndoStep.Of([made])).Plan(present is null ? null : Code(present), out RunState state, out SmarticoException? told);

        Assert.Equal(expected, state);
        Assert.Equal(expected == RunState.Planned ? 1 : 0, back.Count);
        Assert.Contains(why ?? string.Empty, told?.Message ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal(why is null, told is null);
    }

    private static UndoStep Single(params string[] changes) => Assert.Single(UndoStep.Of(changes.Select((c, i) => Row(i + 1, 7, c))));

    private static JournalRow Row(int number, int id, string changes)
        => JournalRow.Read(
            FormattableString.Invariant($"row {number}"),
            JournalState.Done,
            Json(FormattableString.Invariant($$"""{"n":{{number}},"resource":"PromoCode","action":"Set","what":"promo code {{id}}","id":{{id}},"changes":{{changes}} }""")),
            Json("""{"outcome":"done"}"""))!;

    private static JObject Json(string text) => (JObject)WireJson.Parse(text);

    private static PromoCode Code(string json) => WireJson.Read<PromoCode>(Json(json));
}
