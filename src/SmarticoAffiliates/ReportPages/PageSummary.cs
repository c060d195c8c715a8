using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>What rows of one currency add up to: in all, by day, and by affiliate, brand or what else they tell apart.</summary>
internal sealed class PageSummary
{
    private const int MostTotals = 8;
    private const int MostGroups = 2;

    private static readonly string[] s_measures =
    {
        "CommissionsTotal", "NetPL", "DepositTotal", "NetDeposits", "FtdCount", "RegistrationCount", "VisitCount", "Balance", "Amount",
    };

    private static readonly string[] s_totals =
    {
        "CommissionsTotal", "Balance", "NotProcessedPaymentAmount", "Payments", "NetPL", "DepositTotal", "DepositAmount", "NetDeposits", "FtdCount", "QftdCount", "RegistrationCount", "RegistrationsCount", "VisitCount",
    };

    private static readonly string[] s_otherGroups = { "Outcome", "State", "Result", "Status", "Action", "Operation", "CampaignId", "LinkId", "DealId", "SourceId", "UtmSource", "UtmCampaign", "ManagerUsername", "Country" };

    private readonly PageTable _table;

    public PageSummary(PageTable table, string? currency, PageMeasure measure)
    {
        _table = table;
        Currency = currency;
        Measure = measure;
    }

    /// <summary>The currency of the amounts; null where the rows do not tell.</summary>
    public string? Currency { get; }

    /// <summary>What the line and the bars show.</summary>
    public PageMeasure Measure { get; }

    /// <summary>Its sum.</summary>
    public decimal Total => Sum(Measure);

    /// <summary>The rows.</summary>
    public int Count => _table.Rows.Count;

    /// <summary>One for each currency of the rows.</summary>
    public static IReadOnlyList<PageSummary> Of(PageTable table, PageMeasure measure)
        => table.Currency is not { } currency
            ? new[] { new PageSummary(table, null, measure) }
            : table.Rows.GroupBy(r => r[currency.Index] as string, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new PageSummary(table.With(g.ToList()), g.Key, measure))
                .ToList();

    /// <summary>
    /// What a page adds up where nothing is said: what is owed, of rows with a threshold; what was earned; else the first
    /// number that adds up; else the rows.
    /// </summary>
    public static PageMeasure DefaultMeasure(PageTable table)
        => new(new[] { table.Find("Threshold") is null ? null : table.Find("Balance"), table.Find(s_measures) }.FirstOrDefault(c => c is { IsSum: true })
            ?? table.Columns.FirstOrDefault(c => c.IsSum));

    /// <summary>The sums at the top: the measure first.</summary>
    public IReadOnlyList<(PageMeasure Measure, decimal Sum)> Totals()
    {
        var measures = new List<PageMeasure> { Measure };
        IEnumerable<PageColumn> columns = s_totals.Select(n => _table.Find(n)).OfType<PageColumn>().Where(c => c.IsSum);
        if (!columns.Any())
        {
            columns = _table.Columns.Where(c => c.IsSum);
        }

        measures.AddRange(columns.Where(c => c.Name != Measure.Name).Select(c => new PageMeasure(c)));
        return measures.Take(MostTotals).Select(m => (m, Sum(m))).ToList();
    }

    /// <summary>The sums by day, in their order; empty where the rows have no day, or all the same.</summary>
    public IReadOnlyList<(DateTime Day, decimal Value)> ByDay(PageMeasure measure)
    {
        if (_table.Day is not { } day)
        {
            return Array.Empty<(DateTime, decimal)>();
        }

        List<(DateTime Day, decimal Value)> days = _table.Rows.GroupBy(r => ((PageDay)r[day.Index]!).Day)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Aggregate(0m, (sum, r) => sum + measure.Of(r))))
            .ToList();
        return days.Count > 1 ? days : Array.Empty<(DateTime, decimal)>();
    }

    /// <summary>The first and the last day of the rows; null where they have none.</summary>
    public (DateTime First, DateTime Last)? Period()
        => _table.Day is { } day ? (_table.Rows.Min(r => ((PageDay)r[day.Index]!).Day), _table.Rows.Max(r => ((PageDay)r[day.Index]!).Day)) : null;

    /// <summary>The sums by affiliate and by brand; where rows have neither, by what else tells them apart.</summary>
    public IReadOnlyList<PageGroup> Groups()
    {
        var groups = new List<PageGroup>();

        // Name is the affiliate's where no other thing of the row could have it.
        bool isOfAffiliate = _table.Find("DealId", "LinkId", "PixelId", "PromoCodeId") is null;
        Add("Affiliates", "Affiliate", _table.Find("AffiliateId", "affiliate_id"), _table.Find("AffiliateName", "affiliate_name") ?? (isOfAffiliate ? _table.Find("Name") : null));
        Add("Brands", "Brand", _table.Find("BrandId", "brand_id"), _table.Find("BrandName", "brand_name"));
        foreach (string other in s_otherGroups)
        {
            if (groups.Count < MostGroups)
            {
                Add(PageText.Label(other), PageText.Label(other), null, _table.Find(other));
            }
        }

        return groups;

        void Add(string title, string one, PageColumn? id, PageColumn? name)
        {
            if ((id ?? name) is not { IsNumber: false } key)
            {
                return;
            }

            List<(string Name, string? Id, decimal Value)> values = _table.Rows.GroupBy(r => r[key.Index]?.ToString(), StringComparer.Ordinal)
                .Select(g => Named(g.Key, g.Select(r => name is null ? null : r[name.Index]?.ToString()).FirstOrDefault(n => !string.IsNullOrWhiteSpace(n)), g.Aggregate(0m, (sum, r) => sum + Measure.Of(r))))
                .OrderByDescending(v => v.Value)
                .ThenBy(v => v.Name, StringComparer.Ordinal)
                .ToList();
            if (values.Count > 1)
            {
                groups.Add(new PageGroup(title, values));
            }

            (string Name, string? Id, decimal Value) Named(string? key, string? text, decimal value)
                => key is null ? ($"No {one.ToLowerInvariant()}", null, value)
                    : id is null ? (key, null, value)
                    : text is null ? ($"{one} {key}", null, value)
                    : (text, key, value);
        }
    }

    private decimal Sum(PageMeasure measure) => _table.Rows.Aggregate(0m, (sum, r) => sum + measure.Of(r));
}
