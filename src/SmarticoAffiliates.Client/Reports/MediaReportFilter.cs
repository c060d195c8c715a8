using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>What a media report is about (P, field).</summary>
public sealed class MediaReportFilter
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Makes a filter for a span of whole days.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day; it belongs to the report.</param>
    public MediaReportFilter(DateTime from, DateTime to)
    {
        From = from;
        To = to;
    }

    /// <summary>The first day.</summary>
    public DateTime From { get; }

    /// <summary>The last day. The wire's <c>date_to</c> is the first day that is left out, so the day after this one is sent.</summary>
    public DateTime To { get; }

    /// <summary>What one row sums up; null: the whole span.</summary>
    public ReportPeriod? Period { get; init; }

    /// <summary>What rows are told apart by, besides the period; null for nothing.</summary>
    public IReadOnlyCollection<ReportDimension>? GroupBy { get; init; }

    /// <summary>
    /// Only what this affiliate has brought; null for all. The rows are grouped by the affiliate then, too, which splits
    /// none of them: each says whose it is.
    /// </summary>
    public int? AffiliateId { get; init; }

    /// <summary>
    /// Only what came by this destination link (P); null for all. As with the affiliate, the rows are grouped by it, too, and so
    /// with the other restrictions.
    /// </summary>
    public int? LinkId { get; init; }

    /// <summary>Only the player of this name (P); null for all.</summary>
    public string? Username { get; init; }

    /// <summary>Only the player with this id at the operator (P); null for all.</summary>
    public string? ExtCustomerId { get; init; }

    /// <summary>The days of a month.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, from 1.</param>
    public static (DateTime From, DateTime To) Month(int year, int month)
        => (new DateTime(year, month, 1), new DateTime(year, month, DateTime.DaysInMonth(year, month)));

    /// <summary>The last days that are whole: until yesterday, in UTC.</summary>
    /// <param name="days">How many.</param>
    /// <param name="now">The time.</param>
    public static (DateTime From, DateTime To) Last(int days, DateTimeOffset now)
    {
        DateTime today = DateTime.SpecifyKind(now.UtcDateTime.Date, DateTimeKind.Unspecified);
        return (today.AddDays(-days), today.AddDays(-1));
    }

    /// <summary>What the rows are restricted to: each must say that it is of it.</summary>
    internal IReadOnlyList<(ReportDimension Dimension, string Value)> Asked()
    {
        var asked = new List<(ReportDimension Dimension, string Value)>();
        Add(ReportDimension.AffiliateId, AffiliateId?.ToString(CultureInfo.InvariantCulture));
        Add(ReportDimension.LinkId, LinkId?.ToString(CultureInfo.InvariantCulture));
        Add(ReportDimension.Username, Username);
        Add(ReportDimension.ExtCustomerId, ExtCustomerId);
        return asked;

        void Add(ReportDimension dimension, string? value)
        {
            if (value is not null)
            {
                asked.Add((dimension, value));
            }
        }
    }

    /// <summary>The filter as the wire has it.</summary>
    /// <exception cref="SmarticoException">The span is none (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    internal IReadOnlyList<KeyValuePair<string, string>> ToQuery()
    {
        if (From.TimeOfDay != TimeSpan.Zero || To.TimeOfDay != TimeSpan.Zero)
        {
            throw Wrong("A report is about whole days: give no time of day.");
        }

        if (To < From)
        {
            throw Wrong($"The last day, {Text(To)}, is before the first, {Text(From)}.");
        }

        if (To == DateTime.MaxValue.Date)
        {
            throw Wrong($"The last day, {Text(To)}, has no day after it.");
        }

        var query = new List<KeyValuePair<string, string>>();
        if (Period is { } period)
        {
            query.Add(new("aggregation_period", period.ToString().ToUpperInvariant()));
        }

        string groupBy = string.Join(",", Dimensions().Select(ReportDimensions.WireName));
        if (groupBy.Length > 0)
        {
            query.Add(new("group_by", groupBy));
        }

        query.Add(new("date_from", Text(From)));
        query.Add(new("date_to", Text(To.AddDays(1))));

        // P; affiliate_id FA: nine clients in production; one sends filter_affiliate_id, and filters again itself.
        query.AddRange(Asked().Select(a => new KeyValuePair<string, string>(ReportDimensions.WireName(a.Dimension), a.Value)));
        return query;
    }

    private static string Text(DateTime day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static SmarticoException Wrong(string message) => new(SmarticoErrorKind.InvalidInput, $"{message} Nothing was sent.");

    private IEnumerable<ReportDimension> Dimensions()
        => (GroupBy ?? Enumerable.Empty<ReportDimension>()).Concat(Asked().Select(a => a.Dimension)).Distinct();
}
