using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The list of players: what goes over the wire, and what comes out.</summary>
public sealed class PlayerRegistrationTests
{
    [Fact]
    public async Task Registration_comes_out_field_by_field_and_keeps_what_nobody_names()
    {
        PlayerRegistration player = Assert.Single(await AllAsync(StubOf(
            """[{"id":9,"registration_id":7,"affiliate_id":"35425","affiliate_name":"Robby Ron","username":"p","ext_customer_id":815,"country":"SE","brand_id":347,"brand_name":"B","link_id":658,"link_name":"L","create_date":"2026-10-01T10:00:00.000Z","net_pl":1.50,"ftd_date":"2026-10-02"}]""")));

        Assert.Equal((7, 35425, "Robby Ron", "p", "815"), (player.RegistrationId, player.AffiliateId, player.AffiliateName, player.Username, player.ExtCustomerId));
        Assert.Equal(("SE", 347, "B", 658, "L"), (player.Country, player.BrandId, player.BrandName, player.LinkId, player.LinkName));
        Assert.Equal(new DateTimeOffset(2026, 10, 1, 10, 0, 0, TimeSpan.Zero), player.CreateDate);
        Assert.Equal(["ftd_date", "net_pl"], player.AdditionalProperties.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal("p (7)", player.ToString());
    }

    [Theory]
    [InlineData("""{"id":9}""", 9)]
    [InlineData("""{"registration_id":7}""", 7)]
    public async Task Registration_has_either_id(string json, int id)
        => Assert.Equal(id, Assert.Single(await AllAsync(StubOf($"[{json}]"))).RegistrationId);

    [Fact]
    public async Task Row_without_an_id_is_no_registration()
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => AllAsync(StubOf("""[{"affiliate_id":1}]""")));

        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
    }

    [Fact]
    public async Task List_asks_by_range_and_filters_only_where_it_is_asked_to()
    {
        var handler = StubHandler.Always(200, "[]");
        PlayerRegistrationsApi players = TestClient.Over(handler).PlayerRegistrations;

        await players.List().ReadPageAsync();
        await players.List(affiliateId: 7, skip: 5, first: 10).ReadPageAsync();

        Assert.Equal(
        [
            "GET /api/af2_regs_op?range=[0,999]",
            """GET /api/af2_regs_op?filter={"affiliate_id":7}&range=[5,15]""",
        ], handler.Requests.Select(r => $"{r.Method} {Uri.UnescapeDataString(r.Uri.PathAndQuery)}"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":1,"affiliate_id":7}""", true)]
    [InlineData("""{"id":1,"affiliate_id":8}""", false)]
    public async Task Row_is_looked_at(string json, bool isOwn)
        => Assert.Equal(isOwn, PlayerRegistrationsApi.IsOfAny(Assert.Single(await AllAsync(StubOf($"[{json}]"))), [7]));

    [Fact]
    public async Task Row_that_does_not_say_whose_it_is_is_nobodys()
    {
        PlayerRegistration player = Assert.Single(await AllAsync(StubOf("""[{"id":1}]""")));

        Assert.Equal(SmarticoErrorKind.InvalidResponse, Assert.Throws<SmarticoException>(() => PlayerRegistrationsApi.IsOfAny(player, [7])).Kind);
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public async Task Sandbox_gives_every_registration_once(int cap, bool inclusive)
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { PageCap = cap, RangeIsInclusive = inclusive });

        List<PlayerRegistration> players = await AllAsync(TestClient.Over(sandbox));

        Assert.True(players.Count > 2000, $"Only {players.Count} registrations.");
        Assert.Equal(players.Count, players.Select(p => p.RegistrationId).Distinct().Count());
    }

    private static SmarticoClient StubOf(string json) => TestClient.Over(StubHandler.Always(200, json));

    private static async Task<List<PlayerRegistration>> AllAsync(SmarticoClient client)
    {
        var all = new List<PlayerRegistration>();
        using PageReader<PlayerRegistration> pages = client.PlayerRegistrations.List();
        while (await pages.ReadPageAsync() is { } page)
        {
            all.AddRange(page);
        }

        return all;
    }
}
