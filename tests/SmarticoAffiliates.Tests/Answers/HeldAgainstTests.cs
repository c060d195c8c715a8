using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>An answer is held against what was sent: another's record, another id or half an id is nobody's success.</summary>
public sealed class HeldAgainstTests
{
    public static TheoryData<string> OthersOfAnAffiliate => new(
        """{"id":35426,"affiliate_id":35426}""", """{"affiliate_id":35426,"affiliate_name":"after"}""", """{"id":35425,"affiliate_id":35426}""",
        """{"id":35426,"affiliate_id":35425}""", "35426", "3542", "\"3542\"", "[35426]", """{"data":{"id":5}}""", """[{"id":35425},{"id":35426}]""");

    [Theory]
    [MemberData(nameof(OthersOfAnAffiliate))]
    public async Task Update_that_answers_another_is_not_done(string body)
    {
        SmarticoException unclear = await Assert.ThrowsAsync<SmarticoException>(
            () => Client(r => r.Method == "PUT" ? body : """[{"id":35425,"affiliate_name":"before"}]""").Affiliates.UpdateAsync(35425, new AffiliateUpdate { Name = "after" }));

        Assert.Equal(SmarticoErrorKind.Indeterminate, unclear.Kind);
        Assert.Contains(body, unclear.Message, StringComparison.Ordinal);
        Assert.Contains("(HTTP 200)", unclear.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OthersOfAnAffiliate))]
    public async Task Update_that_answers_another_and_is_there_is_done(string body)
    {
        var log = new RecordingLog();
        Affiliate updated = await Client(r => r.Method == "PUT" ? body : """[{"id":35425,"affiliate_name":"after"}]""").WithLog(log)
            .Affiliates.UpdateAsync(35425, new AffiliateUpdate { Name = "after" });

        Assert.Equal((35425, "after"), (updated.AffiliateId, updated.Name));
        Assert.Contains(log.VerboseLines, l => l.Contains(body, StringComparison.Ordinal) && l.Contains("it was done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Update_of_what_no_record_shows_stays_unclear()
    {
        SmarticoException unclear = await Assert.ThrowsAsync<SmarticoException>(
            () => Client(r => r.Method == "PUT" ? "[]" : """[{"id":35425,"affiliate_name":"after"}]""")
                .Affiliates.UpdateAsync(35425, new AffiliateUpdate { Name = "after", CustomTag = new Dictionary<int, int> { [155] = 33 } }));

        Assert.Equal(SmarticoErrorKind.Indeterminate, unclear.Kind);
        Assert.Contains("custom_prop_155", unclear.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":2888,"pixel_name":"after","affiliate_id":166368}""")]
    [InlineData("""{"id":2887,"pixel_name":"after","affiliate_id":5}""")]
    public async Task Update_of_a_pixel_is_looked_for_with_its_affiliate(string body)
    {
        Pixel known = WireJson.Read<Pixel>(WireJson.Parse("""{"id":2887,"pixel_name":"before","affiliate_id":166368}"""));
        SmarticoClient client = Client(r => r.Method == "PUT" ? body : """[{"id":2887,"pixel_name":"after","affiliate_id":166368}]""");

        Assert.Equal("after", (await client.Pixels.UpdateAsync(2887, new PixelUpdate { Name = "after" }, known)).Name);
    }

    [Fact]
    public async Task Update_of_a_pixel_whose_affiliate_is_not_known_can_not_be_looked_for()
    {
        var server = new StubHandler(_ => StubHandler.Answer(200, "[]"));

        SmarticoException unclear = await Assert.ThrowsAsync<SmarticoException>(
            () => TestClient.Over(server).Pixels.UpdateAsync(2887, new PixelUpdate { Name = "after" }));

        Assert.Equal(SmarticoErrorKind.Indeterminate, unclear.Kind);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"id":777,"promocode":"OTHER","affiliate_id":166368}""")]
    [InlineData("""{"id":777,"promocode":"SPRIN","affiliate_id":166368}""")]
    [InlineData("""{"id":777,"promocode":"SPRING","affiliate_id":5}""")]
    public async Task Create_of_a_promo_code_that_answers_another_is_looked_for(string body)
    {
        SmarticoException unclear = await Assert.ThrowsAsync<SmarticoException>(
            () => Client(r => r.Method == "POST" ? body : "[]").PromoCodes.CreateAsync(Samples.Create("SPRING")));
        PromoCode found = await Client(r => r.Method == "POST" ? body : """[{"id":778,"promocode":"SPRING","affiliate_id":166368,"deal_id":93195,"status":true}]""")
            .PromoCodes.CreateAsync(Samples.Create("SPRING"));

        Assert.Equal(SmarticoErrorKind.Indeterminate, unclear.Kind);
        Assert.Equal(778, found.PromoCodeId);
    }

    [Fact]
    public async Task Id_of_another_promo_code_becomes_nobodys()
    {
        SmarticoClient client = Client(r => r.Method == "POST" ? "777"
            : r.Uri.AbsolutePath.EndsWith("/777", StringComparison.Ordinal) ? """{"id":777,"promocode":"OTHER"}"""
            : """[{"id":778,"promocode":"SPRING","affiliate_id":166368,"deal_id":93195,"status":true}]""");

        Assert.Equal(778, (await client.PromoCodes.CreateAsync(Samples.Create("SPRING"))).PromoCodeId);
    }

    [Theory]
    [InlineData("""{"id":777,"deal_type_id":1,"affiliate_id":5,"deal_group_name":"d","cpl_amount":5}""")]
    [InlineData("777")]
    [InlineData("""{"id":777}""")]
    public async Task Deal_of_another_becomes_nobodys(string body)
    {
        SmarticoClient client = Client(r => r.Method == "POST" ? body : """[{"id":777,"deal_type_id":1,"affiliate_id":166368,"deal_group_name":"older","cpl_amount":7}]""");

        SmarticoException unclear = await Assert.ThrowsAsync<SmarticoException>(
            () => client.Deals.CreateAsync(new DealCreate { AffiliateId = 166368, Name = "d", DealType = DealType.CPL, CplAmount = 5 }));

        Assert.Equal(SmarticoErrorKind.Indeterminate, unclear.Kind);
    }

    [Theory]
    [InlineData("""{"err_code":0,"affiliate_id":77,"username":"somebody_else"}""")]
    [InlineData("""{"affiliate_id":77,"bo_user_email":"other@body"}""")]
    public async Task Registration_of_another_is_nobodys(string body)
    {
        SmarticoException unclear = await Assert.ThrowsAsync<SmarticoException>(
            () => Client(r => r.Method == "POST" ? body : "[]").Registration.RegisterAsync(Samples.Registration()));

        Assert.Equal(SmarticoErrorKind.Indeterminate, unclear.Kind);
        Assert.DoesNotContain("Secret12", unclear.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_refusal_names_the_three_things_that_it_may_be()
    {
        SmarticoException refusal = await Assert.ThrowsAsync<SmarticoException>(
            () => Client(_ => """{"errCode":3,"message":"Access to this label is not allowed"}""").Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.PermissionDenied, refusal.Kind);
        Assert.Contains("Access to this label is not allowed", refusal.Message, StringComparison.Ordinal);
        Assert.All(new[] { "stale", "host", "label that is not the key's" }, w => Assert.Contains(w, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Record_without_the_id_that_it_must_have_is_unreadable()
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Client(_ => """[{"id":1,"pixel_name":"a"},{"pixel_name":"b"}]""").Pixels.ListAsync(7));
        SmarticoException isNull = await Assert.ThrowsAsync<SmarticoException>(() => Client(_ => """[{"id":null}]""").Pixels.ListAsync(7));

        Assert.Equal((SmarticoErrorKind.InvalidResponse, SmarticoErrorKind.InvalidResponse), (failure.Kind, isNull.Kind));
        Assert.Contains("id is missing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_of_the_table_has_a_source_and_decides_something()
    {
        foreach (AnswerRule rule in AnswerTable.Rules)
        {
            Assert.NotEmpty(rule.Source);
            Assert.Contains(AnswerRow.All, row => AnswerTable.RuleFor(FactsOf(row, AnswerCodes.General)) == rule || AnswerTable.RuleFor(FactsOf(row, AnswerCodes.Registration)) == rule
                || rule.Codes == AnswerCodes.Registration // RegistrationTests has every code
                || rule.Kind == SmarticoErrorKind.ParentAffiliateLocked); // AffiliateUpdateTests: it is answered with another update
        }
    }

    private static AnswerFacts FactsOf(AnswerRow row, AnswerCodes codes)
    {
        string text = row.Body.Replace("RECORD", "{\"id\":1}", StringComparison.Ordinal).Replace("ID", "1", StringComparison.Ordinal);
        byte[] body = System.Text.Encoding.UTF8.GetBytes(text);
        return new Answer(new Asked("PUT x", isWrite: true, codes, t => t), row.Status, new AnswerBody(body, body.Length, null)).Facts;
    }

    private static SmarticoClient Client(Func<SeenRequest, string> answer) => TestClient.Over(new StubHandler(r => StubHandler.Answer(200, answer(r))), maxRetryCount: 1);
}
