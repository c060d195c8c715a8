using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A cmdlet that makes one request for each thing it is given: several are under way at once behind the pipeline, and their
/// results and errors are written on the pipeline's thread in the input's order.
/// </summary>
public abstract class BulkCmdlet : SmarticoCmdlet
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private OrderedRunner<RowOutcome>? _rows;
    private RowProgress? _progress;
    private int _limit;
    private bool _stopsOnError;
    private bool _isEnded;

    /// <summary>How many requests are under way at once; 1: strictly one after another. By default the connection's limit.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _limit = ThrottleLimit > 0 ? ThrottleLimit : ConnectionInUse.ThrottleLimit;
        _stopsOnError = EffectiveErrorAction() == ActionPreference.Stop;
        _rows = new OrderedRunner<RowOutcome>(_limit, outcome => _stopsOnError && outcome.Failure is not null);
        _progress = new RowProgress(this);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        while (Rows.Pending > 0)
        {
            WaitAndWrite();
        }

        _progress!.End();
        _isEnded = true;
    }

    /// <summary>Nothing new starts; what is under way gets a grace.</summary>
    protected sealed override void StopProcessing()
    {
        _rows?.StopStarting();
        StopAfter(s_grace);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _rows is not null)
        {
            // A downstream cmdlet that had enough ends the pipeline without a word, and so does an error of PowerShell's binder
            // under -ErrorAction Stop: the grace is for that, too.
            _rows.StopStarting();
            bool isToBeTold = _stopsOnError && !_isEnded && !Stopping;
            TimeSpan grace = isToBeTold ? TimeSpan.FromSeconds(ConnectionInUse.TimeoutSec) : s_grace;
            var watch = Stopwatch.StartNew();
            while (_rows.Running > 0 && watch.Elapsed < grace && !StopToken.IsCancellationRequested)
            {
                _rows.WaitForProgress(DrainMilliseconds);
            }

            if (isToBeTold)
            {
                TellWhatWasNotWritten();
            }

            _rows.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Counts a row as read, whatever becomes of it.</summary>
    private protected void CountRow() => _progress!.Read++;

    /// <summary>Starts work behind the pipeline, writes what is finished, and waits while too much is under way.</summary>
    private protected void Enqueue(Func<Task<RowOutcome>> work)
    {
        Rows.Add(work);
        Drain();
    }

    /// <summary>Puts an outcome that needs no work in its place in the order.</summary>
    private protected void Enqueue(RowOutcome outcome)
    {
        Rows.AddResult(outcome);
        Drain();
    }

    private OrderedRunner<RowOutcome> Rows => _rows!;

    private void Drain()
    {
        WriteFinished();
        while (Rows.IsFull || (_limit == 1 && Rows.Pending > 0))
        {
            WaitAndWrite();
        }
    }

    private void WaitAndWrite()
    {
        Rows.WaitForProgress(DrainMilliseconds);
        WriteFinished();
        if (StopToken.IsCancellationRequested || (Stopping && Rows.Running == 0))
        {
            throw new PipelineStoppedException();
        }
    }

    private void WriteFinished()
    {
        WriteMessages();
        while (Rows.TryTake(out RowOutcome outcome))
        {
            if (outcome.Failure is not null && _stopsOnError)
            {
                FinishAndFail(outcome);
            }

            Write(outcome);
        }

        _progress!.Show(Rows, Client.PresentRate);
    }

    private void Write(RowOutcome outcome)
    {
        switch (outcome.Failure)
        {
            case null:
                _progress!.Done++;
                if (outcome.Result is not null)
                {
                    WriteObject(outcome.Result, enumerateCollection: true);
                }

                break;
            case SmarticoException failure:
                _progress!.Failed++;
                WriteFailure(failure, outcome.Target, outcome.Label);
                break;
            case OperationCanceledException:
                throw new PipelineStoppedException();
            default:
                ExceptionDispatchInfo.Capture(outcome.Failure).Throw();
                break;
        }
    }

    /// <summary>Under <c>-ErrorAction Stop</c>: the rows that are under way are finished and told first, then the error ends it all.</summary>
    private void FinishAndFail(RowOutcome failed)
    {
        while (Rows.Pending > 0)
        {
            while (Rows.TryTake(out RowOutcome other))
            {
                if (other.Failure is null)
                {
                    Write(other);
                }
                else
                {
                    // An error would end the pipeline before the others are told.
                    _progress!.Failed++;
                    WriteWarning($"{other.Label}: {other.Failure.Message}");
                }
            }

            Rows.WaitForProgress(DrainMilliseconds);
        }

        _isEnded = true;
        _progress!.Failed++;
        _progress.End();
        Write(failed);
    }

    /// <summary>
    /// A cell that can't be read under <c>-ErrorAction Stop</c> ends the pipeline before this cmdlet sees the row: nothing can be
    /// written any more, but what became of the rows before it is said.
    /// </summary>
    private void TellWhatWasNotWritten()
    {
        while (Rows.TryTake(out RowOutcome outcome))
        {
            string fate = outcome.Failure is null ? "it was carried out; the pipeline had ended before its object could be written." : outcome.Failure.Message;
            Host?.UI?.WriteWarningLine($"{outcome.Label}: {fate}");
        }

        if (Rows.Dropped > 0)
        {
            Host?.UI?.WriteWarningLine(FormattableString.Invariant($"The last {Rows.Dropped} rows before the error were not sent."));
        }
    }

    private ActionPreference EffectiveErrorAction()
    {
        object? value = MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given)
            ? given
            : SessionState.PSVariable.GetValue("ErrorActionPreference");
        return LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out ActionPreference action) ? action : ActionPreference.Continue;
    }
}
