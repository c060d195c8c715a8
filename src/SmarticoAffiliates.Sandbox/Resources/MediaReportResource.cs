using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>
/// The media report (the vendor's public page; the columns are seen in the field). Each affiliate with traffic has one visit
/// a day by which some player plays: always the same one for the same day, so that all reports add up with each other.
/// </summary>
internal sealed class MediaReportResource : IResource
{
    /// <summary>The last day of traffic, unless today is later: the sandbox's promo codes go on until then.</summary>
    private static readonly DateTime s_lastDay = new(2026, 12, 31);

    /// <summary>The month whose players are listed.</summary>
    private static readonly DateTime s_players = new(2026, 10, 1);

    // More would make a report over years slow in a large sandbox.
    private const int MostAffiliates = 300;

    private static readonly string[] s_groupFields =
    [
        "utm_campaign", "utm_medium", "utm_source", "afp", "afp1", "afp2", "afp3", "afp4", "afp5", "afp6", "afp7", "afp8", "afp9", "link_id", "brand_id",
        "campaign_id", "source_id", "deal_root_original_id", "registration_id", "ext_customer_id", "username", "affiliate_id", "day", "brand_name", "campaign_name",
    ];

    private static readonly string[] s_restrictions = ["link_id", "registration_id", "username", "ext_customer_id"];

    private static readonly string[] s_counts = ["visit_count", "registration_count", "qlead_count", "ftd_count", "qftd_count", "deposit_count", "withdrawal_count"];

    private static readonly string[] s_amounts =
    [
        "deposit_total", "ftd_total", "withdrawal_total", "net_deposits", "bonus_amount", "chargback_total", "deductions", "operations", "volume", "pl", "net_pl",
        "net_pl_casino", "net_pl_sport", "commissions_cpl", "commissions_cpa", "commissions_rev_share", "commissions_total",
    ];

    private static readonly string[] s_campaigns = ["spring", "summer", "world-cup", ""];
    private static readonly string[] s_mediums = ["cpc", "email", "banner"];
    private static readonly string[] s_sources = ["google", "newsletter", "forum"];

    private readonly SandboxState _state;
    private readonly SandboxOptions _options;

    public MediaReportResource(SandboxState state, SandboxOptions options)
    {
        _state = state;
        _options = options;
    }

    public string Path => "/api/af2_media_report_op";

