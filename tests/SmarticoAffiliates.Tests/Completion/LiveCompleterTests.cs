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
        var options = new SmarticoClientOptions { BaseUri = _sandbox.BaseUri, ApiKey = _sandbox.GetApiKey() };
        _connection = new SmarticoConnection(new SmarticoClient(options, _sandbox.CreateHandler()), options, 8, registrationHostname: null, _sandbox);
    }

    [Fact]
    public async Task One_page_of_affiliates_is_read_once_and_without_their_balances()
    {
        foreach (string word in new[] { "", "x", "354" })
        {
            IReadOnlyList<Candidate> offered = await ReadAsync(new AffiliateIdCompleter(), word);
            Assert.Equal(999, offered.Count);
        }

        SandboxRequest request = Assert.Single(_sandbox.GetRequests());
        Assert.Contains("\"without_money\":true", request.QueryParameters["filter"], StringComparison.Ordinal);
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

    private Task<IReadOnlyList<Candidate>> ReadAsync(LiveCompleter completer, string word)
        => completer.ReadAsync(_connection, new CompletionCall(word, command: null, bound: null));

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
