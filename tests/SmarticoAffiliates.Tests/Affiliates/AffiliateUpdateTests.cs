using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

public sealed class AffiliateUpdateTests
{
    private const string Locked = "You cannot change parent affiliate as soon as it was set and approved and affiliate earned commission";

    public static TheoryData<SandboxWriteAnswer> Answers => new(Enum.GetValues<SandboxWriteAnswer>());

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Update_answers_an_affiliate_with_the_new_values(SandboxWriteAnswer answer)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { WriteAnswer = answer }));

        Affiliate updated = await TestClient.Over(host.BaseUri).Affiliates.UpdateAsync(36971, new AffiliateUpdate
        {
            FirstName = "JohnB",
            PaymentThreshold = 10.5m,
            Roles = new RoleList([AffiliateRole.FTDDate]),
            CustomTag = new Dictionary<int, int> { [155] = 33 },
        });

        Assert.Equal(36971, updated.AffiliateId);
        Assert.Equal("JohnB", updated.FirstName);
        Assert.Equal(10.5m, updated.PaymentThreshold);
        Assert.Equal([AffiliateRole.FTDDate], updated.Roles!);
        Assert.Equal(33L, updated.AdditionalProperties["custom_prop_155"]);
        // What is unclear is looked at.
        Assert.Equal(answer is SandboxWriteAnswer.Accepted or SandboxWriteAnswer.AffectedRows ? 2 : 1, host.Sandbox.GetRequests().Count);
        Affiliate there = (await TestClient.Over(host.BaseUri).Affiliates.FindAsync([36971]))[36971];
        Assert.Equal("JohnB", there.FirstName);
        Assert.Equal(10.5m, there.PaymentThreshold);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("36971")]
    [InlineData("{\"id\":36971,\"affiliate_name\":\"as the server has it\"}")]
    public async Task Update_that_is_only_acknowledged_answers_what_was_sent(string body)
    {
        Affiliate updated = await TestClient.Over(StubHandler.Always(200, body)).Affiliates.UpdateAsync(36971, new AffiliateUpdate { FirstName = "JohnB", Company = null });

        Assert.Equal(36971, updated.AffiliateId);
        Assert.Equal("JohnB", updated.FirstName);
        Assert.Null(updated.Company);
        Assert.Equal(body.Contains("as the server", StringComparison.Ordinal) ? "as the server has it" : null, updated.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refusal_because_of_a_fixed_parent_is_answered_with_the_present_parent_and_manager(bool isKnown)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        var log = new RecordingLog();
        SmarticoClient client = TestClient.Over(host.BaseUri).WithLog(log);
        Affiliate locked = await LockedAsync(client);
        host.Sandbox.ClearRequests();

        Affiliate updated = await client.Affiliates.UpdateAsync(locked.AffiliateId, new AffiliateUpdate { Status = AffiliateStatus.Suspended }, isKnown ? locked : null);

        Assert.Equal(AffiliateStatus.Suspended, updated.Status);
        SandboxRequest[] puts = host.Sandbox.GetRequests().Where(r => r.Method == "PUT").ToArray();
        Assert.Equal(2, puts.Length);
        Assert.Equal("{\"aff_status_id\":4}", puts[0].Body);
        Assert.True(JToken.DeepEquals(
            new JObject { ["aff_status_id"] = 4, ["parent_affiliate_id"] = locked.ParentAffiliateId, ["manager_id"] = locked.ManagerId },
            JObject.Parse(puts[1].Body)));
        Assert.Contains(log.VerboseLines, l => l.Contains(Locked, StringComparison.Ordinal));
        Assert.Equal(isKnown, host.Sandbox.GetRequests().All(r => r.Method == "PUT"));
    }

    [Fact]
    public async Task New_manager_is_kept_when_the_parent_is_restated()
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClient client = TestClient.Over(sandbox);
        Affiliate locked = await LockedAsync(client);
        int other = locked.ManagerId == 2342 ? 2343 : 2342;

        Affiliate updated = await client.Affiliates.UpdateAsync(locked.AffiliateId, new AffiliateUpdate { ManagerId = other }, locked);

        Assert.Equal(other, updated.ManagerId);
        Assert.Equal(locked.ParentAffiliateId, updated.ParentAffiliateId);
    }

    [Fact]
    public async Task Another_parent_for_a_fixed_one_is_refused_in_the_servers_words()
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClient client = TestClient.Over(sandbox);
        Affiliate locked = await LockedAsync(client);
        int other = locked.ParentAffiliateId == 46554 ? 64257 : 46554;

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => client.Affiliates.UpdateAsync(locked.AffiliateId, new AffiliateUpdate { ParentAffiliateId = other }, locked));

        Assert.Equal(SmarticoErrorKind.ParentAffiliateLocked, failure.Kind);
        Assert.Equal(Locked, failure.ServerMessage);
        Assert.Equal(1, sandbox.GetRequests().Count(r => r.Method == "PUT"));
    }

    [Fact]
    public async Task Refusal_that_stays_is_told_after_one_more_attempt()
    {
        StubHandler server = StubHandler.Always(400, Newtonsoft.Json.JsonConvert.ToString(Locked));
        Affiliate known = WireJson.Read<Affiliate>(WireJson.Parse(Examples.FullAffiliate));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => TestClient.Over(server).Affiliates.UpdateAsync(35427, new AffiliateUpdate { Name = "x" }, known));

        Assert.Equal(SmarticoErrorKind.ParentAffiliateLocked, failure.Kind);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Unknown_affiliate_is_not_found()
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => TestClient.Over(new SmarticoSandbox()).Affiliates.UpdateAsync(1, new AffiliateUpdate { Name = "x" }));

        Assert.Equal(SmarticoErrorKind.NotFound, failure.Kind);
        Assert.Equal("Affiliate not found", failure.ServerMessage);
    }

    [Fact]
    public async Task Balance_comes_only_where_it_was_asked_for()
    {
        SmarticoClient client = TestClient.Over(new SmarticoSandbox());

        Affiliate without = (await client.Affiliates.FindAsync([35425]))[35425];
        Affiliate with = (await client.Affiliates.FindAsync([35425], includeBalance: true))[35425];

        Assert.Null(without.Balance);
        Assert.Equal(23890.833624m, with.Balance);
    }

    /// <summary>An affiliate of the sandbox whose parent is fixed.</summary>
    private static async Task<Affiliate> LockedAsync(SmarticoClient client)
    {
        using PageReader<Affiliate> pages = client.Affiliates.List(new AffiliateFilter { IncludeBalance = true, Status = [AffiliateStatus.Approved] });
        return (await pages.ReadPageAsync())!.First(a => a.ParentAffiliateId is not null && a.CommissionsTotal > 0 && a.ManagerId is not null);
    }
}
