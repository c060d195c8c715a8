using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Balances: what goes over the wire, and what comes out.</summary>
public sealed class BalanceTests
{
    /// <summary>The fields of the vendor's public page, with values of our own.</summary>
    private const string Example = """
        {
            "id": 7001, "affiliate_id": 7001, "affiliate_name": "Nordic Reviews", "payment_method_details": { "paypal_email": "pay@example.com" }, "aff_status_id": 2,
            "payments": 1200.5, "last_payment_date": "2026-02-26T12:36:48.147Z", "adjustments": 10.71052180003, "cpl_fee": 0, "cpa_fee": 1500, "rev_share_fee": 700.57972609997,
            "sub_affiliate_fee": 0, "deposit_amount": 35101.7671, "ftd_amount": 855.25, "deposit_count": 279, "ftd_count": 47, "registrations_count": 286,
            "payment_method_id": 4, "payment_method_name": "PayPal", "auto_payment_enabled": null, "manager_id": 2342, "treshold": 300, "not_processed_payment_amount": 1,
            "create_date": "2022-03-10T18:44:52.983Z", "commissions_total": 2200.57972609997, "balance": 1010.7902479, "operator_currency": "EUR", "user_id": 2342,
            "manager": "smr", "manager_contacts": { "email": "smr@example.com", "discord": null }
        }
        """;

    [Fact]
    public async Task Balance_comes_out_field_by_field()
    {
        AffiliateBalance balance = await OneAsync(Example);

        Assert.Equal((7001, "Nordic Reviews", AffiliateStatus.Approved), (balance.AffiliateId, balance.Name, balance.Status));
        Assert.Equal((1010.7902479m, 300m, 2200.57972609997m, 1200.5m), (balance.Balance, balance.Threshold, balance.CommissionsTotal, balance.Payments));
        Assert.Equal(new DateTimeOffset(2026, 2, 26, 12, 36, 48, 147, TimeSpan.Zero), balance.LastPaymentDate);
        Assert.Equal((10.71052180003m, 1m), (balance.Adjustments, balance.NotProcessedPaymentAmount));
        Assert.Equal((0m, 1500m, 700.57972609997m, 0m), (balance.CplFee, balance.CpaFee, balance.RevShareFee, balance.SubAffiliateFee));
        Assert.Equal((35101.7671m, 279L, 855.25m, 47L, 286L), (balance.DepositAmount, balance.DepositCount, balance.FtdAmount, balance.FtdCount, balance.RegistrationsCount));
        Assert.Equal(("EUR", 4, "PayPal"), (balance.OperatorCurrency, balance.PaymentMethodId, balance.PaymentMethodName));
        Assert.Equal("pay@example.com", balance.PaymentMethodDetails!["paypal_email"]);
        Assert.Equal((null, 2342, "smr", 2342), (balance.AutoPaymentEnabled, balance.ManagerId, balance.ManagerUsername, balance.UserId));
        Assert.Equal("smr@example.com", ((AdditionalProperties)balance.ManagerContacts!)["email"]);
        Assert.Equal(new DateTimeOffset(2022, 3, 10, 18, 44, 52, 983, TimeSpan.Zero), balance.CreateDate);
        Assert.Equal("Nordic Reviews (7001)", balance.ToString());
        Assert.Empty(balance.AdditionalProperties);
    }

    [Theory]
    [InlineData("""{"id":5,"threshold":12.5,"new_field":"x"}""", 5, "12.5")]
    [InlineData("""{"affiliate_id":5,"treshold":"12.5","manager_contacts":"skype: x"}""", 5, "12.5")]
    [InlineData("""{"affiliate_id":5,"id":null,"aff_status_id":6,"ftd_count":"3"}""", 5, null)]
    public async Task Other_spellings_and_forms_are_tolerated(string json, int id, string? threshold)
    {
        AffiliateBalance balance = await OneAsync(json);

        Assert.Equal(id, balance.AffiliateId);
        Assert.Equal(threshold, balance.Threshold?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Balance_of_nobody_is_no_balance()
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => OneAsync("""{"balance":5}"""));

        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
    }

