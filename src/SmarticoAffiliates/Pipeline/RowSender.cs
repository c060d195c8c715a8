using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Sends rows between their two lines in the record of the run, those of one record in their order. What an earlier session
/// has done is not done again; what it may have done is found out.
/// </summary>
internal sealed class RowSender
{
    private readonly RecordTurns _turns = new();
    private readonly SmarticoClient _client;
    private readonly Type _recordType;
    private readonly CancellationToken _stop;

    /// <summary>A sender of rows that make or change records of one type.</summary>
    public RowSender(SmarticoClient client, Type recordType, CancellationToken stop)
    {
        _client = client;
        _recordType = recordType;
        _stop = stop;
    }

    /// <summary>What becomes of a row, told when its turn has come; to be called in the rows' order.</summary>
    public Func<Task<RowOutcome>> Send(RowWork work, object target, string label, IRunEntry? entry)
    {
        bool isResumed = entry?.Earlier?.State == JournalState.Unknown;
        foreach (SmarticoObject made in (entry?.FinishedEquals ?? Enumerable.Empty<JournalEntry>()).Select(t => t.Record(_recordType)).OfType<SmarticoObject>())
        {
            // What was made for equal rows must not be given to one that is looked for.
            _client.CreatedRecords.Take(made);
        }

        Action done = () => { };
        Task previous = work.Identity is null ? Task.CompletedTask : _turns.Enter(work.Identity, out done);
        return async () =>
        {
            await previous.ConfigureAwait(false);
            RowOutcome outcome = await RunAsync(work, target, label, entry, isResumed).ConfigureAwait(false);
            done();
            return outcome;
        };
    }

    /// <summary>Never throws: a failure is the row's outcome, that of the record of the run too.</summary>
    private async Task<RowOutcome> RunAsync(RowWork work, object target, string label, IRunEntry? entry, bool isResumed)
    {
#pragma warning disable CA1031 // carried to the pipeline's thread, which deals with each kind
        try
        {
            ResumedCreate? resumed = await BeginAsync(work, entry, isResumed).ConfigureAwait(false);
            RowDone done;
            try
            {
                done = await work.CarryOutAsync!(_client, resumed, _stop).ConfigureAwait(false);
            }
            catch (SmarticoException failure)
            {
                NoteEnd(() => entry?.Ended(null, failure), null);
                return new RowOutcome(target, label, failure);
            }

            NoteEnd(() => Note(entry, done), done.Record);
            return new RowOutcome(target, label, done.What, done.IsWritten ? WrittenObject.Of(done.Record, done.What) : null);
        }
        catch (Exception failure)
        {
            return new RowOutcome(target, label, failure);
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// Notes that a row is about to be sent. What the server does not tell from what was there before is told apart by a later
    /// run by what is noted of that.
    /// </summary>
    private async Task<ResumedCreate?> BeginAsync(RowWork work, IRunEntry? entry, bool isResumed)
    {
        if (entry is null)
        {
            return null;
        }

        if (!isResumed && await RunRequests.SeeAsync(_client, work.Sent, _stop).ConfigureAwait(false) is { } seen)
        {
            entry.Before(seen);
        }

        entry.Started();
        return isResumed ? new ResumedCreate(RunRequests.OwnerOf(work.Sent) is { } owner ? entry.IdsBefore(_recordType.Name, owner) : null) : null;
    }

    private static void Note(IRunEntry? entry, RowDone done)
    {
        switch (done.What)
        {
            case RowResult.Unchanged:
                entry?.NotSent(RunState.Unchanged, done.Record, null);
                break;
            case RowResult.Skipped:
                entry?.NotSent(RunState.Exists, done.Record, null);
                break;
            default:
                entry?.Ended(done.Record, null);
                break;
        }
    }

    /// <summary>
    /// Notes how a row ended. Where that fails the outcome still stands: the journal says that the row was started, so a later
    /// run looks for it, and in this session, too, its record has to be there to be found.
    /// </summary>
    private void NoteEnd(Action note, SmarticoObject? record)
    {
        try
        {
            note();
        }
        catch (SmarticoException unwritten) when (unwritten.Kind == SmarticoErrorKind.JournalFailed)
        {
            if (record is not null)
            {
                _client.CreatedRecords.Release(record);
            }
        }
    }
}
