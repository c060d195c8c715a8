using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// What one connection's account offered at the prompt within the last minute. It belongs to its connection and goes with
/// it. A list is read in the background, once for all who ask meanwhile; whoever can't wait finds it here the next time.
/// </summary>
internal sealed class CompletionCache
{
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(1);

    /// <summary>Whoever presses Tab again and again must not press a server that fails.</summary>
    private static readonly TimeSpan s_lifeOfFailure = TimeSpan.FromSeconds(5);

    /// <summary>Later than this nobody is at that word any more, and retries would take turns from real commands.</summary>
    private static readonly TimeSpan s_longestRead = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Func<TimeSpan> _clock;

    public CompletionCache()
        : this(clock: null)
    {
    }

    /// <summary>Makes a cache that takes the time from a clock of its own.</summary>
    internal CompletionCache(Func<TimeSpan>? clock)
    {
        Stopwatch watch = Stopwatch.StartNew();
        _clock = clock ?? (() => watch.Elapsed);
    }

    /// <summary>The list of this name; never a failed task: a list that can't be read is empty.</summary>
    public Task<CandidateList> GetAsync(string name, Func<CancellationToken, Task<CandidateList>> read)
    {
        lock (_lock)
        {
            TimeSpan now = _clock();
            foreach (string old in _entries.Where(e => e.Value.IsOldAt(now)).Select(e => e.Key).ToList())
            {
                _entries.Remove(old);
            }

            if (!_entries.TryGetValue(name, out Entry? entry))
            {
                entry = new Entry(now, Task.Run(() => ReadAsync(read)));
                _entries.Add(name, entry);
            }

            return entry.List;
        }
    }

    private static async Task<CandidateList> ReadAsync(Func<CancellationToken, Task<CandidateList>> read)
    {
        using var limit = new CancellationTokenSource(s_longestRead);
        try
        {
            return await read(limit.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            return CandidateList.Unreadable;
        }
    }

    private sealed class Entry
    {
        private readonly TimeSpan _since;

        public Entry(TimeSpan since, Task<CandidateList> list)
        {
            _since = since;
            List = list;
        }

        public Task<CandidateList> List { get; }

        public bool IsOldAt(TimeSpan time)
            => List.IsCompleted && time - _since >= (ReferenceEquals(List.Result, CandidateList.Unreadable) ? s_lifeOfFailure : s_life);
    }
}
