using System;
using System.Diagnostics;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>What the user sees of a long run: a progress bar a few times a second, and one verbose line at the end.</summary>
internal sealed class RowProgress
{
    private static readonly TimeSpan s_firstAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(300);

    private readonly PSCmdlet _cmdlet;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _nextAt = s_firstAfter;
    private bool _isShown;

    public RowProgress(PSCmdlet cmdlet) => _cmdlet = cmdlet;

    public int Read { get; set; }

    public int Done { get; set; }

    public int Failed { get; set; }

    /// <summary>Shows how it stands, if it is time to.</summary>
    public void Show(OrderedRunner<RowOutcome> rows, double? presentRate)
    {
        if (_watch.Elapsed < _nextAt)
        {
            return;
        }

        _nextAt = _watch.Elapsed + s_every;
        _isShown = true;
        string limit = presentRate is { } rate ? FormattableString.Invariant($", limit {rate:0.#}/s") : string.Empty;
        _cmdlet.WriteProgress(Record(FormattableString.Invariant(
            $"{Done} done, {Failed} failed, {rows.Pending} waiting, {PerSecond:0.#}/s{limit}")));
    }

    /// <summary>Takes the bar away and sums up.</summary>
    public void End()
    {
        if (_isShown)
        {
            ProgressRecord last = Record("done");
            last.RecordType = ProgressRecordType.Completed;
            _cmdlet.WriteProgress(last);
        }

        _cmdlet.WriteVerbose(FormattableString.Invariant(
            $"{Read} row{(Read == 1 ? string.Empty : "s")} in {_watch.Elapsed.TotalSeconds:0.0} s ({PerSecond:0.#}/s): {Done} done, {Failed} failed."));
    }

    private double PerSecond => (Done + Failed) / Math.Max(0.001, _watch.Elapsed.TotalSeconds);

    private ProgressRecord Record(string status) => new(1, _cmdlet.MyInvocation.MyCommand.Name, status);
}
