using System;
using System.Collections.Generic;
using System.Linq;
using SmarticoAffiliates.Commands;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What the server has at present, by keys that several records may have.</summary>
public sealed class PresentStateTests
{
    private readonly SmarticoSandbox _sandbox = new(new SandboxOptions { PromoCodeCount = 2500 });
    private readonly SmarticoClient _client;

    public PresentStateTests()
        => _client = new SmarticoClient(new SmarticoClientOptions { BaseUri = _sandbox.BaseUri, ApiKey = _sandbox.GetApiKey() }, _sandbox.CreateHandler());

    [Fact]
    public void All_records_of_a_key_are_those_of_the_whole_list_which_is_read_once()
    {
        List<PromoCode> list = [];
        using (PageReader<PromoCode> pages = _client.PromoCodes.List())
        {
            while (Read(pages) is { } page)
            {
                list.AddRange(page);
            }
        }

        _sandbox.ClearRequests();
        using var present = new PresentState<int, PromoCode>(_client.PromoCodes.List(), Read, p => p.DealId ?? 0);
        foreach (IGrouping<int, PromoCode> deal in list.GroupBy(p => p.DealId ?? 0))
        {
            Assert.Equal(deal.Select(p => p.PromoCodeId), present.All(deal.Key).Select(p => p.PromoCodeId));
            Assert.Equal(deal.Count(), present.All(deal.Key).Count);
        }

        Assert.Empty(present.All(-5));
        Assert.Equal(3, _sandbox.GetRequests().Count);
    }

    [Fact]
    public void Keys_are_the_same_as_the_comparer_says()
    {
        using var present = new PresentState<string, PromoCode>(_client.PromoCodes.List(), Read, p => p.PromoCode!, StringComparer.OrdinalIgnoreCase);

        Assert.Equal(150, Assert.Single(present.All("welcome2026")).PromoCodeId);
    }

    [Fact]
    public void List_that_breaks_off_tells_of_no_key()
    {
        _sandbox.Faults.Enqueue(SandboxFault.Status(403, "\"no\""));
        using var present = new PresentState<string, PromoCode>(_client.PromoCodes.List(), Read, p => p.PromoCode!);

        Assert.Throws<SmarticoException>(() => present.All("WELCOME2026"));
        Assert.Throws<SmarticoException>(() => present.All("WELCOME2026"));
        Assert.Single(_sandbox.GetRequests());
    }

    [Fact]
    public void List_that_broke_off_fails_every_row_that_it_would_have_told_of_and_no_other()
    {
        int reads = 0;
        PromoCode known = WireJson.Read<PromoCode>(WireJson.Parse("""{"id":7}"""));
        PromoCode also = WireJson.Read<PromoCode>(WireJson.Parse("""{"id":8}"""));
        using var state = new PresentState<int, PromoCode>(
            TestClient.Over(StubHandler.Always(500, "")).PromoCodes.List(),
            _ => ++reads == 1 ? [known, also] : throw new SmarticoException(SmarticoErrorKind.ServerError, "The list broke off."),
            code => code.PromoCodeId);

        Assert.Same(known, state.Take(7));
        Assert.Throws<SmarticoException>(() => state.Take(9));
        Assert.Throws<SmarticoException>(() => state.Take(10));
        Assert.Same(also, state.Take(8));
        Assert.Equal(2, reads);
    }

    private static IReadOnlyList<PromoCode>? Read(PageReader<PromoCode> pages) => pages.ReadPageAsync().GetAwaiter().GetResult();
}
