using System;
using System.Diagnostics;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>What the user sees of a long run: a progress bar a few times a second, and one line at the end.</summary>
internal sealed class RowProgress
{
    private static readonly TimeSpan s_firstAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(300);

    private readonly PSCmdlet _cmdlet;
    private readonly RunSummary _summary;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _nextAt = s_firstAfter;
    private bool _isShown;

    public RowProgress(PSCmdlet cmdlet, RunSummary summary)
    {
        _cmdlet = cmdlet;
        _summary = summary;
    }

    /// <summary>Shows how it stands, if it is time to.</summary>
    public void Show(int pending, PaceState pace)
    {
        if (_watch.Elapsed < _nextAt)
        {
            return;
        }

        _nextAt = _watch.Elapsed + s_every;
        _isShown = true;
        _cmdlet.WriteProgress(Record(FormattableString.Invariant(
            $"{_summary.Done} done, {_summary.Failed} failed, {pending} waiting, {_summary.PerSecond:0.#}/s{Limit(pace)}")));
    }

    /// <summary>Takes the bar away.</summary>
    public void End()
    {
        if (_isShown)
        {
            ProgressRecord last = Record("done");
            last.RecordType = ProgressRecordType.Completed;
            _cmdlet.WriteProgress(last);
        }
    }

    /// <summary>That the account holds back, since when, and at what pace it goes.</summary>
    private static string Limit(PaceState pace)
    {
        if (pace.HeldBackFor is not { } time)
        {
            return string.Empty;
        }

        string since = FormattableString.Invariant($"the account has held back for {time.TotalSeconds:0} s");
        return pace switch
        {
            { IsStandingStill: true } => $"; {since} and takes nothing now",
            { RequestsPerSecond: { } rate } => FormattableString.Invariant($"; {since}: {rate:0.##}/s"),
            { Concurrency: { } atOnce } => FormattableString.Invariant($"; {since}: {atOnce} at once"),
            _ => $"; {since}",
        };
    }

    private ProgressRecord Record(string status) => new(1, _cmdlet.MyInvocation.MyCommand.Name, status);
}
