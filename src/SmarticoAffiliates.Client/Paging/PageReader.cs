using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Makes the readers of lists.</summary>
internal static class PageReader
{
    /// <summary>A list of records of a known type, told apart by their ids.</summary>
    public static PageReader<T> Of<T>(Transport transport, string path, JObject filter, long skip, long? first)
        where T : SmarticoObject
    {
        var list = new SmarticoRequest("GET", path, new[] { new KeyValuePair<string, string>("filter", filter.ToString(Formatting.None)) }) { IsLongList = true };
        return new PageReader<T>(transport, list, new KnownRecords<T>(), skip, first);
    }

    /// <summary>A list of records of which nothing is known.</summary>
    public static PageReader<JToken> Of(Transport transport, SmarticoRequest list, long skip, long? first)
        => new(transport, list, new AnyRecords(), skip, first);
}

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
{
    private const int PageSpan = 999;

    /// <summary>Ids are ints, so no list goes on behind this, and no bound of a range is out of anybody's reach.</summary>
    private const long MostSkipped = int.MaxValue - PageSpan;

    private readonly Transport _transport;
    private readonly SmarticoRequest _list;
    private readonly IPageRecords<T> _records;
    private readonly CancellationTokenSource _disposed = new();
    private readonly long? _first;
    private long _from;
    private long _taken;
    private bool _isAtEnd;
    private PendingPage? _next;

    /// <summary>Makes a reader.</summary>
    /// <param name="transport">Sends the requests.</param>
    /// <param name="list">The read of the list, without a range.</param>
    /// <param name="records">Reads the pages, and tells which records are new.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="first">How many at most; null for all.</param>
    internal PageReader(Transport transport, SmarticoRequest list, IPageRecords<T> records, long skip, long? first)
    {
        _transport = transport;
        _list = list;
        _records = records;
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
        if (pending.Beginning is { Status: TaskStatus.RanToCompletion, Result: var (record, count) }
            && count >= pending.Span
            && _records.IsNew(record)
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
        var beginning = new TaskCompletionSource<(T First, int Count)>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<IReadOnlyList<T>> records = _transport.SendAsync(
            _list.With("range", range),
            answer => _records.Read(answer, (first, count) => beginning.TrySetResult((first, count))),
            _disposed.Token);
        return new PendingPage(span, beginning.Task, records);
    }

    private List<T> TakeNew(IReadOnlyList<T> page)
    {
        var fresh = new List<T>(page.Count);
        foreach (T record in _records.NewOf(page))
        {
            if (_taken >= (_first ?? long.MaxValue))
            {
                break;
            }

            fresh.Add(record);
            _taken++;
        }

        return fresh;
    }

    /// <summary>A page that was asked for.</summary>
    private sealed class PendingPage
    {
        public PendingPage(int span, Task<(T First, int Count)> beginning, Task<IReadOnlyList<T>> records)
        {
            Span = span;
            Beginning = beginning;
            Records = records;
        }

        /// <summary>The distance to the upper bound that was asked for.</summary>
        public int Span { get; }

        /// <summary>The first record and the number of records, while the page is still being read; for some pages, never.</summary>
        public Task<(T First, int Count)> Beginning { get; }

        public Task<IReadOnlyList<T>> Records { get; }
    }
}
