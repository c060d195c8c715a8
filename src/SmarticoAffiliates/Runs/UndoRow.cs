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

        // A record that was made and then changed has two steps, and stays as it is while they are planned.
        var seen = new Dictionary<(string Resource, int Id), SmarticoObject?>();
        foreach (UndoStep step in UndoStep.Of(run.Rows()))
        {
            SmarticoObject? present = null;
            if (step.Id is { } id && step.Obstacle is null && !step.IsNothing && !seen.TryGetValue((step.Resource, id), out present))
            {
                seen.Add((step.Resource, id), present = there.Find(step.Resource, id, step.Owner, out _));
            }

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
                KnownBy = step.KnownBy,
                Note = state == RunState.Planned && why is not null ? why.Message : string.Empty,
            };
            yield return new UndoRow(row, state, why);
        }
    }

    /// <summary>Notes it as part of the undo's plan.</summary>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void Plan(Journal journal) => journal.Planned(journal.KeyOf(Row), Row, State, null, State == RunState.Planned ? null : Why);
}
