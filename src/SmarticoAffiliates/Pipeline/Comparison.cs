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
    private readonly Func<T, string?> _nameOf;

    /// <summary>Makes one for a call.</summary>
    /// <param name="nameOf">The name by which people know a record.</param>
    public Comparison(Func<T, string?> nameOf) => _nameOf = nameOf;

    /// <summary>The work of changing one record.</summary>
    /// <param name="resource">The record, as errors name it; with its name where that is known.</param>
    /// <param name="id">The record.</param>
    /// <param name="changes">What it is to have.</param>
    /// <param name="skipsUnchanged">Whether to compare, and to send only what differs.</param>
    /// <param name="piped">The record as it was piped; null where it was not.</param>
    /// <param name="present">What the server has; null where that is not known. Not asked twice of a record, because an earlier row of this call may have changed it.</param>
    /// <param name="keepsPresent">Whether to read what the server has although all is sent: so that it can be put back.</param>
    /// <param name="passThru">Whether the record is written.</param>
    /// <param name="sendAsync">Sends it.</param>
    /// <param name="subject">The record, as its rows are known whatever errors name it by: they keep their order, and a journal knows them again. By default as errors name it.</param>
    public RowWork Update<TChanges>(
        string resource, int id, TChanges changes, bool skipsUnchanged, bool keepsPresent, T? piped, Func<T?> present, bool passThru, Func<SmarticoClient, TChanges, CancellationToken, Task<T?>> sendAsync, string? subject = null)
        where TChanges : ChangeSet
    {
        subject ??= resource;
        TChanges sent = changes;
        IReadOnlyList<FieldChange> differences = changes.AsChanges();
        T? record = skipsUnchanged || keepsPresent ? PresentOf(id, () => piped ?? present(), mayFail: !skipsUnchanged) : null;
        if (subject == resource && (record ?? piped) is { } shown && _nameOf(shown) is { Length: > 0 } name)
        {
            resource = $"{resource} '{name}'";
        }

        if (skipsUnchanged && record is not null)
        {
            differences = changes.DifferenceFrom(record);
            if (differences.Count == 0)
            {
                return new RowWork(resource, RunAction.Set, "unchanged", changes, new RowDone(RowResult.Unchanged, passThru ? record : null))
                {
                    Id = id,
                    Present = record,
                    Subject = subject,
                };
            }

            sent = (TChanges)changes.Only(differences.Select(d => d.Name).ToList());
        }

        return new RowWork(
            resource,
            RunAction.Set,
            $"Set {ChangeText.Of(differences)}",
            changes,
            sent,
            async (client, _, token) => new RowDone(RowResult.Updated, await sendAsync(client, sent, token).ConfigureAwait(false) is { } written && passThru ? written : null))
        {
            Identity = subject,
            Id = id,
            Present = record,
            Subject = subject,
        };
    }

    /// <summary>What the server has, once: what an earlier row of this call changed is no longer as it was read.</summary>
    private T? PresentOf(int id, Func<T?> present, bool mayFail)
    {
        try
        {
            return _changed.Add(id) ? present() : null;
        }
        catch (SmarticoException) when (mayFail)
        {
            // The row is sent all the same; what was there before is not known then.
            return null;
        }
    }
}
