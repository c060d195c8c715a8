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

    /// <inheritdoc/>
    private protected sealed override void Tell(RunSummary summary) => WriteInformation(summary, InformationTags.Summary);

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
        WarnOfOtherSandbox(journal.BegunAt, path);
        foreach (JournalRow row in file.Rows().Where(RunWork.IsOpen))
        {
            CountRow();
            Start(row, record, path, isFresh);
        }

        FinishRows();
    }

    private static string LabelOf(JournalRow row) => row.Place.Length == 0 ? row.What : $"{row.Place}, {row.What}";

    /// <summary>A row, as the record of the run is told of it again.</summary>
    internal static RunRow RunRowOf(JournalRow row) => new()
    {
        Number = row.RowNumber,
        Place = row.Place,
        Resource = row.Resource,
        Action = row.Action ?? RunAction.Set,
        What = row.What,
        Id = row.Id,
        Owner = row.Owner,
        Changes = row.Changes,
        KnownBy = row.GetKnownBy(),
        Note = row.Note ?? string.Empty,
        After = row.After,
    };

    private void Start(JournalRow row, JournalRecord record, string path, bool isFresh)
    {
        string label = LabelOf(row);
        IRunEntry entry = record.Open(row.Key, RunRowOf(row));
        try
        {
            RowWork work = RunWork.Of(row, path, isFresh ? null : Present, Force, PassThru);
            if (work.CarryOutAsync is null)
            {
                entry.NotSent(row.State == RunState.Planned ? RunState.Unchanged : RunState.Done, work.Done.Record, null);
                WriteVerbose($"{label}: {work.Action}.");
                Enqueue(new RowOutcome(row, label, work.Done.What, work.Done.IsWritten ? WrittenObject.Of(work.Done.Record, work.Done.What) : null));
            }
            else if (ShouldProcess(work.Resource, work.Action))
            {
                Enqueue(row, label, SenderOf(row.Resource).Send(work, row, label, entry));
            }
        }
        catch (SmarticoException failure)
        {
            if (failure.Kind == SmarticoErrorKind.ChangedMeanwhile && !WhatIf.Of(this))
            {
                // Who looks at the journal later is to see why nothing was done.
                entry.Ended(null, failure);
            }

            Enqueue(new RowOutcome(row, label, failure));
        }
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
