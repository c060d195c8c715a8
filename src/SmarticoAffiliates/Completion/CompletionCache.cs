using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// What one connection's account offered at the prompt within the last minute. It belongs to its connection and goes with
/// it. A list is read in the background, once for all who ask meanwhile; one who does not wait for it has it the next time.
/// </summary>
internal sealed class CompletionCache
{
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(1);

    /// <summary>A failure is kept for a while: pressing Tab again and again must not send requests to a server that fails.</summary>
    private static readonly TimeSpan s_lifeOfFailure = TimeSpan.FromSeconds(5);

    /// <summary>Later than this nobody is at that word any more, and retries would take turns from real commands.</summary>
    private static readonly TimeSpan s_longestRead = TimeSpan.FromSeconds(30);

    /// <summary>What is beyond the first page is looked up no more often than this, and not for longer than that.</summary>
    private static readonly TimeSpan s_lifeOfWalk = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_longestWalk = TimeSpan.FromMinutes(2);

    private readonly object _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (TimeSpan Since, Task Walk)> _walks = new(StringComparer.Ordinal);
    private readonly Func<TimeSpan> _clock;
    private readonly Func<bool> _isHeldBack;

    /// <summary>Makes a cache.</summary>
    /// <param name="clock">What takes the time; null for a clock of its own.</param>
    /// <param name="isHeldBack">Whether the account holds its connection back; null where it never does.</param>
    public CompletionCache(Func<TimeSpan>? clock = null, Func<bool>? isHeldBack = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        _clock = clock ?? (() => watch.Elapsed);
        _isHeldBack = isHeldBack ?? (() => false);
    }

    /// <summary>What was seen of the account.</summary>
    public SeenRecords Seen { get; } = new();

    /// <summary>Whether the account holds the connection back: then nothing is asked of it for the prompt.</summary>
    public bool IsHeldBack => _isHeldBack();

    /// <summary>Ends when what is looked up in the background has ended.</summary>
    public Task Walks
    {
        get
        {
            lock (_lock)
            {
                return Task.WhenAll(_walks.Values.Select(w => w.Walk).ToArray());
            }
        }
    }

    /// <summary>Looks something up in the background, unless that was done a while ago or the account holds back.</summary>
    public void Walk(string name, Func<CancellationToken, Task> walk)
    {
        lock (_lock)
        {
            TimeSpan now = _clock();
            if (IsHeldBack || (_walks.TryGetValue(name, out (TimeSpan Since, Task Walk) last) && (!last.Walk.IsCompleted || now - last.Since < s_lifeOfWalk)))
            {
                return;
            }

            _walks[name] = (now, Task.Run(() => WalkAsync(walk)));
        }
    }

    /// <summary>
    /// The list of this name; never a failed task: a list that can't be read is empty. While the account holds back it is
    /// the last one that was read, however old, or empty.
    /// </summary>
    public Task<CandidateList> GetAsync(string name, Func<CancellationToken, Task<CandidateList>> read)
    {
        lock (_lock)
        {
            TimeSpan now = _clock();
            if (IsHeldBack)
            {
                return _entries.TryGetValue(name, out Entry? known) ? known.List : Task.FromResult(CandidateList.Unreadable);
            }

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

    /// <summary>Whether it came to its end; what was seen until then is there either way, and nobody is at the prompt to be told.</summary>
    private static async Task<bool> WalkAsync(Func<CancellationToken, Task> walk)
    {
        using var limit = new CancellationTokenSource(s_longestWalk);
        try
        {
            await walk(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            return false;
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
