using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Reports visits, registrations, deposits and commissions. A row is a column for each figure, and one for each thing that
/// it is grouped by, so that Export-Csv gives them all.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SmarticoMediaReport", DefaultParameterSetName = Days, HelpUri = Help.Pages + "Get-SmarticoMediaReport.md")]
[OutputType(typeof(MediaReportRow))]
public sealed class GetSmarticoMediaReportCommand : SmarticoCmdlet
{
    private const string Days = "Days";
    private const string OfMonth = "Month";
    private const string LastDays = "Last";

    private readonly Dictionary<int, string?> _names = new();
    private readonly HashSet<int> _done = new();
    private readonly List<MediaReportRow> _rows = new();
    private (DateTime From, DateTime To) _span;
    private RecordColumns? _columns;

    /// <summary>The first day of the report: a whole day, such as 2026-10-01.</summary>
    [Parameter(ParameterSetName = Days, Mandatory = true, Position = 0)]
    [Alias("date_from")]
    [DayCell]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? From { get; set; }

    /// <summary>
    /// The last day of the report, which belongs to it: -From 2026-10-01 -To 2026-10-31 is the whole of October. On the wire
    /// date_to is exclusive, so the cmdlet sends the day after this one, here 2026-11-01.
    /// </summary>
    [Parameter(ParameterSetName = Days, Mandatory = true, Position = 1)]
    [DayCell]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? To { get; set; }

    /// <summary>A whole month, from its first to its last day: written as 2026-10.</summary>
    [Parameter(ParameterSetName = OfMonth, Mandatory = true)]
    [MonthCell]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? Month { get; set; }

    /// <summary>So many days until yesterday, in UTC: today's figures are not whole yet.</summary>
    [Parameter(ParameterSetName = LastDays, Mandatory = true)]
    [CountArgument]
    [ValidateRange(1, 3660)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Last { get; set; }

    /// <summary>What rows are told apart by, such as AffiliateId, LinkId or UtmCampaign; the wire's names are understood, too.</summary>
    [Parameter]
    [Alias("group_by")]
    [DimensionListCell]
    [ValidateNotNullOrEmpty]
    public ReportDimension[]? GroupBy { get; set; }

    /// <summary>The span of time that a row sums up: Day, Month or Year. Without it a row sums up the whole report.</summary>
    [Parameter]
    [Alias("aggregation_period")]
    [EnumCell(typeof(ReportPeriod))]
    [ValidateNotNull]
    public ReportPeriod? Period { get; set; }

    /// <summary>
    /// Whose figures: ids, or piped affiliates. The API reports on one at a time, so each is a request of its own; for many,
    /// one report with -GroupBy AffiliateId is faster.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id")]
    [IdListCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    [ValidateNotNullOrEmpty]
    public int[]? AffiliateId { get; set; }

    /// <summary>Only what came by this destination link.</summary>
    [Parameter]
    [Alias("link_id")]
    [IdCell, ArgumentCompleter(typeof(LinkIdCompleter))]
    [ValidateNotNull]
    public int? LinkId { get; set; }

    /// <summary>Only the player of this name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Username { get; set; }

    /// <summary>Only the player with this id at the operator.</summary>
    [Parameter]
    [Alias("ext_customer_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Customer { get; set; }

    /// <summary>One row more, the last: the sum of all others, with Total in the place of the affiliate's name.</summary>
    [Parameter]
    public SwitchParameter Total { get; set; }

    /// <summary>Gives the rows by affiliate the affiliates' names, which a report does not have: the list of affiliates is read for them.</summary>
    [Parameter]
    public SwitchParameter IncludeAffiliateName { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _span = ParameterSetName switch
        {
            OfMonth => MediaReportFilter.Month(Month!.Value.Year, Month.Value.Month),
            LastDays => MediaReportFilter.Last(Last, Client.Now),
            _ => (From!.Value, To!.Value),
        };
        _columns = new RecordColumns(typeof(MediaReportRow), GroupBy?.Select(ReportDimensions.WireName), ReportDimensions.Typed);
        try
        {
            // What is wrong with the span is wrong for every affiliate.
            Open(affiliateId: null);
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, target: null);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (int id in (AffiliateId ?? Enumerable.Empty<int>()).Where(_done.Add))
        {
            WriteReportOf(id);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // A pipeline that piped no affiliate asks for none, not for all.
        if (AffiliateId is null && !MyInvocation.ExpectingInput)
        {
            WriteWholeReport();
        }

        if (Total && _rows.Count > 0)
        {
            try
            {
                WriteObject(_columns!.Show(MediaReportRow.Total(_rows)));
            }
            catch (SmarticoException failure)
            {
                WriteFailure(failure, target: null);
            }
        }
    }

    private void WriteWholeReport()
    {

        try
        {
            MediaReportReader report = Open(affiliateId: null);
            while (Await(report.ReadPageAsync) is { } page)
            {
                WriteRows(page);
            }
        }
        catch (SmarticoException failure)
        {
            // A part of a report must not be taken for the whole.
            ThrowFailure(failure, target: null);
        }
    }

    /// <summary>All rows of one affiliate, or one error.</summary>
    private void WriteReportOf(int affiliateId)
    {
        var rows = new List<MediaReportRow>();
        try
        {
            MediaReportReader report = Open(affiliateId);
            while (Await(report.ReadPageAsync) is { } page)
            {
                rows.AddRange(page);
            }
        }
        catch (SmarticoException failure)
        {
            WriteFailure(failure, affiliateId, $"affiliate {affiliateId}");
            return;
        }

        WriteRows(rows);
    }

    private MediaReportReader Open(int? affiliateId)
        => Client.MediaReports.Read(new MediaReportFilter(_span.From, _span.To)
        {
            Period = Period,
            GroupBy = GroupBy,
            AffiliateId = affiliateId,
            LinkId = LinkId,
            Username = Username,
            ExtCustomerId = Customer,
        });

    private void WriteRows(IReadOnlyCollection<MediaReportRow> rows)
    {
        rows = IncludeAffiliateName ? Named(rows) : rows;
        _columns!.Learn(rows);
        foreach (MediaReportRow row in rows)
        {
            WriteObject(_columns.Show(row));
        }

        if (Total)
        {
            _rows.AddRange(rows);
        }
    }

    private MediaReportRow[] Named(IReadOnlyCollection<MediaReportRow> rows)
    {
        int[] unknown = rows.Where(r => r.AffiliateName is null).Select(r => r.AffiliateId).OfType<int>().Distinct().Where(id => !_names.ContainsKey(id)).ToArray();
        if (unknown.Length > 0)
        {
            IReadOnlyDictionary<int, Affiliate> found;
            try
            {
                found = Await(token => Client.Affiliates.FindAsync(unknown, includeBalance: false, token));
            }
            catch (SmarticoException failure)
            {
                ThrowFailure(failure, target: null);
                throw;
            }

            foreach (int id in unknown)
            {
                _names[id] = found.TryGetValue(id, out Affiliate? affiliate) ? affiliate.Name : null;
            }
        }

        return rows.Select(r => r.AffiliateName is null && r.AffiliateId is { } id ? r.OfAffiliateNamed(_names[id]) : r).ToArray();
    }
}
