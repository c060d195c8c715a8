using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>The work of changing records, and of leaving alone those that are as they should be (<c>-SkipUnchanged</c>).</summary>
/// <typeparam name="T">The records' type.</typeparam>
internal sealed class Comparison<T>
    where T : SmarticoObject
{
    private readonly HashSet<int> _changed = new();

    /// <summary>The work of changing one record.</summary>
    /// <param name="resource">The record, as errors name it.</param>
    /// <param name="id">The record.</param>
    /// <param name="changes">What it is to have.</param>
    /// <param name="skipsUnchanged">Whether to compare, and to send only what differs.</param>
    /// <param name="present">What the server has; null where that is not known. Not asked twice of a record, because an earlier row of this call may have changed it.</param>
    /// <param name="passThru">Whether the record is written.</param>
    /// <param name="sendAsync">Sends it.</param>
    public RowWork Update<TChanges>(
        string resource, int id, TChanges changes, bool skipsUnchanged, Func<T?> present, bool passThru, Func<SmarticoClient, TChanges, CancellationToken, Task<T?>> sendAsync)
        where TChanges : ChangeSet
    {
        TChanges sent = changes;
        IReadOnlyList<FieldDifference> differences = changes.AsChanges();
        if (skipsUnchanged && _changed.Add(id) && present() is { } record)
        {
            differences = changes.DifferenceFrom(record);
            if (differences.Count == 0)
            {
                return new RowWork(resource, "unchanged", new RowDone(RowResult.Unchanged, passThru ? record : null));
            }

            sent = (TChanges)changes.Only(differences.Select(d => d.Name).ToList());
        }

        return new RowWork(
            resource,
            $"Set {ChangeText.Of(differences)}",
            $"{resource} {changes.ToKey()}",
            differences,
            async (client, _, token) => new RowDone(RowResult.Updated, await sendAsync(client, sent, token).ConfigureAwait(false) is { } written && passThru ? written : null))
        {
            Identity = resource,
        };
    }
}
