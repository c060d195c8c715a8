using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The media report: what goes over the wire, and what comes out.</summary>
public sealed class MediaReportTests
{
    private static readonly MediaReportFilter s_october = new(new DateTime(2026, 10, 1), new DateTime(2026, 10, 31));

    [Theory]
    [InlineData("2026-10-01", "2026-10-31", "date_from=2026-10-01&date_to=2026-11-01")]
    [InlineData("2026-10-31", "2026-10-31", "date_from=2026-10-31&date_to=2026-11-01")]
    [InlineData("2024-02-01", "2024-02-28", "date_from=2024-02-01&date_to=2024-02-29")]
    [InlineData("2026-01-01", "2026-12-31", "date_from=2026-01-01&date_to=2027-01-01")]
    public async Task Last_day_belongs_to_the_report_though_the_wires_is_exclusive(string from, string to, string expected)
    {
        var filter = new MediaReportFilter(DateTime.Parse(from, CultureInfo.InvariantCulture), DateTime.Parse(to, CultureInfo.InvariantCulture));

        Assert.Equal($"GET /api/af2_media_report_op?{expected}", await RequestAsync(filter));
    }

    [Fact]
    public async Task Everything_that_is_given_goes_as_documented()
    {
        Assert.Equal(
            "GET /api/af2_media_report_op?aggregation_period=DAY&group_by=utm_campaign,afp1,deal_root_original_id&date_from=2026-10-01&date_to=2026-11-01",
            await RequestAsync(new MediaReportFilter(s_october.From, s_october.To)
            {
                Period = ReportPeriod.Day,
                GroupBy = [ReportDimension.UtmCampaign, ReportDimension.Afp1, ReportDimension.UtmCampaign, ReportDimension.DealRootOriginalId],
            }));
        Assert.Contains("?aggregation_period=MONTH&", await RequestAsync(new MediaReportFilter(s_october.From, s_october.To) { Period = ReportPeriod.Month }), StringComparison.Ordinal);
        Assert.Contains("?aggregation_period=YEAR&", await RequestAsync(new MediaReportFilter(s_october.From, s_october.To) { Period = ReportPeriod.Year }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_of_one_affiliate_is_grouped_by_it()
    {
        Assert.Equal(
            "GET /api/af2_media_report_op?group_by=link_id,affiliate_id&date_from=2026-10-01&date_to=2026-11-01&affiliate_id=35425",
            await RequestAsync(new MediaReportFilter(s_october.From, s_october.To) { AffiliateId = 35425, GroupBy = [ReportDimension.LinkId] }));
        Assert.Contains(
            "?group_by=affiliate_id,day&",
            await RequestAsync(new MediaReportFilter(s_october.From, s_october.To) { AffiliateId = 35425, GroupBy = [ReportDimension.AffiliateId, ReportDimension.Day] }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-10-02", "2026-10-01", "The last day, 2026-10-01, is before the first, 2026-10-02. Nothing was sent.")]
    [InlineData("2026-10-01T10:00:00", "2026-10-02", "A report is about whole days: give no time of day. Nothing was sent.")]
    [InlineData("2026-10-01", "2026-10-02T00:00:01", "A report is about whole days: give no time of day. Nothing was sent.")]
    [InlineData("2026-10-01", "9999-12-31", "The last day, 9999-12-31, has no day after it. Nothing was sent.")]
    public void Span_that_is_none_is_refused_before_anything_is_sent(string from, string to, string message)
    {
        var handler = StubHandler.Always(200, "[]");
        var filter = new MediaReportFilter(DateTime.Parse(from, CultureInfo.InvariantCulture), DateTime.Parse(to, CultureInfo.InvariantCulture));

        SmarticoException failure = Assert.Throws<SmarticoException>(() => TestClient.Over(handler).MediaReports.Read(filter));

        Assert.Equal((SmarticoErrorKind.InvalidInput, message), (failure.Kind, failure.Message));
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public void Dimensions_are_those_of_the_wire()
    {
        string[] documented =
        [
            "utm_campaign", "utm_medium", "utm_source", "afp", "afp1", "afp2", "afp3", "afp4", "afp5", "afp6", "afp7", "afp8", "afp9", "link_id", "brand_id", "campaign_id",
            "source_id", "deal_root_original_id", "registration_id", "ext_customer_id", "username", "affiliate_id", "day", "brand_name", "campaign_name",
        ];

        Assert.Equal(documented.Order(StringComparer.Ordinal), Enum.GetValues<ReportDimension>().Select(ReportDimensions.WireName).Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<ReportDimension>().Order(), ReportDimensions.Parse(documented)!.Order());
        Assert.Equal(Enum.GetValues<ReportDimension>(), ReportDimensions.Parse(Enum.GetNames<ReportDimension>())!);
        Assert.Equal([ReportDimension.LinkId, ReportDimension.UtmSource], ReportDimensions.Parse("linkid; UTM_Source,link_id")!);
        Assert.Null(ReportDimensions.Parse(" "));
    }

    [Theory]
    [InlineData("utm")]
    [InlineData("afp10")]
    [InlineData("1")]
    [InlineData("link-id")]
    [InlineData("AffiliateId,Foo")]
    public void Unknown_dimension_is_refused_with_the_list_of_known_ones(string cell)
    {
        FormatException failure = Assert.Throws<FormatException>(() => ReportDimensions.Parse(cell));

        Assert.EndsWith(" is not one of " + string.Join(", ", Enum.GetNames<ReportDimension>()) + ".", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_is_no_dimension() => Assert.Throws<FormatException>(() => ReportDimensions.Parse(3));

    [Theory]
    [InlineData("2026-10-31")]
    [InlineData(" 2026-10-31 ")]
    [InlineData("2026-10-31T00:00:00")]
    [InlineData("2026-10-31T00:00:00.000Z")]
    public void Day_is_a_date_without_a_time(string cell) => Assert.Equal(new DateTime(2026, 10, 31), CellText.Day(cell));

    [Theory]
    [InlineData("2026-10-31T00:00:01")]
    [InlineData("2026-10-31T00:00:00+02:00")]
    [InlineData("31.10.2026")]
    [InlineData("10/31/2026")]
    [InlineData("2026-10")]
    [InlineData("20261031")]
    public void What_is_no_day_is_refused(string cell) => Assert.Contains("2026-10-31", Assert.Throws<FormatException>(() => CellText.Day(cell)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Unspecified)]
    public void Midnight_is_the_day_that_it_shows_in_any_zone(DateTimeKind kind)
    {
        Assert.Equal(new DateTime(2026, 10, 31), CellText.Day(new DateTime(2026, 10, 31, 0, 0, 0, kind)));
        Assert.Equal(new DateTime(2026, 10, 31), CellText.Day(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.FromHours(5))));
        Assert.Equal(DateTimeKind.Unspecified, CellText.Day(new DateTime(2026, 10, 31, 0, 0, 0, kind))!.Value.Kind);
        Assert.Throws<FormatException>(() => CellText.Day(new DateTime(2026, 10, 31, 10, 0, 0, kind)));
        Assert.Null(CellText.Day(null));
    }

    [Fact]
    public async Task Row_comes_out_field_by_field()
    {
        const string json = """
            {
                "dt": "2026-10-01T00:00:00.000Z", "affiliate_id": 35425, "affiliate_name": "Robby Ron", "utm_campaign": "spring", "link_id": 204,
                "visit_count": 40, "registration_count": "10", "qlead_count": 3, "ftd_count": 8, "qftd_count": 2, "deposit_count": 12, "withdrawal_count": 1,
                "deposit_total": 900.125, "net_deposits": 890, "net_deposit_total": 891, "ftd_total": 160.5, "withdrawal_total": 10.125, "chargback_total": 1.5, "bonus_amount": 5,
                "deductions": 6, "operations": 77, "volume": 1234.5678, "pl": -3.25, "net_pl": -9.25, "net_pl_casino": -8, "net_pl_sport": -1.25, "netwin": 4,
                "commissions_cpl": 0, "commissions_cpa": 240, "commissions_rev_share": -1.85, "sub_commission_from_child": 0.5, "commissions_total": 238.65, "adjustments": 1, "payments": 2,
                "balance": 237.65, "conversion_rate": 25.5, "some_new_metric": 1.10
            }
            """;

        MediaReportRow row = Assert.Single(await AllAsync(StubHandler.Always(200, "{\"data\":[" + json + "],\"meta\":{\"operator_currency\":\"BRL\",\"affiliate_id\":1}}")));

        Assert.Equal(new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), row.Date);
        Assert.Equal((35425, "Robby Ron", "BRL"), (row.AffiliateId, row.AffiliateName, row.OperatorCurrency));
        Assert.Equal((40L, 10L, 3L, 8L, 2L, 12L, 1L), (row.VisitCount, row.RegistrationCount, row.QleadCount, row.FtdCount, row.QftdCount, row.DepositCount, row.WithdrawalCount));
        Assert.Equal((900.125m, 890m, 891m, 160.5m, 10.125m), (row.DepositTotal, row.NetDeposits, row.NetDepositTotal, row.FtdTotal, row.WithdrawalTotal));
        Assert.Equal((1.5m, 5m, 6m, 77m, 1234.5678m), (row.ChargebackTotal, row.BonusAmount, row.Deductions, row.Operations, row.Volume));
        Assert.Equal((-3.25m, -9.25m, -8m, -1.25m, 4m), (row.PL, row.NetPL, row.NetPLCasino, row.NetPLSport, row.NetWin));
        Assert.Equal((0m, 240m, -1.85m, 0.5m, 238.65m), (row.CommissionsCpl, row.CommissionsCpa, row.CommissionsRevShare, row.SubCommissionFromChild, row.CommissionsTotal));
        Assert.Equal((1m, 2m, 237.65m, 25.5m), (row.Adjustments, row.Payments, row.Balance, row.ConversionRate));
        Assert.Equal("""{"utm_campaign":"spring","link_id":204,"some_new_metric":1.10}""", row.AdditionalProperties.ToString());
        Assert.Equal(("spring", 204, 35425, null), (row.GetDimension(ReportDimension.UtmCampaign), row.GetDimension(ReportDimension.LinkId), row.GetDimension(ReportDimension.AffiliateId), row.GetDimension(ReportDimension.Afp)));
        Assert.Equal("2026-10-01 35425", row.ToString());
    }

    [Theory]
    [InlineData("""[{"chargeback_total":1,"net_win":2}]""", 1, null)]
    [InlineData("""{"data":[{"chargeback_total":1,"net_win":2,"operator_currency":"USD"}],"meta":{"operator_currency":"EUR"}}""", 1, "USD")]
    [InlineData("""{"data":[{"chargeback_total":1,"net_win":2,"operator_currency":null}],"meta":{"operator_currency":"EUR"}}""", 1, "EUR")]
    [InlineData("""{"data":[],"meta":{"operator_currency":"EUR"}}""", 0, null)]
    [InlineData("[]", 0, null)]
    public async Task Other_envelopes_and_spellings_are_tolerated(string answer, int rows, string? currency)
    {
        List<MediaReportRow> report = await AllAsync(StubHandler.Always(200, answer));

        Assert.Equal(rows, report.Count);
        Assert.All(report, r => Assert.Equal((1m, 2m, currency), (r.ChargebackTotal, r.NetWin, r.OperatorCurrency)));
    }

    [Theory]
    [InlineData("\"You don't have permissions to access this resource\"", SmarticoErrorKind.PermissionDenied, "You don't have permissions")]
    [InlineData("\"Access to this label is not allowed\"", SmarticoErrorKind.PermissionDenied, "Access to this label")]
    [InlineData("""{"errCode":5,"errMsg":"Something is wrong with the label"}""", SmarticoErrorKind.InvalidRequest, "Something is wrong with the label")]
    [InlineData("""{"data":null,"message":"No such report"}""", SmarticoErrorKind.InvalidRequest, "No such report")]
    [InlineData("""{"data":null,"meta":{}}""", SmarticoErrorKind.InvalidResponse, "a report was expected")]
    [InlineData("""{"rows":[]}""", SmarticoErrorKind.InvalidResponse, "a report was expected")]
    [InlineData("""{"data":[1]}""", SmarticoErrorKind.InvalidResponse, "A record was expected")]
    [InlineData("""{"data":[{"deposit_total":"much"}]}""", SmarticoErrorKind.InvalidResponse, "a number was expected")]
    public async Task Refusal_or_other_answer_is_an_error_with_its_words(string answer, SmarticoErrorKind kind, string words)
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => AllAsync(StubHandler.Always(200, answer)));

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 10_000, true, 1)]
    [InlineData(1, 10_000, true, 1)]
    [InlineData(998, 10_000, true, 1)]
    [InlineData(999, 10_000, true, 2)]
    [InlineData(2501, 10_000, true, 1)]
    [InlineData(2500, 10_000, true, 2)]
    [InlineData(2500, 999, true, 3)]
    [InlineData(2500, 500, true, 6)]
    [InlineData(120, 50, true, 3)]
    [InlineData(100, 50, true, 3)]
    [InlineData(2501, 10_000, false, 1)]
    [InlineData(999, 10_000, false, 2)]
    [InlineData(50, 10_000, false, 2)]
    public async Task Every_row_comes_once_and_in_order(int size, int cap, bool heedsSlices, int requests)
    {
        var handler = new StubHandler(r =>
        {
            int offset = heedsSlices ? int.Parse(r.Query("offset") ?? "0", CultureInfo.InvariantCulture) : 0;
            int limit = heedsSlices ? Math.Min(cap, int.Parse(r.Query("limit") ?? "100000", CultureInfo.InvariantCulture)) : size;

            // The figures change while the report is read.
            return StubHandler.Answer(200, Report(Enumerable.Range(0, size).Skip(offset).Take(limit).Select(i => new JObject { ["link_id"] = i, ["visit_count"] = Random.Shared.Next() })));
        });

        List<MediaReportRow> rows = await AllAsync(handler);

        Assert.Equal(Enumerable.Range(0, size).Select(i => i), rows.Select(r => (int)r.GetDimension(ReportDimension.LinkId)!));
        Assert.Equal(requests, handler.Requests.Count);
        Assert.Null(handler.Requests[0].Query("limit") ?? handler.Requests[0].Query("offset"));
    }

    [Theory]
    [InlineData(999, 1)]
    [InlineData(2500, 1)]
    [InlineData(50, 0)]
    [InlineData(2501, 0)]
    public async Task Server_that_heeds_limit_and_no_offset_is_told_of(int cap, int warnings)
    {
        var log = new RecordingLog();
        var handler = new StubHandler(r => StubHandler.Answer(200, Report(Enumerable.Range(0, cap).Select(i => new JObject { ["link_id"] = i }))));

        List<MediaReportRow> rows = await AllAsync(TestClient.Over(handler, maxRetryCount: 0).WithLog(log).MediaReports.Read(s_october));

        Assert.Equal(cap, rows.Count);
        Assert.Equal(warnings, log.WarningLines.Count);
    }

    /// <summary>A cap of the sandbox's own, whether or not it heeds limit and offset: all rows, each once, or word that there may be more.</summary>
    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 1)]
    [InlineData(true, true, 1)]
    public async Task Sandbox_that_caps_its_reports_gives_every_row_or_is_told_of(bool ignoresLimit, bool ignoresOffset, int warnings)
    {
        var log = new RecordingLog();
        var filter = new MediaReportFilter(s_october.From, s_october.To) { Period = ReportPeriod.Day, GroupBy = [ReportDimension.AffiliateId] };
        List<MediaReportRow> whole = await AllAsync(TestClient.Over(new SmarticoSandbox()).MediaReports.Read(filter));
        var sandbox = new SmarticoSandbox(new SandboxOptions { ReportCap = 1000, IgnoresReportLimit = ignoresLimit, IgnoresReportOffset = ignoresOffset });

        List<MediaReportRow> rows = await AllAsync(TestClient.Over(sandbox).WithLog(log).MediaReports.Read(filter));

        Assert.True(whole.Count > 2000, "More than two parts.");
        Assert.Equal(whole.Take(ignoresOffset ? 1000 : int.MaxValue).Select(r => (r.Date, r.AffiliateId, r.CommissionsTotal)), rows.Select(r => (r.Date, r.AffiliateId, r.CommissionsTotal)));
        Assert.Equal(warnings, log.WarningLines.Count);
    }

    [Fact]
    public async Task Rows_that_nothing_but_figures_tell_apart_are_kept()
    {
        var handler = new StubHandler(r => StubHandler.Answer(
            200, Report(Enumerable.Range(0, 120).Skip(int.Parse(r.Query("offset") ?? "0", CultureInfo.InvariantCulture)).Take(50).Select(i => new JObject { ["visit_count"] = i }))));

        Assert.Equal(Enumerable.Range(0, 120).Select(i => (long?)i), (await AllAsync(handler)).Select(r => r.VisitCount));
    }

    [Fact]
    public async Task Rows_of_other_affiliates_are_left_out_and_told_of()
    {
        var log = new RecordingLog();
        var filter = new MediaReportFilter(s_october.From, s_october.To) { AffiliateId = 7 };
        var handler = StubHandler.Always(200, """{"data":[{"affiliate_id":7,"visit_count":1},{"affiliate_id":8,"visit_count":2}]}""");

        List<MediaReportRow> rows = await AllAsync(TestClient.Over(handler, maxRetryCount: 0).WithLog(log).MediaReports.Read(filter));

        Assert.Equal([(7, 1L)], rows.Select(r => (r.AffiliateId!.Value, r.VisitCount!.Value)));
        Assert.Contains("rows of other affiliates to the report of affiliate 7: they are left out", Assert.Single(log.WarningLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":[{"visit_count":3}]}""")]
    [InlineData("""{"data":[{"affiliate_id":7,"visit_count":1},{"affiliate_id":null,"visit_count":3}]}""")]
    [InlineData("""{"data":[{"visit_count":3}],"meta":{"affiliate_id":7}}""")]
    public async Task Row_that_does_not_say_whose_it_is_is_never_given_to_the_affiliate_that_was_asked_for(string answer)
    {
        var filter = new MediaReportFilter(s_october.From, s_october.To) { AffiliateId = 7 };

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => AllAsync(StubHandler.Always(200, answer), filter));

        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("do not say whose they are", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("link_id", "7", "8")]
    [InlineData("username", "\"Ann\"", "\"bob\"")]
    [InlineData("ext_customer_id", "\"C7\"", "7")]
    [InlineData("ext_customer_id", "\"c7\"", "\"\"")]
    public async Task Rows_of_other_links_and_players_are_left_out_and_rows_of_nobody_refused(string column, string own, string other)
    {
        MediaReportFilter filter = new(s_october.From, s_october.To)
        {
            LinkId = column == "link_id" ? 7 : null,
            Username = column == "username" ? "ann" : null,
            ExtCustomerId = column == "ext_customer_id" ? "C7" : null,
        };

        List<MediaReportRow> rows = await AllAsync(StubHandler.Always(200, $$"""{"data":[{"{{column}}":{{own}},"visit_count":1},{"{{column}}":{{other}},"visit_count":2}]}"""), filter);
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => AllAsync(StubHandler.Always(200, """{"data":[{"visit_count":1}]}"""), filter));

        Assert.Equal(1, Assert.Single(rows).VisitCount);
        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
    }

    [Fact]
    public async Task Total_sums_up_to_the_last_digit_and_has_no_rate_and_no_figure_that_no_row_has()
    {
        const string Rows = """
            {"data":[{"affiliate_id":1,"visit_count":2,"net_pl":0.1,"chargback_total":1.5,"conversion_rate":3,"balance":7},
                     {"affiliate_id":2,"visit_count":null,"net_pl":0.2000000000000000000000001,"chargeback_total":2}],"meta":{"operator_currency":"EUR"}}
            """;
        MediaReportRow total = MediaReportRow.Total(await AllAsync(StubHandler.Always(200, Rows)));

        Assert.Equal(
            ("Total", "EUR", 2L, 0.3000000000000000000000001m, 3.5m),
            (total.AffiliateName, total.OperatorCurrency, total.VisitCount!.Value, total.NetPL!.Value, total.ChargebackTotal!.Value));
        Assert.Null(total.AffiliateId);
        Assert.Null(total.ConversionRate);
        Assert.Null(total.Balance);
        Assert.Null(total.FtdCount);
        Assert.Null(total.NetWin);
    }

    [Fact]
    public async Task Amounts_in_several_currencies_have_no_total()
    {
        List<MediaReportRow> rows = await AllAsync(StubHandler.Always(200, """{"data":[{"net_pl":1,"operator_currency":"EUR"},{"net_pl":1,"operator_currency":"USD"}]}"""));

        Assert.Contains("EUR, USD", Assert.Throws<SmarticoException>(() => MediaReportRow.Total(rows)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Months_and_last_days_are_whole()
    {
        Assert.Equal((new DateTime(2024, 2, 1), new DateTime(2024, 2, 29)), MediaReportFilter.Month(2024, 2));
        Assert.Equal((new DateTime(2026, 2, 28), new DateTime(2026, 3, 1)), MediaReportFilter.Last(2, new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero)));
        Assert.Equal((new DateTime(2026, 3, 1), new DateTime(2026, 3, 1)), MediaReportFilter.Last(1, new DateTimeOffset(2026, 3, 3, 0, 30, 0, TimeSpan.FromHours(2))));
    }

    [Theory]
    [InlineData("2026-10", 2026, 10)]
    [InlineData(" 2024-02 ", 2024, 2)]
    [InlineData("", null, null)]
    public void Month_is_written_as_year_and_month(string cell, int? year, int? month)
        => Assert.Equal(year is null ? null : new DateTime(year.Value, month!.Value, 1), CellText.Month(cell));

    [Theory]
    [InlineData("2026-1")]
    [InlineData("2026-00")]
    [InlineData("10.2026")]
    [InlineData("2026-10-01")]
    [InlineData(202610)]
    public void What_is_no_month_is_refused(object cell) => Assert.Throws<FormatException>(() => CellText.Month(cell));

    [Fact]
    public void Unknown_dimension_is_refused_before_anything_is_sent()
        => Assert.Equal(SmarticoErrorKind.InvalidInput, Assert.Throws<SmarticoException>(() => ReportDimensions.WireName((ReportDimension)99)).Kind);

    [Fact]
    public async Task Broken_second_part_is_an_error_and_the_end()
    {
        int requests = 0;
        var handler = new StubHandler(_ => Interlocked.Increment(ref requests) == 1
            ? StubHandler.Answer(200, Report(Enumerable.Range(0, 999).Select(i => new JObject { ["link_id"] = i })))
            : StubHandler.Answer(400, "\"part two is broken\""));
        MediaReportReader report = TestClient.Over(handler).MediaReports.Read(s_october);

        Assert.Equal(999, (await report.ReadPageAsync())!.Count);
        await Assert.ThrowsAsync<SmarticoException>(() => report.ReadPageAsync());
        Assert.Null(await report.ReadPageAsync());
    }

    [Fact]
    public async Task Reports_of_the_sandbox_over_http_add_up()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri);

        List<MediaReportRow> days = await ReportAsync(client, ReportPeriod.Day, ReportDimension.AffiliateId);
        MediaReportRow month = Assert.Single(await ReportAsync(client, ReportPeriod.Month));
        MediaReportRow whole = Assert.Single(await ReportAsync(client, null));
        List<MediaReportRow> campaigns = await ReportAsync(client, ReportPeriod.Year, ReportDimension.UtmCampaign);

        Assert.True(days.Count > 2000);
        Assert.Equal(days.Count, days.Select(d => (d.Date, d.AffiliateId)).Distinct().Count());
        Assert.Equal(new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), days.Min(d => d.Date));
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), days.Max(d => d.Date));
        Assert.All(new[] { month, whole }, r => Assert.Equal((days.Sum(d => d.CommissionsTotal), days.Sum(d => d.VisitCount)), (r.CommissionsTotal, r.VisitCount)));
        Assert.Equal(whole.NetPL, campaigns.Sum(c => c.NetPL));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), campaigns[0].Date);
        Assert.Null(whole.Date);
        Assert.All(days, d => Assert.Equal("EUR", d.OperatorCurrency));
        List<MediaReportRow> one = await AllAsync(client.MediaReports.Read(new MediaReportFilter(s_october.From, s_october.To) { AffiliateId = 35425 }));
        Assert.Equal(days.Where(d => d.AffiliateId == 35425).Sum(d => d.CommissionsTotal), Assert.Single(one).CommissionsTotal);
    }

    private static Task<List<MediaReportRow>> ReportAsync(SmarticoClient client, ReportPeriod? period, params ReportDimension[] groupBy)
        => AllAsync(client.MediaReports.Read(new MediaReportFilter(s_october.From, s_october.To) { Period = period, GroupBy = groupBy }));

    private static string Report(IEnumerable<JObject> rows) => new JObject { ["data"] = new JArray(rows), ["meta"] = new JObject { ["operator_currency"] = "EUR" } }.ToString();

    private static async Task<string> RequestAsync(MediaReportFilter filter)
    {
        var handler = StubHandler.Always(200, """{"data":[]}""");
        await AllAsync(handler, filter);
        SeenRequest request = Assert.Single(handler.Requests);
        return $"{request.Method} {Uri.UnescapeDataString(request.Uri.PathAndQuery)}";
    }

    private static Task<List<MediaReportRow>> AllAsync(StubHandler handler, MediaReportFilter? filter = null)
        => AllAsync(TestClient.Over(handler, maxRetryCount: 0).MediaReports.Read(filter ?? s_october));

    private static async Task<List<MediaReportRow>> AllAsync(MediaReportReader report)
    {
        var rows = new List<MediaReportRow>();
        while (await report.ReadPageAsync() is { } page)
        {
            rows.AddRange(page);
        }

        return rows;
    }
}
