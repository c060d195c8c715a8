using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The page holds the rows' numbers to the last digit, and nothing but text where a name stands.</summary>
public sealed class ReportPageTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [Fact]
    public void Sums_are_exact_in_all_by_day_by_affiliate_and_by_brand()
    {
        PageTable table = PageTable.Of(
        [
            Row("2026-10-01", 1, "Anna", 10, 0.1m, 3),
            Row("2026-10-02", 1, "Anna", 20, 0.2m, 4),
            Row("2026-10-02", 2, null, 20, 79228162514264337.593543950m, 0),
            Row("2026-10-04", 2, null, 10, -5.10m, 1),
        ]);
        PageMeasure measure = PageSummary.DefaultMeasure(table);
        PageSummary summary = Assert.Single(PageSummary.Of(table, measure));

        Assert.Equal("CommissionsTotal", measure.Name);
        Assert.Equal(79228162514264332.793543950m, summary.Total);
        Assert.Equal([(1, 0.1m), (2, 79228162514264337.793543950m), (4, -5.10m)], summary.ByDay(measure).Select(d => (d.Day.Day, d.Value)));
        Assert.Equal(
            "Affiliates: Affiliate 2 79228162514264332.493543950, Anna (1) 0.3; Brands: Brand 20 79228162514264337.793543950, Brand 10 -5.00",
            string.Join("; ", summary.Groups().Select(g => $"{g.Title}: {string.Join(", ", g.Values.Select(v => v.Name + (v.Id is null ? " " : $" ({v.Id}) ") + v.Value.ToString(CultureInfo.InvariantCulture)))}")));

        string page = Page(table);
        Assert.Contains("79228162514264332.79354395", Text(page), StringComparison.Ordinal);
        Assert.Contains("<td class=\"n minus\">-5.10</td>", page, StringComparison.Ordinal);
        Assert.Contains("1 October 2026 to 4 October 2026", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_of_two_currencies_are_never_added_up()
    {
        PageTable table = PageTable.Of([Row("2026-10-01", 1, "A", 1, 1.5m, 1, "EUR"), Row("2026-10-01", 2, "B", 1, 100m, 1, "SEK")]);

        IReadOnlyList<PageSummary> summaries = PageSummary.Of(table, PageSummary.DefaultMeasure(table));
        string page = Page(table);

        Assert.Equal([("EUR", 1.5m), ("SEK", 100m)], summaries.Select(s => (s.Currency!, s.Total)));
        Assert.DoesNotContain("101.5", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<tfoot>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("'; alert(1) //")]
    [InlineData("</td></tr></table></style><iframe src=//x>")]
    [InlineData("&lt;b&gt;")]
    [InlineData("\u001B[31mred\u0007\u202Etxt.exe\0")]
    public void Hostile_name_is_text_wherever_it_stands(string hostile)
    {
        string page = new ReportPage(
            PageTable.Of([Row("2026-10-01", 1, hostile, 1, 1m, 1, hostile, hostile), Row("2026-10-02", 2, hostile + new string('x', 40), 2, 2m, 1, hostile, hostile)]),
            new PageMeasure(null),
            hostile,
            hostile,
            [hostile]).ToString();

        string[] tags = Regex.Matches(page, "<[a-zA-Z/!][^>]*>", RegexOptions.None, s_limit)
            .Select(m => Regex.Replace(m.Value, "\"[^\"]*\"", "\"\"", RegexOptions.None, s_limit)).ToArray();
        Assert.Single(tags, t => t == "<script>");
        Assert.DoesNotContain(tags, t => t.Contains("onerror", StringComparison.OrdinalIgnoreCase) || t.StartsWith("<img", StringComparison.OrdinalIgnoreCase) || t.StartsWith("<iframe", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain('\u001B', page);
        Assert.DoesNotContain('\u202E', page);
        if (!hostile.Any(char.IsControl))
        {
            Assert.Contains(hostile, WebUtility.HtmlDecode(Regex.Match(page, "<title>(?<t>.*?)</title>", RegexOptions.ExplicitCapture, s_limit).Groups["t"].Value), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_needs_nothing_but_itself_and_allows_no_other_script()
    {
        string page = Page(PageTable.Of([Row("2026-10-01", 1, "A", 1, 1m, 1), Row("2026-10-02", 1, "A", 1, 1m, 1)]));
        string script = Regex.Match(page, "<script>(?<s>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, s_limit).Groups["s"].Value;

        Assert.DoesNotContain("http://", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https://", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script))) + "'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_rows_are_added_up_over_their_days_and_the_page_says_so()
    {
        PageTable table = PageTable.Of(Enumerable.Range(0, 1200).Select(i => Row(FormattableString.Invariant($"2026-10-{1 + (i % 30):00}"), 1 + (i / 300), "A", 1, 0.01m * i, 1)));
        string page = Page(table);

        Assert.Contains("The 1,200 rows are added up over their days.", page, StringComparison.Ordinal);
        Assert.Equal(4 + 2, Regex.Count(page, "<tr>", RegexOptions.None, s_limit));
        Assert.Contains(">7194.00</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_thresholds_and_ids_are_not_added_up()
    {
        PageTable table = PageTable.Of([[new("DealId", 5L), new("Threshold", 100m), new("ConversionRate", 0.5m), new("CpaAmount", 3m)], [new("DealId", 6L), new("Threshold", 200m), new("ConversionRate", 0.25m), new("CpaAmount", 4m)]]);

        Assert.Equal("CpaAmount", string.Join(", ", table.Columns.Where(c => c.IsSum).Select(c => c.Name)));
        Assert.Contains("<tfoot><tr><td class=\"t\"><bdi>Total</bdi></td><td class=\"n\">7</td><td></td><td></td></tr></tfoot>", Page(table), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_numbers_are_counted_by_their_outcome()
    {
        PageTable table = PageTable.Of([[new("Outcome", "Created"), new("Error", null)], [new("Outcome", "Failed"), new("Error", "exists")], [new("Outcome", "Created")]]);
        PageSummary summary = Assert.Single(PageSummary.Of(table, PageSummary.DefaultMeasure(table)));

        Assert.Equal(3m, summary.Total);
        Assert.Equal([("Created", 2m), ("Failed", 1m)], Assert.Single(summary.Groups()).Values.Select(v => (v.Name, v.Value)));
    }

    [Fact]
    public void No_rows_make_a_page_that_says_so() => Assert.Contains("0 rows", Page(PageTable.Of([])), StringComparison.Ordinal);

    [Theory]
    [InlineData("CommissionsTotal", "Commissions total")]
    [InlineData("NetPL", "Net PL")]
    [InlineData("NetPLCasino", "Net PL casino")]
    [InlineData("FtdCount", "FTD count")]
    [InlineData("AffiliateId", "Affiliate ID")]
    [InlineData("deposit_total", "Deposit total")]
    [InlineData("VK", "VK")]
    public void Property_has_a_name_that_a_person_reads(string name, string label) => Assert.Equal(label, PageText.Label(name));

    private static List<KeyValuePair<string, object?>> Row(string day, long affiliate, string? name, long brand, decimal commission, long registrations, string? currency = "EUR", string? note = null)
        =>
        [
            new("Date", new PageDay(DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), isDay: true)), new("AffiliateId", affiliate), new("AffiliateName", name),
            new("BrandId", brand), new("CommissionsTotal", commission), new("RegistrationCount", registrations), new("OperatorCurrency", currency), new("Note", note),
        ];

    private static string Page(PageTable table) => new ReportPage(table, PageSummary.DefaultMeasure(table), "October 2026", "made", []).ToString();

    private static string Text(string page) => WebUtility.HtmlDecode(Regex.Replace(page, "<[^>]*>", string.Empty, RegexOptions.None, s_limit));
}