    [Fact]
    public async Task Filter_and_range_go_as_documented()
    {
        var handler = StubHandler.Always(200, "[]");
        BalancesApi balances = TestClient.Over(handler).Balances;

        await balances.List().ReadPageAsync();
        await balances.List(new BalanceFilter { AboveThreshold = true, To = new DateTimeOffset(2025, 5, 1, 1, 59, 59, TimeSpan.FromHours(2)) }, skip: 20, first: 10).ReadPageAsync();
        await balances.List(new BalanceFilter { To = new DateTimeOffset(2025, 4, 30, 23, 59, 59, 999, TimeSpan.Zero) }).ReadPageAsync();
        await balances.FindAsync([35427]);
        await balances.FindAsync([35427, 35425], aboveThreshold: true);

        string[] expected =
        [
            """GET /api/af2_balance_op?filter={}&range=[0,999]""",
            """GET /api/af2_balance_op?filter={"above_threshold":true,"to":"2025-04-30T23:59:59Z"}&range=[20,30]""",
            """GET /api/af2_balance_op?filter={"to":"2025-04-30T23:59:59.999Z"}&range=[0,999]""",
            """GET /api/af2_balance_op?filter={"affiliate_id":35427}&range=[0,999]""",
            """GET /api/af2_balance_op?filter={"above_threshold":true}&range=[0,999]""",
        ];
        Assert.Equal(expected, handler.Requests.Select(r => $"{r.Method} {Uri.UnescapeDataString(r.Uri.PathAndQuery)}"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task One_affiliate_is_told_from_the_others_even_where_the_filter_is_not_heeded()
    {
        var handler = StubHandler.Always(200, """[{"id":1,"balance":1},{"id":2,"balance":2},{"id":3,"balance":3}]""");

        IReadOnlyDictionary<int, AffiliateBalance> found = await TestClient.Over(handler).Balances.FindAsync([2]);

        Assert.Equal(2m, Assert.Single(found).Value.Balance);
    }

    [Theory]
    [InlineData(999, true, false)]
    [InlineData(1000, false, true)]
    public async Task Sandbox_over_http_gives_every_balance_once(int cap, bool inclusive, bool inEnvelope)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions
        {
            AffiliateCount = 2001,
            PageCap = cap,
            RangeIsInclusive = inclusive,
            ListEnvelope = inEnvelope ? SandboxListEnvelope.Data : SandboxListEnvelope.Array,
        }));
        SmarticoClient client = TestClient.Over(host.BaseUri);

        List<AffiliateBalance> balances = await AllAsync(client.Balances.List());

        Assert.Equal(2001, balances.Select(b => b.AffiliateId).Distinct().Count());
        Assert.Equal(2001, balances.Count);
        Assert.All(balances, b => Assert.Equal(b.Balance, b.CommissionsTotal - b.Payments + b.Adjustments));
        Assert.Equal(30769.788354m, balances.Single(b => b.AffiliateId == 35425).CommissionsTotal);
    }

    [Fact]
    public async Task Sandbox_heeds_threshold_date_and_affiliate()
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClient client = TestClient.Over(sandbox);

        List<AffiliateBalance> all = await AllAsync(client.Balances.List());
        List<AffiliateBalance> due = await AllAsync(client.Balances.List(new BalanceFilter { AboveThreshold = true }));
        List<AffiliateBalance> early = await AllAsync(client.Balances.List(new BalanceFilter { To = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero) }));

        Assert.Equal(all.Where(b => b.Balance > 0 && b.Balance >= b.Threshold).Select(b => b.AffiliateId), due.Select(b => b.AffiliateId));
        Assert.InRange(due.Count, 1, all.Count - 1);
        Assert.All(early, b => Assert.Equal(0m, b.Balance));
        Assert.Equal(35427, Assert.Single(await client.Balances.FindAsync([35427])).Key);
        Assert.Empty(await client.Balances.FindAsync([1]));
    }

    private static async Task<AffiliateBalance> OneAsync(string json)
    {
        using PageReader<AffiliateBalance> pages = TestClient.Over(StubHandler.Always(200, $"[{json}]")).Balances.List();
        return (await pages.ReadPageAsync())!.Single();
    }

    private static async Task<List<AffiliateBalance>> AllAsync(PageReader<AffiliateBalance> pages)
    {
        var all = new List<AffiliateBalance>();
        using (pages)
        {
            while (await pages.ReadPageAsync() is { } page)
            {
                all.AddRange(page);
            }
        }

        return all;
    }
}
