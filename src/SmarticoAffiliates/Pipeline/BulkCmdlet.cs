using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A cmdlet that makes one request for each thing it is given: several are under way at once behind the pipeline, and their
/// results and errors are written on the pipeline's thread in the input's order. However the pipeline ends, what became of
/// each row that was started is told.
/// </summary>
public abstract class BulkCmdlet : SmarticoCmdlet
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private OrderedRunner<RowOutcome>? _rows;
    private RowProgress? _progress;
    private RunSummary? _summary;
    private int _limit;
    private bool _stopsOnError;
    private bool _isEnded;

    /// <summary>How many requests are under way at once; 1: strictly one after another. By default the connection's limit.</summary>
    [Parameter]
    [CountArgument]
    [ValidateRange(1, 256)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _limit = ThrottleLimit > 0 ? ThrottleLimit : ConnectionInUse.ThrottleLimit;
        _stopsOnError = EffectiveErrorAction() == ActionPreference.Stop;

        // Where somebody downstream wants a few, no more than what is under way goes beyond them.
        int? window = PipelineText.IsLimitedDownstream(MyInvocation) ? _limit : null;
        _rows = new OrderedRunner<RowOutcome>(_limit, outcome => _stopsOnError && outcome.Failure is not null, window);
        _summary = new RunSummary(MyInvocation.MyCommand.Name, ConnectionInUse.Uri, JournalInUse);
        _progress = new RowProgress(this, _summary);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        EndRows();
        FinishRows();
        End(isComplete: true);
    }

    /// <summary>Waits until every row that was started has its outcome.</summary>
    private protected void FinishRows()
    {
        while (Rows.Pending > 0)
        {
            WaitAndWrite();
        }
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
            if (!_isEnded)
            {
                EndEarly();
            }

            _rows.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The path of the journal that is kept; null where none is.</summary>
    private protected virtual string? JournalInUse => null;

    /// <summary>What became of the rows up to now.</summary>
    private protected RunSummary Summary => _summary!;

    /// <summary>Whether the first error ends the pipeline.</summary>
    private protected bool StopsOnError => _stopsOnError;

    /// <summary>Whether rows overlap, so that an output comes later than the input that it belongs to.</summary>
    private protected bool Overlaps => _limit > 1;

    /// <summary>Called when the last row was read.</summary>
    private protected virtual void EndRows()
    {
    }

    /// <summary>Called when the call has ended and something can still be written.</summary>
    private protected virtual void Tell(RunSummary summary)
    {
    }

    /// <summary>What is written of a result.</summary>
    private protected virtual object Written(object result) => result;

    /// <summary>Says of a journal that is older than the sandbox that what it tells as done was done on another one, which is gone.</summary>
    private protected void WarnOfOtherSandbox(DateTimeOffset? begunAt, string path)
    {
        if (ConnectionInUse.IsSandbox && begunAt < ConnectionInUse.ConnectedAt.AddMilliseconds(-1))
        {
            WriteWarning($"{path} was begun before this sandbox was made: what it tells as done was done on another one, and is not here. A run of this sandbox needs a journal of its own.");
        }
    }

    /// <summary>Counts a row as read, whatever becomes of it.</summary>
    private protected void CountRow() => Summary.CountRead();

    /// <summary>Starts work behind the pipeline, writes what is finished, and waits while too much is under way.</summary>
    private protected void Enqueue(object target, string label, Func<Task<RowOutcome>> work)
    {
        Rows.Add(work, new RowOutcome(target, label, new OperationCanceledException()));
        Drain();
    }

    /// <summary>Puts an outcome that needs no work in its place in the order.</summary>
    private protected void Enqueue(RowOutcome outcome)
    {
        Rows.AddResult(outcome);
        Drain();
    }

    private OrderedRunner<RowOutcome> Rows => _rows!;

    private string DroppedText => FormattableString.Invariant($"The last {Rows.Dropped} rows before the end were not sent.");

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
        while (!Stopping && Rows.TryTake(out RowOutcome outcome))
        {
            if (outcome.Failure is not null && _stopsOnError)
            {
                FinishAndFail(outcome);
            }

            Write(outcome);
        }

        _progress!.Show(Rows.Pending, Client.Pace);
    }

    private void Write(RowOutcome outcome)
    {
        switch (outcome.Failure)
        {
            case null:
                Summary.CountResult(outcome.What, outcome.Rows);
                if (outcome.Result is not null)
                {
                    ConnectionInUse.Completion.Seen.Add(outcome.Result);
                    WriteObject(Written(outcome.Result), enumerateCollection: true);
                }

                break;
            case SmarticoException failure:
                Summary.CountResult(RowResult.Failed, outcome.Rows);
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
                    Summary.CountResult(RowResult.Failed, other.Rows);
                    WriteWarning(Fate(other));
                }
            }

            Rows.WaitForProgress(DrainMilliseconds);
        }

        if (Rows.Dropped > 0)
        {
            WriteWarning(DroppedText);
        }

        Summary.CountResult(RowResult.Failed, failed.Rows);
        End(isComplete: false);
        WriteFailure(failed.Failure as SmarticoException ?? Unexpected(failed.Failure!), failed.Target, failed.Label);
    }

    private void End(bool isComplete)
    {
        _isEnded = true;
        Summary.IsComplete = isComplete;
        Summary.Stop();
        _progress!.End();
        WriteVerbose(Summary.ToString());
        Tell(Summary);
    }

    /// <summary>
    /// The pipeline ended before this cmdlet did: by an error or an exit elsewhere, because somebody downstream had enough, by
    /// Ctrl+C, or because nobody ended it. Nothing can be written any more, but what became of the rows is said on the host.
    /// </summary>
    private void EndEarly()
    {
        _isEnded = true;
        Rows.StopStarting();
        TimeSpan grace = Stopping ? s_grace : TimeSpan.FromSeconds(ConnectionInUse.TimeoutSec);
        WaitForRunning(grace);
        if (Rows.Running > 0)
        {
            StopAfter(TimeSpan.Zero);
            WaitForRunning(s_grace);
        }

        Summary.Stop();
        string[] fates = Rows.TakeRest().Select(outcome =>
        {
            if (outcome.Failure is not OperationCanceledException)
            {
                Summary.CountResult(outcome.What, outcome.Rows);
            }

            return Fate(outcome);
        }).ToArray();
        if (fates.Length == 0 && Rows.Dropped == 0)
        {
            return;
        }

        foreach (string fate in fates)
        {
            WarnOnHost(fate);
        }

        if (Rows.Dropped > 0)
        {
            WarnOnHost(DroppedText);
        }

        string resume = JournalInUse is null ? string.Empty : $" The same call with the journal '{JournalInUse}' goes on where it ended.";
        WarnOnHost($"The pipeline ended early. {Summary}{resume}");
    }

    private void WaitForRunning(TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        while (Rows.Running > 0 && watch.Elapsed < atMost)
        {
            Rows.WaitForProgress(DrainMilliseconds);
        }
    }

    private static string Fate(RowOutcome outcome) => outcome.Failure switch
    {
        null when outcome.What is RowResult.Created or RowResult.Updated => $"{outcome.Label}: it was carried out; the pipeline had ended before its object could be written.",
        null => $"{outcome.Label}: {outcome.What.ToString().ToLowerInvariant()}.",
        OperationCanceledException => $"{outcome.Label}: it was under way when the pipeline ended; it may have been carried out.",
        SmarticoException failure => ErrorMapping.Labelled(failure, outcome.Label),
        _ => $"{outcome.Label}: {outcome.Failure.Message}",
    };

    private static SmarticoException Unexpected(Exception failure) => new(SmarticoErrorKind.InvalidResponse, failure.Message, failure);

    private ActionPreference EffectiveErrorAction()
    {
        object? value = MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given)
            ? given
            : SessionState.PSVariable.GetValue("ErrorActionPreference");
        return LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out ActionPreference action) ? action : ActionPreference.Continue;
    }
}
