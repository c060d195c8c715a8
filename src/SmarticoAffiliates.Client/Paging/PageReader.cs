using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Reads a list page by page and gives every record exactly once. While a page is read and handed out, the next one is
/// already on its way, but never more than one. For one reader at a time; disposing of it cancels what is under way.
/// </summary>
/// <remarks>
/// S000 says 999 records a page and goes on at 1000, S001 says 1000 and goes on at 1000: neither the cap nor whether the
/// upper bound is inclusive is certain. So each page is asked as [from, from+999], the next one starts at from + received,
/// records that were seen already are dropped, and the end is an empty page, one with nothing new, or a short one.
/// </remarks>
/// <typeparam name="T">The records' type.</typeparam>
public sealed class PageReader<T> : IDisposable
    where T : SmarticoObject
{
    private const int PageSpan = 999;

    /// <summary>Ids are ints, so no list goes on behind this, and no bound of a range is out of anybody's reach.</summary>
    private const long MostSkipped = int.MaxValue - PageSpan;

    private readonly SmarticoClient _client;
    private readonly string _path;
    private readonly JObject _filter;
    private readonly HashSet<int> _seen = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly long? _first;
    private long _from;
    private long _taken;
    private bool _isAtEnd;
    private PendingPage? _next;

    internal PageReader(SmarticoClient client, string path, JObject filter, long skip, long? first)
    {
        _client = client;
        _path = path;
        _filter = filter;
        _from = skip;
        _first = first;
        _isAtEnd = first <= 0 || skip > MostSkipped;
    }

    /// <summary>The next records, or null at the end of the list.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SmarticoException">The page could not be read.</exception>
    public async Task<IReadOnlyList<T>?> ReadPageAsync(CancellationToken cancellationToken = default)
    {
        while (!_isAtEnd)
        {
            using CancellationTokenRegistration registration = cancellationToken.Register(_disposed.Cancel);
            PendingPage pending = _next ?? RequestPage();
            _next = null;
            await Task.WhenAny(pending.Beginning, pending.Records).ConfigureAwait(false);
            RequestNextEarly(pending);
            IReadOnlyList<T> page;
            try
            {
                page = await pending.Records.ConfigureAwait(false);
            }
            catch
            {
                Dispose();
                throw;
            }

            List<T> fresh = TakeNew(page);
            if (_next is null)
            {
                _from += page.Count;
                _isAtEnd = page.Count < pending.Span || fresh.Count == 0 || _taken >= _first;
                _next = _isAtEnd ? null : RequestPage();
            }

            if (fresh.Count > 0)
            {
                return fresh;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isAtEnd = true;
        _disposed.Cancel();

        // The page that nobody will read may still fail: that is nobody's error.
        _ = _next?.Records.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _next = null;
    }

    /// <summary>
    /// The distance to the upper bound: as many as are still wanted even where the bound is exclusive, and no more.
    /// </summary>
    private int SpanOfNextPage() => (int)Math.Min(PageSpan, (_first - _taken) ?? PageSpan);

    /// <summary>
    /// Asks for the page after one that has begun, where it is certain from its beginning that there is one to ask for, and
    /// which: a full page with something new in it, and more still wanted than the two can hold.
    /// </summary>
    private void RequestNextEarly(PendingPage pending)
    {
        if (pending.Beginning is { Status: TaskStatus.RanToCompletion, Result: var (firstKey, count) }
            && count >= pending.Span
            && !_seen.Contains(firstKey)
            && (_first is null || _first - _taken - count >= PageSpan))
        {
            _from += count;
            _next = RequestPage();
        }
    }

    private PendingPage RequestPage()
    {
        int span = SpanOfNextPage();
        string range = string.Format(CultureInfo.InvariantCulture, "[{0},{1}]", _from, _from + span);
        var request = SmarticoRequest.Get(_path, new[]
        {
            new KeyValuePair<string, string>("filter", _filter.ToString(Formatting.None)),
            new KeyValuePair<string, string>("range", range),
        });
        var beginning = new TaskCompletionSource<(int FirstKey, int Count)>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<IReadOnlyList<T>> records = _client.SendAsync(
            request,
            answer => answer.ReadList<T>((first, count) => beginning.TrySetResult((first.Key, count))),
            _disposed.Token);
        return new PendingPage(span, beginning.Task, records);
    }

    private List<T> TakeNew(IReadOnlyList<T> page)
    {
        var fresh = new List<T>(page.Count);
        foreach (T record in page)
        {
            if (_taken < (_first ?? long.MaxValue) && _seen.Add(record.Key))
            {
                fresh.Add(record);
                _taken++;
            }
        }

        return fresh;
    }

    /// <summary>A page that was asked for.</summary>
    private sealed class PendingPage
    {
        public PendingPage(int span, Task<(int FirstKey, int Count)> beginning, Task<IReadOnlyList<T>> records)
        {
            Span = span;
            Beginning = beginning;
            Records = records;
        }

        /// <summary>The distance to the upper bound that was asked for.</summary>
        public int Span { get; }

        /// <summary>The key of the first record and the number of records, while the page is still being read; for some pages, never.</summary>
        public Task<(int FirstKey, int Count)> Beginning { get; }

        public Task<IReadOnlyList<T>> Records { get; }
    }
}