    public KeyKind Key => KeyKind.Operator;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        ("GET", null) => Report(call, NumberOf(call, "affiliate_id"), new JObject { ["operator_currency"] = "EUR" }),
        (_, not null) => throw Refusals.NotFound(),
        _ => throw Refusals.MethodNotAllowed(),
    };

    /// <summary>The report of all affiliates, or of one.</summary>
    public Reply.Plain Report(Call call, int? affiliateId, JObject meta)
    {
        string period = PeriodOf(call);
        string[] groupBy = GroupsOf(call);
        DateTime from = DayOf(call, "date_from") ?? new DateTime(2022, 1, 1);
        DateTime latest = call.Now.UtcDateTime.Date > s_lastDay ? call.Now.UtcDateTime.Date : s_lastDay;

        // date_to is exclusive.
        DateTime end = DayOf(call, "date_to") ?? latest.AddDays(1);
        end = end > latest ? latest.AddDays(1) : end;
        int offset = _options.IgnoresReportOffset ? 0 : NumberOf(call, "offset") ?? 0;
        int limit = Math.Min(_options.IgnoresReportLimit ? int.MaxValue : NumberOf(call, "limit") ?? int.MaxValue, _options.ReportCap);

        JObject[] rows = Sum(Traffic(from, end, affiliateId).Where(v => IsAsked(call, v)), period, groupBy);
        return new Reply.Plain(new JObject
        {
            ["data"] = new JArray(rows.Skip(offset).Take(limit)),
            ["meta"] = meta,
        });
    }

    /// <summary>
    /// The first visits of players, with their figures. Only those of one month, so that a page of them is made at once: the
    /// traffic goes on for years.
    /// </summary>
    public IEnumerable<JObject> Players() => Traffic(s_players, s_players.AddMonths(1), affiliateId: null).Where(v => (int)v["registration_count"]! > 0);

    /// <summary>The restrictions besides the affiliate.</summary>
    private static bool IsAsked(Call call, JObject visit)
        => Array.TrueForAll(s_restrictions, r => !call.Query.TryGetValue(r, out string? asked) || asked == (string?)visit[r]);

    private static string PeriodOf(Call call)
    {
        if (!call.Query.TryGetValue("aggregation_period", out string? period) || period.Length == 0)
        {
            return "";
        }

        return period is "DAY" or "MONTH" or "YEAR" ? period : throw Refusals.Invalid("aggregation_period", "one of DAY, MONTH, YEAR");
    }

    private static string[] GroupsOf(Call call)
    {
        string[] fields = call.Query.TryGetValue("group_by", out string? list) ? list.Split([','], StringSplitOptions.RemoveEmptyEntries) : [];
        return Array.TrueForAll(fields, f => Array.IndexOf(s_groupFields, f) >= 0)
            ? fields
            : throw Refusals.Invalid("group_by", "a list of " + string.Join(", ", s_groupFields));
    }

    private static DateTime? DayOf(Call call, string parameter)
    {
        if (!call.Query.TryGetValue(parameter, out string? text))
        {
            return null;
        }

        return DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            ? day
            : throw Refusals.Invalid(parameter, "a date as YYYY-MM-DD");
    }

    private static int? NumberOf(Call call, string parameter)
    {
        if (!call.Query.TryGetValue(parameter, out string? text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Refusals.Invalid(parameter, "a whole number");
    }

    /// <summary>The visits, in the order of their days and affiliates.</summary>
    private IEnumerable<JObject> Traffic(DateTime from, DateTime end, int? affiliateId)
    {
        Record[] affiliates =
        [
            .. _state.Affiliates.Rows.Take(MostAffiliates)
                .Where(a => a.Number("aff_status_id") == AffiliateResource.Approved && (affiliateId is null || a.Id == affiliateId)),
        ];
        Record[] links = [.. _state.Links.Rows.Where(l => l["enabled"] is true)];
        for (DateTime day = from; day < end; day = day.AddDays(1))
        {
            foreach (Record affiliate in affiliates)
            {
                if (affiliate["create_date"] is DateTimeOffset created && created.UtcDateTime.Date <= day)
                {
                    yield return Visit(affiliate, links, day);
                }
            }
        }
    }

    private JObject Visit(Record affiliate, Record[] links, DateTime day)
    {
        int dayNumber = (int)(day - new DateTime(2022, 1, 1)).TotalDays;
        var dice = new Dice(unchecked(((ulong)affiliate.Id * 2654435761UL) + (ulong)dayNumber));
        dice.Next(2);
        Record link = dice.Pick(links);
        int registration = unchecked((affiliate.Id * 31) + dayNumber) & 0x7FFFFFFF;
        bool isFirst = dice.OneIn(3);
        int deposits = dice.Next(4) + (isFirst ? 1 : 0);
        decimal first = isFirst ? 10m + (dice.Next(400) * 0.25m) : 0m;
        decimal deposited = first + (deposits == 0 ? 0m : dice.Next(50_000) * 0.01m);
        int withdrawals = dice.OneIn(5) ? 1 : 0;
        decimal withdrawn = withdrawals * dice.Next(20_000) * 0.01m;
        decimal casino = dice.Next(30_000) * 0.01m;
        decimal sport = (dice.Next(20_000) - 8_000) * 0.01m;
        decimal bonus = dice.OneIn(4) ? 5m : 0m;
        decimal cpa = isFirst ? 30m : 0m;
        decimal share = decimal.Round((casino + sport - bonus) * 0.2m, 5);
        int? campaign = dice.OneIn(3) ? null : 1 + dice.Next(5);
        return new JObject
        {
            ["dt"] = day.ToString("yyyy-MM-dd'T'00:00:00.000'Z'", CultureInfo.InvariantCulture),
            ["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["affiliate_id"] = affiliate.Id,
            ["link_id"] = link.Id,
            ["link_name"] = link.Text("link_name"),
            ["brand_id"] = link.Number("brand_id"),
            ["campaign_id"] = campaign,
            ["campaign_name"] = campaign is null ? null : FormattableString.Invariant($"Campaign {campaign}"),
            ["brand_name"] = link.Text("brand_name"),
            ["source_id"] = null,
            ["deal_root_original_id"] = _state.Deals.OwnedBy(affiliate.Id).First().Id,
            ["utm_campaign"] = dice.Pick(s_campaigns),
            ["utm_medium"] = dice.Pick(s_mediums),
            ["utm_source"] = dice.Pick(s_sources),
            ["afp"] = dice.OneIn(4) ? "" : "click-" + registration.ToString("X", CultureInfo.InvariantCulture),
            ["afp1"] = dice.OneIn(2) ? "top" : "side",
            ["registration_id"] = registration,
            ["ext_customer_id"] = "C" + registration.ToString(CultureInfo.InvariantCulture),
            ["username"] = "player" + registration.ToString(CultureInfo.InvariantCulture),
            ["visit_count"] = 5 + dice.Next(60),
            ["registration_count"] = isFirst ? 1 : dice.Next(2),
            ["qlead_count"] = isFirst ? 1 : 0,
            ["ftd_count"] = isFirst ? 1 : 0,
            ["qftd_count"] = first >= 20m ? 1 : 0,
            ["deposit_count"] = deposits,
            ["withdrawal_count"] = withdrawals,
            ["deposit_total"] = deposited,
            ["ftd_total"] = first,
            ["withdrawal_total"] = withdrawn,
            ["net_deposits"] = deposited - withdrawn,
            ["bonus_amount"] = bonus,
            ["chargback_total"] = 0m,
            ["deductions"] = bonus,
            ["operations"] = 10m + dice.Next(300),
            ["volume"] = decimal.Round(deposited * 3.5m, 2),
            ["pl"] = casino + sport,
            ["net_pl"] = casino + sport - bonus,
            ["net_pl_casino"] = casino - bonus,
            ["net_pl_sport"] = sport,
            ["commissions_cpl"] = 0m,
            ["commissions_cpa"] = cpa,
            ["commissions_rev_share"] = share,
            ["commissions_total"] = cpa + share,
        };
    }

    private static JObject[] Sum(IEnumerable<JObject> visits, string period, string[] groupBy)
    {
        var sums = new Dictionary<string, JObject>(StringComparer.Ordinal);
        var order = new List<JObject>();
        foreach (JObject visit in visits)
        {
            string day = (string)visit["dt"]!;
            string? start = period switch
            {
                "DAY" => day,
                "MONTH" => day.Substring(0, 7) + "-01T00:00:00.000Z",
                "YEAR" => day.Substring(0, 4) + "-01-01T00:00:00.000Z",
                _ => null,
            };
            string key = start + "\n" + string.Join("\n", groupBy.Select(g => (string?)visit[g]));
            if (!sums.TryGetValue(key, out JObject? sum))
            {
                sum = [];
                if (start is not null)
                {
                    sum["dt"] = start;
                }

                foreach (string group in groupBy)
                {
                    // FA: rows by link carry its name and its brand's.
                    if (group == "link_id")
                    {
                        sum["link_name"] = visit["link_name"];
                        sum["brand_name"] = visit["brand_name"];
                    }

                    sum[group] = visit[group] ?? (group.StartsWith("afp", StringComparison.Ordinal) ? "" : JValue.CreateNull());
                }

                sums.Add(key, sum);
                order.Add(sum);
            }

            foreach (string count in s_counts)
            {
                sum[count] = ((int?)sum[count] ?? 0) + (int)visit[count]!;
            }

            foreach (string amount in s_amounts)
            {
                sum[amount] = ((decimal?)sum[amount] ?? 0m) + (decimal)visit[amount]!;
            }
        }

        return [.. order];
    }
}
