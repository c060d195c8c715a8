using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>A cmdlet that sends what a journal plans and does not tell as done, through the same runner as the run itself.</summary>
public abstract class RunCmdlet : BulkCmdlet, PresentRecords.IWaiter
{
    private readonly Dictionary<string, RowSender> _senders = new(StringComparer.Ordinal);
    private PresentRecords? _present;
    private string? _journal;

    /// <summary>Sends also where a record is no longer as the plan saw it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the records that were changed, too; those that were made are written anyway.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    T PresentRecords.IWaiter.Wait<T>(Func<CancellationToken, Task<T>> work) => Await(work);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _present?.Dispose();
        }
    }

    private protected sealed override string? JournalInUse => _journal;

    /// <summary>What the server has at present.</summary>
    private protected PresentRecords Present => _present ??= new PresentRecords(Client, this);

    /// <summary>Sends what is planned in a journal and not done.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="isFresh">Whether the plan was made just now, of what is there.</param>
    private protected void Apply(string path, bool isFresh)
    {
        using RunFile file = RunFile.Open(path);
        if (file.HasPlan && !file.IsPlanWhole)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput, $"{path}: the plan was cut off before its end, so it does not tell all that was to be done. Nothing was sent, and the file was not touched. Plan again, with the same journal.");
        }

        if (file.OddLines > 0)
        {
            WriteWarning(FormattableString.Invariant($"{path}: {file.OddLines} lines are no lines of a journal and are passed over, the first is line {file.FirstOddLine}."));
        }

        bool isWhatIf = WhatIf.Of(this);
        _journal = path;
        using Journal journal = Client.OpenJournal(path, MyInvocation.MyCommand.Name, source: null, isWhatIf);
        var record = new JournalRecord(journal);
        foreach (JournalRow row in file.Rows().Where(r => r.State is RunState.Planned or RunState.Started or RunState.Failed or RunState.Unknown))
        {
            CountRow();
            Start(row, record, path, isFresh);
        }

        FinishRows();
    }

    private static string LabelOf(JournalRow row) => row.Place.Length == 0 ? row.What : $"{row.Place}, {row.What}";

    private static string ActionOf(JournalRow row) => row.Action switch
    {
        RunAction.Create => $"Create with {string.Join(", ", row.Changes.Select(c => $"{c.Name} = {FieldChange.Text(c.New)}"))}",
        RunAction.Build => "Build",
        _ => $"Set {row.Changes}",
    };

    private static RunRow RunRowOf(JournalRow row) => new()
    {
        Number = row.RowNumber,
        Place = row.Place,
        Resource = row.Resource,
        Action = row.Action ?? RunAction.Set,
        What = row.What,
        Id = row.Id,
        Owner = row.Owner,
        Changes = row.Changes,
        Note = row.Note ?? string.Empty,
        After = row.After,
    };

    private void Start(JournalRow row, JournalRecord record, string path, bool isFresh)
    {
        string label = LabelOf(row);
        IRunEntry entry = record.Open(row.Key, RunRowOf(row));
        try
        {
            ChangeSet request = RunRequests.Read(row, path);
            SmarticoObject? known = null;
            if (row.Action == RunAction.Set && row.Id is { } id && !isFresh)
            {
                known = Present.Find(row.Resource, id, row.Owner, out bool isKnown);
                if (isKnown && Settle(row, entry, known, label))
                {
                    return;
                }
            }

            var work = new RowWork(row.What, row.Action ?? RunAction.Set, ActionOf(row), request, request, SendAsync(row, request, known))
            {
                Identity = row is { Action: RunAction.Set, Id: { } changed } ? FormattableString.Invariant($"{row.Resource} {changed}")
                    : row.Action == RunAction.Set || row.Resource == nameof(PromoCode) ? row.What : null,
            };
            if (ShouldProcess(work.Resource, work.Action))
            {
                Enqueue(row, label, SenderOf(row.Resource).Send(work, row, label, entry));
            }
        }
        catch (SmarticoException failure)
        {
            Enqueue(new RowOutcome(row, label, failure));
        }
    }

    private Func<SmarticoClient, bool, CancellationToken, Task<RowDone>> SendAsync(JournalRow row, ChangeSet request, SmarticoObject? known)
    {
        bool isWritten = row.Action != RunAction.Set || PassThru;
        return async (client, isResumed, token) =>
        {
            SmarticoObject? made = await RunRequests.SendAsync(client, request, row.Id, known, isResumed, token).ConfigureAwait(false);
            return new RowDone(row.Action == RunAction.Set ? RowResult.Updated : RowResult.Created, made) { IsWritten = isWritten };
        };
    }

    /// <summary>Whether nothing is to be sent: the record has it all, or is no longer as the plan saw it.</summary>
    private bool Settle(JournalRow row, IRunEntry entry, SmarticoObject? present, string label)
    {
        if (present is null)
        {
            throw new SmarticoException(SmarticoErrorKind.ChangedMeanwhile, "It is not there any more. Nothing was sent.");
        }

        if (RunCheck.IsDone(row.Changes, present))
        {
            entry.NotSent(row.State == RunState.Planned ? RunState.Unchanged : RunState.Done, present, null);
            WriteVerbose($"{label}: it has all of it already.");
            Enqueue(new RowOutcome(row, label, RowResult.Unchanged, PassThru ? WrittenObject.Of(present, RowResult.Unchanged) : null));
            return true;
        }

        IReadOnlyList<FieldChange> changed = RunCheck.ChangedMeanwhile(row.Changes, present);
        return changed.Count == 0 || Force ? false : throw RunCheck.Failure(changed);
    }

    private RowSender SenderOf(string resource)
    {
        if (!_senders.TryGetValue(resource, out RowSender? sender))
        {
            _senders.Add(resource, sender = new RowSender(Client, RunRequests.TypeOf(resource), StopToken));
        }

        return sender;
    }
}
