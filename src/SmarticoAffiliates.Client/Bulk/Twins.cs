using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// Creates of the same content, which the server does not tell apart: two rows may well want the same deal twice. One waits
/// for the other, and no record is taken for both: else a row whose answer was lost could be given its twin's record.
/// </summary>
internal sealed class Twins
{
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);
    private readonly HashSet<(Type Kind, int Id)> _taken = new();

    /// <summary>A record that a row has already: that of an earlier run, which this client did not see made.</summary>
    public void Take(SmarticoObject record)
    {
        lock (_taken)
        {
            _taken.Add((record.GetType(), record.Key));
        }
    }

    /// <summary>
    /// Gives a record back whose row a journal could not note: a later run looks for the row, and is to find it.
    /// </summary>
    public void Release(SmarticoObject record)
    {
        lock (_taken)
        {
            _taken.Remove((record.GetType(), record.Key));
        }
    }

    /// <summary>Carries the create out while no other one of the same content is under way, and remembers its record.</summary>
    public async Task<T> CreateAsync<T>(SmarticoRequest create, Func<Task<T>> createAsync, CancellationToken cancellationToken)
        where T : SmarticoObject
    {
        string key = $"{create} {create.BodyText}";
        Gate gate = Enter(key);
        try
        {
            await gate.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                T created = await createAsync().ConfigureAwait(false);
                Take(created);
                return created;
            }
            finally
            {
                gate.Turn.Release();
            }
        }
        finally
        {
            Leave(key, gate);
        }
    }

    /// <summary>The newest of these records that no other create was given; null where there is none.</summary>
    public T? NewestFree<T>(IEnumerable<T> records)
        where T : SmarticoObject
    {
        lock (_taken)
        {
            return records.Where(r => !_taken.Contains((r.GetType(), r.Key))).OrderByDescending(r => r.Key).FirstOrDefault();
        }
    }

    private Gate Enter(string key)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(key, out Gate? gate))
            {
                _gates.Add(key, gate = new Gate());
            }

            gate.Users++;
            return gate;
        }
    }

    private void Leave(string key, Gate gate)
    {
        lock (_gates)
        {
            gate.Users--;
            if (gate.Users == 0)
            {
                _gates.Remove(key);
                gate.Turn.Dispose();
            }
        }
    }

#pragma warning disable CA1001 // disposed of by the last user
    private sealed class Gate
#pragma warning restore CA1001
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
