using System.Collections.Generic;

namespace SmarticoAffiliates.Commands;

/// <summary>A row of an undo: what one record gets back.</summary>
internal sealed class UndoRow
{
    private UndoRow(RunRow row, RunState state, SmarticoException? why)
    {
        Row = row;
        State = state;
        Why = why;
    }

    /// <summary>What is sent.</summary>
    public RunRow Row { get; }

    /// <summary>Whether something is sent.</summary>
    public RunState State { get; }

    /// <summary>What is left alone, and why; null where nothing is.</summary>
    public SmarticoException? Why { get; }

    /// <summary>What takes a run back, the last first, held against what is there.</summary>
    public static IEnumerable<UndoRow> Of(RunFile run, PresentRecords there, string command)
    {
        int number = 0;
        foreach (UndoStep step in UndoStep.Of(run.Rows()))
        {
            SmarticoObject? present = step.Id is { } id && step.Obstacle is null && !step.IsNothing ? there.Find(step.Resource, id, step.Owner, out _) : null;
            FieldChangeList back = step.Plan(present, out RunState state, out SmarticoException? why);
            var row = new RunRow
            {
                Number = ++number,
                Command = command,
                Resource = step.Resource,
                Action = RunAction.Set,
                What = step.What,
                Id = step.Id,
                Owner = step.Owner,
                Changes = back,
                Note = state == RunState.Planned && why is not null ? why.Message : string.Empty,
            };
            yield return new UndoRow(row, state, why);
        }
    }

    /// <summary>Notes it as part of the undo's plan.</summary>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void Plan(Journal journal) => journal.Planned(journal.KeyOf(Row), Row, State, null, State == RunState.Planned ? null : Why);
}
