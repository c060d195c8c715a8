using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>A cmdlet that changes records, and can leave alone what is as it should be.</summary>
/// <typeparam name="T">The records' type.</typeparam>
public abstract class UpdateCmdlet<T> : RowCmdlet
    where T : SmarticoObject
{
    private readonly HashSet<int> _changed = new();
    private PresentState<int, T>? _present;

    /// <summary>
    /// Compares with what the server has, and sends only what differs: nothing for a row without a difference. What the
    /// server has is read in pages, not record by record; a piped object is compared as it was read.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipUnchanged { get; set; }

    private protected override Type RecordType => typeof(T);

    /// <summary>What the server has at present of this id; null where that is not known. Each id is asked for once.</summary>
    private protected abstract T? TakePresent(int id);

    private protected override object? ResultOf(JournalEntry earlier) => earlier.Record<T>();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _present?.Dispose();
        }
    }

    /// <summary>The work of changing one record.</summary>
    private protected RowWork Update<TChanges>(
        TChanges changes, T? known, int id, bool passThru, Func<SmarticoClient, TChanges, CancellationToken, Task<object?>> sendAsync)
        where TChanges : ChangeSet
    {
        TChanges given = changes;
        string? action = null;

        // What an earlier row of this call changed is no longer as it was read.
        if (SkipUnchanged && _changed.Add(id) && (known ?? TakePresent(id)) is { } present)
        {
            IReadOnlyList<FieldDifference> differences = changes.DifferenceFrom(present);
            if (differences.Count == 0)
            {
                return new RowWork(Target, Resource, "unchanged", passThru ? present : null);
            }

            changes = (TChanges)changes.Only(differences.Select(d => d.Name).ToList());
            action = ChangeText.Of(differences);
        }

        string resource = Resource;
        return new RowWork(
            Target,
            resource,
            "Set " + (action ?? Describe(changes)),
            () => $"{resource} {given.ToJson().ToString(Newtonsoft.Json.Formatting.None)}",
            (client, _, token) => sendAsync(client, changes, token));
    }

    /// <summary>The record of this id in a list that is read as far as it is needed.</summary>
    private protected T? TakeFrom(Func<PageReader<T>> list, int id)
    {
        _present ??= ReadPresent(list(), record => record.Key);
        return _present.Take(id);
    }
}
