using System;
using System.Diagnostics;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>What the user sees while an account is read: which part, how far, how long yet.</summary>
internal sealed class SnapshotProgressBar
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(300);

    private readonly PSCmdlet _cmdlet;
    private readonly SnapshotProgress _progress;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _nextAt = TimeSpan.FromSeconds(1);
    private SnapshotPart? _part;
    private (TimeSpan At, int Done) _begun;
    private bool _isShown;

    public SnapshotProgressBar(PSCmdlet cmdlet, SnapshotProgress progress)
    {
        _cmdlet = cmdlet;
        _progress = progress;
    }

    /// <summary>Shows how it stands, if it is time to.</summary>
    public void Show()
    {
        if (_watch.Elapsed < _nextAt || _progress.Part is not { } part)
        {
            return;
        }

        _nextAt = _watch.Elapsed + s_every;
        _isShown = true;
        if (part != _part)
        {
            _part = part;
            _begun = (_watch.Elapsed, _progress.Done);
        }

        int all = _progress.All;
        int done = _progress.Done;
        string of = all == 0 ? string.Empty : FormattableString.Invariant($" of {done} of {all} affiliates");
        var record = new ProgressRecord(1, _cmdlet.MyInvocation.MyCommand.Name, FormattableString.Invariant($"{part}{of}, {_progress.Records} records"));
        if (all > 0)
        {
            record.PercentComplete = (int)(100L * done / all);
            int since = done - _begun.Done;
            record.SecondsRemaining = since == 0 ? -1 : (int)((_watch.Elapsed - _begun.At).TotalSeconds / since * (all - done));
        }

        _cmdlet.WriteProgress(record);
    }

    /// <summary>Takes the bar away.</summary>
    public void End()
    {
        if (_isShown)
        {
            _cmdlet.WriteProgress(new ProgressRecord(1, _cmdlet.MyInvocation.MyCommand.Name, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
