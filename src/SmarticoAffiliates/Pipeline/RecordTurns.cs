using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Rows of one record keep their order although rows overlap: the later one waits for the earlier. Rows start in the input's
/// order, so the row that is waited for has started already.
/// </summary>
internal sealed class RecordTurns
{
    private readonly Dictionary<string, Task> _last = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the next turn of a record.</summary>
    /// <param name="record">Which.</param>
    /// <param name="done">Ends the turn.</param>
    /// <returns>Ends when the turn before has ended.</returns>
    public Task Enter(string record, out Action done)
    {
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_last)
        {
            Task previous = _last.TryGetValue(record, out Task? before) ? before : Task.CompletedTask;
            _last[record] = turn.Task;
            done = () => Leave(record, turn);
            return previous;
        }
    }

    private void Leave(string record, TaskCompletionSource<bool> turn)
    {
        lock (_last)
        {
            if (_last.TryGetValue(record, out Task? last) && last == turn.Task)
            {
                _last.Remove(record);
            }
        }

        turn.SetResult(true);
    }
}
