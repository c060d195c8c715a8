using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// Runs work side by side and hands the results out in the order in which the work came. At most so much runs at once; a
/// little more waits, ready to start the moment there is room; and what is finished but stands behind something slow is
/// bounded too, so that memory does not grow with the input. One thread adds and takes; the work runs on others.
/// </summary>
/// <typeparam name="T">The results' type.</typeparam>
public sealed class OrderedRunner<T> : IDisposable
{
    /// <summary>How many results may wait behind a slow one, for each piece of work that may run: a stall of seconds does not stop the rest.</summary>
    private const int WindowFactor = 64;

    private readonly object _lock = new();
    private readonly Queue<Entry> _inOrder = new();
    private readonly Queue<Entry> _waiting = new();
    private readonly AutoResetEvent _progress = new(initialState: false);
    private readonly int _limit;
    private readonly int _window;
    private readonly Func<T, bool>? _endsStarting;
    private int _running;
    private bool _isStopped;

    /// <summary>Makes a runner.</summary>
    /// <param name="limit">How much runs at once at most.</param>
    /// <param name="endsStarting">Tells of a result whether nothing new may start after it; null: none does.</param>
    /// <param name="window">How many results may wait behind a slow one; null for many. No more than these are begun beyond the one that is taken last.</param>
    public OrderedRunner(int limit, Func<T, bool>? endsStarting = null, int? window = null)
    {
        _limit = Math.Max(1, limit);
        _window = window ?? _limit * WindowFactor;
        _endsStarting = endsStarting;
    }

    /// <summary>How much is at work now.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>How many results have not been taken yet, whether there or to come.</summary>
    public int Pending => _inOrder.Count;

    /// <summary>How many were waiting when starting was stopped: they have no result.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether nothing new starts any more.</summary>
    public bool IsStopped
    {
        get
        {
            lock (_lock)
            {
                return _isStopped;
            }
        }
    }

    /// <summary>Whether the giver should wait for results before adding more.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count >= _limit || _inOrder.Count >= _window;
            }
        }
    }

    /// <summary>Adds work. It must not throw: its failures are results.</summary>
    /// <param name="work">The work.</param>
    /// <param name="ifLost">Its result where nobody waits for its end any more (<see cref="TakeRest"/>).</param>
    public void Add(Func<Task<T>> work, T ifLost = default!)
    {
        var entry = new Entry(work, ifLost);
        _inOrder.Enqueue(entry);
        lock (_lock)
        {
            _waiting.Enqueue(entry);
        }

        StartWaiting();
    }

    /// <summary>Adds a result that is there already, to be handed out in its turn.</summary>
    public void AddResult(T result)
    {
        if (_endsStarting?.Invoke(result) == true)
        {
            StopStarting();
        }

        _inOrder.Enqueue(new Entry(result));
        _progress.Set();
    }

    /// <summary>The next result in order, if it is there. Work that was never started has none and is passed over.</summary>
    public bool TryTake(out T result)
    {
        while (_inOrder.Count > 0)
        {
            Entry head = _inOrder.Peek();
            if (head.State == EntryState.Finished)
            {
                result = _inOrder.Dequeue().Result!;
                return true;
            }

            if (head.State != EntryState.Dropped)
            {
                break;
            }

            _inOrder.Dequeue();
        }

        result = default!;
        return false;
    }

    /// <summary>
    /// Empties the runner, where nothing starts any more and nobody waits longer: in order the results of what was started,
    /// and for what has not ended what it was added with.
    /// </summary>
    public IReadOnlyList<T> TakeRest()
    {
        var rest = new List<T>();
        while (_inOrder.Count > 0)
        {
            Entry entry = _inOrder.Dequeue();
            if (entry.State != EntryState.Dropped)
            {
                rest.Add(entry.State == EntryState.Finished ? entry.Result! : entry.IfLost!);
            }
        }

        return rest;
    }

    /// <summary>Waits until something has finished since the last wait, or the time has passed.</summary>
    public void WaitForProgress(int milliseconds) => _progress.WaitOne(milliseconds);

    /// <summary>Starts nothing new. What waits is dropped; what runs goes on.</summary>
    public void StopStarting()
    {
        lock (_lock)
        {
            _isStopped = true;
            while (_waiting.Count > 0)
            {
                _waiting.Dequeue().State = EntryState.Dropped;
                Dropped++;
            }
        }

        _progress.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Not the event: work that is cut short may still report to it.
        StopStarting();
    }

    private void StartWaiting()
    {
        while (true)
        {
            Entry entry;
            lock (_lock)
            {
                if (_isStopped && _waiting.Count > 0)
                {
                    _waiting.Dequeue().State = EntryState.Dropped;
                    Dropped++;
                    continue;
                }

                if (_running >= _limit || _waiting.Count == 0)
                {
                    return;
                }

                entry = _waiting.Dequeue();
                _running++;
            }

            _ = Task.Run(() => RunAsync(entry));
        }
    }

    private async Task RunAsync(Entry entry)
    {
        T result = await entry.Work!().ConfigureAwait(false);
        if (_endsStarting?.Invoke(result) == true)
        {
            StopStarting();
        }

        lock (_lock)
        {
            _running--;
        }

        entry.Finish(result);
        _progress.Set();
        StartWaiting();
    }

    private enum EntryState
    {
        Pending,
        Finished,
        Dropped,
    }

    private sealed class Entry
    {
        private volatile EntryState _state;

        public Entry(Func<Task<T>> work, T ifLost)
        {
            Work = work;
            IfLost = ifLost;
        }

        public Entry(T result) => Finish(result);

        public Func<Task<T>>? Work { get; private set; }

        public T? Result { get; private set; }

        public T? IfLost { get; private set; }

        public EntryState State
        {
            get => _state;
            set => _state = value;
        }

        public void Finish(T result)
        {
            Result = result;
            Work = null;
            IfLost = default;
            _state = EntryState.Finished;
        }
    }
}
