using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Commands;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What is asked of an account that has more than a page of everything.</summary>
public sealed class LiveCompleterTests
{
    private readonly SmarticoSandbox _sandbox = new(new SandboxOptions { AffiliateCount = 2500, PromoCodeCount = 2500 });
    private readonly SmarticoConnection _connection;

    public LiveCompleterTests()
    {
        _connection = Connect(_sandbox);
    }

    [Fact]
    public async Task One_page_of_affiliates_is_there_at_once_and_the_others_later_each_page_read_once_and_without_balances()
    {
        Assert.Equal(999, (await ReadAsync(new AffiliateIdCompleter(), "")).Count);
        await _connection.Completion.Walks;
        foreach (string word in new[] { "", "x", "354" })
        {
            IReadOnlyList<Candidate> offered = await ReadAsync(new AffiliateIdCompleter(), word);
            Assert.Equal(2500, offered.Select(c => c.Text).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(2500, offered.Count);
        }

        Assert.NotEmpty(await ReadAsync(new ManagerIdCompleter(), ""));
        await _connection.Completion.Walks;
        Assert.Equal(3, _sandbox.GetRequests().Count);
        Assert.All(_sandbox.GetRequests(), r => Assert.Contains("\"without_money\":true", r.QueryParameters["filter"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_than_ten_pages_are_walked()
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { AffiliateCount = 12_000 });
        SmarticoConnection connection = Connect(sandbox);
        await new AffiliateIdCompleter().ReadAsync(connection, Call(""));
        await connection.Completion.Walks;

        Assert.Equal(11, sandbox.GetRequests().Count);
        Assert.Equal(11 * 999, (await new AffiliateIdCompleter().ReadAsync(connection, Call(""))).Count);
    }

    [Fact]
    public async Task Nothing_is_asked_while_the_account_holds_back_and_what_was_seen_is_offered()
    {
        SmarticoConnection connection = Connect(_sandbox);
        using (PageReader<Affiliate> pages = connection.Client.Affiliates.List(first: 5))
        {
            connection.Completion.Seen.Add((await pages.ReadPageAsync())!);
        }

        _sandbox.Faults.Enqueue(SandboxFault.Throttle(retryAfter: TimeSpan.FromHours(10)));
        await Assert.ThrowsAsync<SmarticoException>(() => connection.Client.Links.ListAsync());
        Assert.NotNull(connection.Client.Pace.HeldBackFor);
        _sandbox.ClearRequests();

        Assert.Equal(5, (await new AffiliateIdCompleter().ReadAsync(connection, Call(""))).Count);
        Assert.Empty(await new LinkIdCompleter().ReadAsync(connection, Call("")));
        Assert.Empty(await new PromoCodeNameCompleter().ReadAsync(connection, Call("x")));
        await connection.Completion.Walks;
        Assert.Empty(_sandbox.GetRequests());
    }

    [Fact]
    public async Task Brands_are_those_of_the_links()
    {
        IReadOnlyList<DestinationLink> links = await _connection.Client.Links.ListAsync();

        Assert.Equal(
            string.Join(' ', links.Where(l => l.BrandId is not null).Select(l => l.BrandId!.Value).Distinct().Order()),
            string.Join(' ', (await ReadAsync(new BrandIdCompleter(), "")).Select(c => c.Text)));
        Assert.Equal(
            string.Join('|', links.Where(l => l.BrandId is not null).Select(l => l.BrandName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            string.Join('|', (await ReadAsync(new BrandNameCompleter(), "")).Select(c => c.ListText).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Promo_code_beyond_the_first_page_is_found_by_name_and_by_id()
    {
        IReadOnlyList<PromoCode> all = await AllPromoCodesAsync();
        PromoCode last = all[^1];
        string id = last.PromoCodeId.ToString(CultureInfo.InvariantCulture);
        Assert.DoesNotContain(await ReadAsync(new PromoCodeIdCompleter(), ""), c => c.Text == id);
        _sandbox.ClearRequests();

        Assert.Single(await ReadAsync(new PromoCodeIdCompleter(), last.PromoCode!), c => c.Text == id);
        Assert.Single(await ReadAsync(new PromoCodeIdCompleter(), last.PromoCode!), c => c.Text == id);
        Assert.Single(_sandbox.GetRequests());

        // By the name and by the id at once: "2026" can be either.
        Assert.Single(await ReadAsync(new PromoCodeIdCompleter(), id), c => c.Text == id);
        Assert.Equal(3, _sandbox.GetRequests().Count);
    }

    [Fact]
    public async Task Search_offers_nothing_twice()
    {
        IReadOnlyList<PromoCode> all = await AllPromoCodesAsync();
        IReadOnlyList<Candidate> offered = await ReadAsync(new PromoCodeIdCompleter(), all[0].PromoCode!);

        Assert.Equal(offered.Count, offered.Select(c => c.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(offered, c => c.Text == all[0].PromoCodeId.ToString(CultureInfo.InvariantCulture));
    }

    private static SmarticoConnection Connect(SmarticoSandbox sandbox)
    {
        var options = new SmarticoClientOptions { BaseUri = sandbox.BaseUri, ApiKey = sandbox.GetApiKey() };
        return new SmarticoConnection(new SmarticoClient(options, sandbox.CreateHandler()), options, 8, registrationHostname: null, sandbox);
    }

    private static CompletionCall Call(string word) => new(word, command: null, bound: null);

    private Task<IReadOnlyList<Candidate>> ReadAsync(LiveCompleter completer, string word) => completer.ReadAsync(_connection, Call(word));

    private async Task<IReadOnlyList<PromoCode>> AllPromoCodesAsync()
    {
        var all = new List<PromoCode>();
        using PageReader<PromoCode> pages = _connection.Client.PromoCodes.List();
        while (await pages.ReadPageAsync() is { } page)
        {
            all.AddRange(page);
        }

        return all;
    }
}
