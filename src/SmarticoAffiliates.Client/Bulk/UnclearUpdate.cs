using System;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// An update whose answer says neither yes nor no is looked at: where the record has all that was sent, it was done. What
/// can't be seen, or is not as it was sent, stays <see cref="SmarticoErrorKind.Indeterminate"/>, with the answer quoted.
/// </summary>
internal static class UnclearUpdate
{
    /// <summary>Finds out.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="unclear">What the update ended with.</param>
    /// <param name="findAsync">Reads the record; null where it is not there, or where it can't be told where to look.</param>
    /// <param name="update">What was sent.</param>
    /// <param name="log">Told what was found out.</param>
    /// <returns>The record, which has all that was sent.</returns>
    /// <exception cref="SmarticoException">It is not known yet.</exception>
    public static async Task<T> FindOutAsync<T>(SmarticoException unclear, Func<Task<T?>> findAsync, ChangeSet update, ISmarticoLog? log)
        where T : SmarticoObject
    {
        T? found;
        try
        {
            found = await findAsync().ConfigureAwait(false);
        }
        catch (SmarticoException failure)
        {
            throw StillUnclear(unclear, $"Looking at it failed, too: {failure.Message}");
        }

        if (found is null)
        {
            throw unclear;
        }

        string[] open = update.DifferenceFrom(found).Select(d => d.Name).ToArray();
        if (open.Length > 0)
        {
            throw StillUnclear(unclear, $"The server shows {found} without it ({string.Join(", ", open)}).");
        }

        log?.Verbose($"{unclear.Message} {found} has all that was sent: it was done.");
        return found;
    }

    private static SmarticoException StillUnclear(SmarticoException unclear, string what) => SmarticoException.Indeterminate($"{unclear.Message} {what}", unclear);
}
