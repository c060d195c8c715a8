using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Whose key it is: what tells it, what does not, and what an affiliate's own key reads.</summary>
public sealed class KeyOwnerTests
{
    private const string Refusal = "\"You don't have permissions to call this method. user NAME\"";

    [Fact]
    public async Task Operators_list_tells_it_without_another_request()
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClient client = TestClient.Over(sandbox);
        Assert.Equal(KeyOwner.Unknown, client.KeyOwner);

        await client.Affiliates.List(first: 1).ReadPageAsync();

        Assert.Equal((KeyOwner.Operator, null), (client.KeyOwner, client.KeyAffiliateId));
        Assert.Single(sandbox.GetRequests());
    }

    [Fact]
    public async Task Refusal_and_the_own_report_tell_it_once()
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClient client = OfAffiliate(sandbox);

        SmarticoException list = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List(first: 1).ReadPageAsync());
        SmarticoException create = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("NEW-CODE")));

        Assert.All(new[] { list, create }, failure =>
        {
            Assert.Equal(SmarticoErrorKind.PermissionDenied, failure.Kind);
            Assert.StartsWith("You don't have permissions", failure.ServerMessage, StringComparison.Ordinal);
            Assert.Contains("affiliate 35425's own", failure.Message, StringComparison.Ordinal);
        });
        Assert.Equal((KeyOwner.Affiliate, 35425), (client.KeyOwner, client.KeyAffiliateId));
        Assert.Equal(["/api/af2_aff_op", "/api/af2_media_report_af", "/api/af2_promocodes_op"], sandbox.GetRequests().Select(r => r.Path), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Own_key_reads_its_own_report_links_and_balance()
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClient operators = TestClient.Over(sandbox);
        SmarticoClient own = OfAffiliate(sandbox);
        var october = new MediaReportFilter(new DateTime(2026, 10, 1), new DateTime(2026, 10, 31));

        MediaReportRow report = Assert.Single((await own.MediaReports.Read(october).ReadPageAsync())!);
        MediaReportRow same = Assert.Single((await operators.MediaReports.Read(
            new MediaReportFilter(october.From, october.To) { AffiliateId = 35425 }).ReadPageAsync())!);
        Assert.Equal((35425, same.CommissionsTotal, same.VisitCount), (report.AffiliateId, report.CommissionsTotal, report.VisitCount));

        Assert.All(await own.Links.ListAsync(), l => Assert.True(l.IsPublic));
        AffiliateBalance balance = Assert.Single((await own.Balances.List().ReadPageAsync())!);
        Assert.Equal((await operators.Balances.FindAsync([35425]))[35425].Balance, balance.Balance);
        Assert.Empty(await own.Balances.FindAsync([35427]));
        Assert.Null(await own.Balances.List(skip: 1).ReadPageAsync());
        Assert.DoesNotContain(sandbox.GetRequests().Skip(3), r => r.Path.EndsWith("_op", StringComparison.Ordinal) && r.Path.Contains("link", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Own_report_of_another_affiliate_is_nobodys()
    {
        MediaReportReader report = OfAffiliate(new SmarticoSandbox()).MediaReports.Read(
            new MediaReportFilter(new DateTime(2026, 10, 1), new DateTime(2026, 10, 31)) { AffiliateId = 35427 });

        Assert.Null(await report.ReadPageAsync());
    }

    [Theory]
    [InlineData(200, Refusal)]
    [InlineData(404, "{\"message\":\"Not found\"}")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "{\"data\":[]}")]
    [InlineData(200, "{\"data\":[],\"meta\":{}}")]
    [InlineData(200, "{\"data\":[],\"meta\":{\"affiliate_id\":null}}")]
    [InlineData(200, "{\"data\":[],\"meta\":{\"affiliate_id\":\"x\"}}")]
    [InlineData(200, "{\"data\":[],\"meta\":{\"affiliate_id\":0}}")]
    [InlineData(403, "<html>blocked</html>")]
    public async Task Another_answer_decides_nothing(int status, string answer)
    {
        var handler = new StubHandler(r => IsOwn(r) ? StubHandler.Answer(status, answer) : StubHandler.Answer(200, Refusal));
        SmarticoClient client = TestClient.Over(handler);

        for (int i = 0; i < 3; i++)
        {
            SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Links.ListAsync());
            Assert.Equal(SmarticoErrorKind.PermissionDenied, failure.Kind);
            Assert.DoesNotContain("'s own", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(KeyOwner.Unknown, client.KeyOwner);
        Assert.Equal(4, handler.Requests.Count);
    }

    [Theory]
    [InlineData(401, "{\"message\":\"Invalid API key\"}")]
    [InlineData(403, "\"Forbidden\"")]
    [InlineData(200, "{\"errCode\":3,\"message\":\"Access to this label is not allowed\"}")]
    public async Task Another_refusal_asks_nothing(int status, string answer)
    {
        var handler = StubHandler.Always(status, answer);
        SmarticoClient client = TestClient.Over(handler);

        await Assert.ThrowsAsync<SmarticoException>(() => client.Links.ListAsync());

        Assert.Equal(KeyOwner.Unknown, client.KeyOwner);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Operators_key_that_lacks_a_permission_stays_the_operators()
    {
        var handler = new StubHandler(r => StubHandler.Answer(200, r.Uri.AbsolutePath.Contains("balance", StringComparison.Ordinal) ? Refusal : "[]"));
        SmarticoClient client = TestClient.Over(handler);

        await client.Links.ListAsync();
        await Assert.ThrowsAsync<SmarticoException>(() => client.Balances.List().ReadPageAsync());

        Assert.Equal(KeyOwner.Operator, client.KeyOwner);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Theory]
    [InlineData("""{"id":1,"balance":5.5}""", null)]
    [InlineData("""{"id":1,"affiliate_id":7,"balance":5.5}""", null)]
    [InlineData("""{"id":1,"affiliate_id":8,"balance":5.5}""", SmarticoErrorKind.InvalidResponse)]
    [InlineData("""[]""", SmarticoErrorKind.NotFound)]
    public async Task Own_balance_is_the_keys(string answer, SmarticoErrorKind? expected)
    {
        BalancesApi balances = KnownOwner(r => answer).Balances;

        if (expected is { } kind)
        {
            Assert.Equal(kind, (await Assert.ThrowsAsync<SmarticoException>(() => balances.List().ReadPageAsync())).Kind);
            return;
        }

        AffiliateBalance balance = Assert.Single((await balances.List().ReadPageAsync())!);
        Assert.Equal((7, 5.5m), (balance.AffiliateId, balance.Balance));
    }

    [Theory]
    [InlineData("""{"affiliate_id":7,"balance":5.5,"treshold":5.5}""", true)]
    [InlineData("""{"affiliate_id":7,"balance":5.5,"treshold":6}""", false)]
    [InlineData("""{"affiliate_id":7,"balance":0}""", false)]
    [InlineData("""{"affiliate_id":7,"balance":1}""", true)]
    [InlineData("""{"affiliate_id":7}""", false)]
    public async Task Own_balance_is_due_or_not(string answer, bool isDue)
        => Assert.Equal(isDue, await KnownOwner(_ => answer).Balances.List(new BalanceFilter { AboveThreshold = true }).ReadPageAsync() is not null);

    [Fact]
    public async Task Own_balance_is_the_present_one_alone()
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => KnownOwner(_ => """{"affiliate_id":7}""").Balances.List(new BalanceFilter { To = DateTimeOffset.UnixEpoch }).ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
    }

    private static bool IsOwn(SeenRequest request) => request.Uri.AbsolutePath.Contains("_af", StringComparison.Ordinal);

    private static SmarticoClient OfAffiliate(SmarticoSandbox sandbox) => TestClient.Over(sandbox.CreateHandler(), apiKey: sandbox.GetAffiliateApiKey());

    private static SmarticoClient KnownOwner(Func<SeenRequest, string> answer)
        => new(
            new SmarticoClientOptions { BaseUri = new Uri("https://api.test/"), ApiKey = TestClient.Key, KeyOwner = KeyOwner.Affiliate, KeyAffiliateId = 7 },
            new StubHandler(r => StubHandler.Answer(200, answer(r))));
}
