using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Puts back what a run changed, and nothing else: fields get their old values where they still have the run's, created
/// promo codes and pixels become inactive. What somebody has changed since is left alone and told.
/// </summary>
[Cmdlet(VerbsCommon.Undo, "SmarticoJournal", SupportsShouldProcess = true, HelpUri = Help.Pages + "Undo-SmarticoJournal.md")]
[OutputType(typeof(PromoCode), typeof(Pixel), typeof(Affiliate))]
public sealed class UndoSmarticoJournalCommand : RunCmdlet
{
    /// <summary>The run's journal. It is only read.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string? Path { get; set; }

    /// <summary>The journal of the undo itself, by which it goes on where it was cut off and can be undone, too; by default beside the run's, with .undo in its name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Sends nothing: writes to the undo's journal what would be done. Invoke-SmarticoJournal does exactly that.</summary>
    [Parameter]
    public SwitchParameter PlanOnly { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            string path = FilePaths.Resolve(this, Path!);
            string undo = JournalPath is null
                ? Journal.UndoOf(path)
                : FilePaths.Resolve(this, JournalPath);
            if (string.Equals(path, undo, StringComparison.Ordinal))
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The undo needs a journal of its own: give another -JournalPath.");
            }

            bool isFresh;
            using (RunFile? earlier = PlanOnly ? null : PlannedBefore(undo))
            using (RunFile run = RunFile.Open(path))
            {
                isFresh = earlier is null;
                if (run.Header is { } header && !header.Account.IsSameAs(Client.Account))
                {
                    throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"{path}: the run is of another account, {header.Uri}. Nothing was sent.");
                }

                WarnOfOtherSandbox(run.First?.At, path);
                if (WhatIf.Of(this) && isFresh)
                {
                    Plan(run, new MutedPlan(this), "-Verbose tells which, and why.");
                    return;
                }

                if (earlier is not null)
                {
                    TellOf(earlier, undo);
                }
                else
                {
                    using Journal journal = Client.OpenJournal(undo, MyInvocation.MyCommand.Name, path);
                    Plan(run, new WrittenPlan(journal), JournalTells(undo));
                }
            }

            if (!PlanOnly)
            {
                Apply(undo, isFresh);
            }
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, Path);
        }
    }

    /// <summary>The undo that an earlier call has planned to its end: then it goes on. Null where there is none.</summary>
    private static RunFile? PlannedBefore(string undo)
    {
        if (!File.Exists(undo))
        {
            return null;
        }

        RunFile file = RunFile.Open(undo);
        if (file.IsPlanWhole)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    private void Plan(RunFile run, IUndoPlan plan, string whereTold)
    {
        plan.Begin();
        int rows = 0;
        int leftAlone = 0;
        foreach (UndoRow row in UndoRow.Of(run, Present, MyInvocation.MyCommand.Name))
        {
            rows++;
            plan.Add(row);
            if (row.Why is not null)
            {
                leftAlone++;
                WriteVerbose($"{row.Row.What}: {row.Why.Message}");
            }
        }

        plan.End(rows);
        if (leftAlone > 0)
        {
            WarnOfLeftAlone(leftAlone, rows, whereTold);
        }
    }

    private void WarnOfLeftAlone(int leftAlone, int rows, string whereTold)
        => WriteWarning(FormattableString.Invariant($"{leftAlone} of {rows} records can't be put back, or not wholly. {whereTold}"));

    private static string JournalTells(string undo) => $"Get-SmarticoJournal '{undo}' shows which, and why: those with an Error or a Note.";

    /// <summary>An undo that was planned by an earlier call leaves alone what it left alone then.</summary>
    private void TellOf(RunFile earlier, string undo)
    {
        List<JournalRow> rows = earlier.Rows().ToList();
        if (!rows.Exists(RunWork.IsOpen))
        {
            WriteWarning($"This undo was done before, and nothing of it is left to do: {undo} tells what it did. For another undo of the same run give another -JournalPath.");
        }

        int leftAlone = rows.Count(r => r.State == RunState.Refused || r.Note is { Length: > 0 });
        if (leftAlone > 0)
        {
            WarnOfLeftAlone(leftAlone, rows.Count, JournalTells(undo));
        }
    }

    private interface IUndoPlan
    {
        void Begin();

        void Add(UndoRow row);

        void End(int rows);
    }

    private sealed class WrittenPlan : IUndoPlan
    {
        private readonly Journal _journal;

        public WrittenPlan(Journal journal) => _journal = journal;

        public void Begin() => _journal.PlanBegins();

        public void Add(UndoRow row) => row.Plan(_journal);

        public void End(int rows) => _journal.PlanEnds(rows);
    }

    /// <summary>Under <c>-WhatIf</c>: tells what would be done.</summary>
    private sealed class MutedPlan : IUndoPlan
    {
        private readonly UndoSmarticoJournalCommand _cmdlet;

        public MutedPlan(UndoSmarticoJournalCommand cmdlet) => _cmdlet = cmdlet;

        public void Begin()
        {
        }

        public void Add(UndoRow row)
        {
            if (row.State == RunState.Planned)
            {
                _cmdlet.ShouldProcess(row.Row.What, $"Set {row.Row.Changes}");
            }
        }

        public void End(int rows)
        {
        }
    }
}
