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
    /// <summary>A list of records of a known type, told apart by their ids; no filter is sent where there is none.</summary>
    public static PageReader<T> Of<T>(Transport transport, string path, JObject? filter, long skip, long? first, string? ownPath = null)
        where T : SmarticoObject
    {
        KeyValuePair<string, string>[]? query = filter is null ? null : new[] { new KeyValuePair<string, string>("filter", filter.ToString(Formatting.None)) };
        var list = new SmarticoRequest("GET", path, query) { IsLongList = true, OwnPath = ownPath };
        return new PageReader<T>(transport, list, new KnownRecords<T>(), skip, first);
    }

    /// <summary>A list of records of which nothing is known.</summary>
    public static PageReader<JToken> Of(Transport transport, SmarticoRequest list, long skip, long? first)
        => new(transport, list, new AnyRecords(), skip, first);
}

/// <summary>
/// Reads a list page by page and gives every record exactly once, also while the list changes. While a page is read and
/// handed out, the next one is already on its way, but never more than one. For one reader at a time; disposing of it cancels
/// what is under way.
/// </summary>
/// <remarks>
/// S000 says 999 records a page and goes on at 1000, S001 says 1000 and goes on at 1000: neither the cap nor whether the
/// upper bound is inclusive is certain. So each page is asked as [from, from+999], records that were seen already are dropped,
/// and the end is an empty page, the same page again, or a short one behind which <c>Content-Range</c> tells of no more.
/// <para>
/// Where ids tell the records apart, a page begins with the last record of the page before. If it does not, the list has
/// moved: what was changed left a filtered list, and others came up into places that were read already. Then the walk steps
/// back until a page begins with a record that was seen, and when it comes to the end, it is walked again from the beginning
/// until nothing new is found and nothing moves. A total that falls says the same, where <c>Content-Range</c> tells one: a
/// record that left in front of the page and another that came up there from behind it move no page. Without a total nothing
/// tells of such a pair.
/// </para>
/// </remarks>
/// <typeparam name="T">The records' type.</typeparam>
public sealed class PageReader<T> : IDisposable
{
    private const int PageSpan = 999;

    /// <summary>Ids are ints, so no list goes on behind this, and no bound of a range is out of anybody's reach.</summary>
    private const long MostSkipped = int.MaxValue - PageSpan;

    /// <summary>A list that still moves after so many walks is busier than this reader.</summary>
    private const int MostWalks = 10;

    private readonly Transport _transport;
    private readonly SmarticoRequest _list;
    private readonly IPageRecords<T> _records;
    private readonly CancellationTokenSource _disposed = new();
    private readonly long _skip;
    private readonly long? _first;
    private long _from;
    private long _taken;
    private bool _isAtEnd;
    private PendingPage? _next;

    private int? _expected;
    private bool _isSteppingBack;
    private long _step;
    private int? _beginning;
    private long? _total;
    private bool _hasMoved;
    private int _walks = 1;
    private long _newInWalk;
    private int _pagesWithoutNew;

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
        _skip = skip;
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

            NoteTotal(pending, page.Count);
            if (MustStepBack(pending, page))
            {
                continue;
            }

            List<T> fresh = TakeNew(page);
            GoOnBehind(pending, page, fresh.Count);
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
        DropNext();
    }

    /// <summary>The page that nobody will read may still fail: that is nobody's error.</summary>
    private void DropNext()
    {
        _ = _next?.Records.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _next = null;
    }

    /// <summary>
    /// The distance to the upper bound: as many as are still wanted even where the bound is exclusive, and no more.
    /// </summary>
    private int SpanOfNextPage() => (int)Math.Min(PageSpan, (_first - _taken + (_expected is null ? 0 : 1)) ?? PageSpan);

    /// <summary>
    /// Asks for the page after one that has begun, where it is certain from its beginning that there is one to ask for, and
    /// which: a full page that begins as it should, and more still wanted than the two can hold.
    /// </summary>
    private void RequestNextEarly(PendingPage pending)
    {
        if (pending.Beginning is { Status: TaskStatus.RanToCompletion, Result: var (record, count) }
            && count >= pending.Span
            && !pending.IsBack
            && (pending.Expected is { } key ? _records.KeyOf(record) == key : _records.IsNew(record))
            && (_first is null || _first - _taken - count >= PageSpan))
        {
            _from = pending.From + count - (_records.KeyOf(record) is null ? 0 : 1);
            _next = RequestPage();
        }
    }

    /// <summary>Notices by the total that records have left the list. One that grows may only have got new records.</summary>
    private void NoteTotal(PendingPage pending, int count)
    {
        // No more than came so far, though the page is full, is no total of the list.
        if (pending.Total is not { } total || (count >= pending.Span && total <= pending.From + count))
        {
            return;
        }

        _hasMoved |= total < _total;
        _total = total;
    }

    /// <summary>Notices that the list has moved since the page before, and where something may have been passed over, goes back.</summary>
    private bool MustStepBack(PendingPage pending, IReadOnlyList<T> page)
    {
        bool isAsExpected = pending.Expected is not { } key || (page.Count > 0 && _records.KeyOf(page[0]) == key);
        if (isAsExpected && !pending.IsBack)
        {
            return false;
        }

        bool isKnown = page.Count > 0 && !_records.IsNew(page[0]);
        if (!isAsExpected && isKnown && _records.KeyOf(page[0]) == _beginning)
        {
            // The whole list again: a server that does not know ranges.
            return false;
        }

        _hasMoved |= !isAsExpected;
        if (isKnown || pending.From <= _skip)
        {
            _step = 0;
            return false;
        }

        DropNext();
        _step = _step == 0 ? PageSpan : _step * 2;
        _from = Math.Max(_skip, pending.From - _step);
        _expected = null;
        _isSteppingBack = true;
        return true;
    }

    private void GoOnBehind(PendingPage pending, IReadOnlyList<T> page, int fresh)
    {
        int? last = page.Count > 0 ? _records.KeyOf(page[page.Count - 1]) : null;
        _beginning ??= page.Count > 0 ? _records.KeyOf(page[0]) : null;
        _newInWalk += fresh;
        bool isSameAgain = fresh == 0 && (last is null || (pending.From > _skip && _records.KeyOf(page[0]) == _beginning));
        _pagesWithoutNew = fresh > 0 ? 0 : _pagesWithoutNew + 1;

        // Pages of nothing but seen records are walked only as long as there can be any.
        bool isInCircles = (long)_pagesWithoutNew * (PageSpan - 1) > _taken + (2 * PageSpan);
        bool isMoreTold = page.Count > 0 && pending.Total is { } total && pending.From + page.Count < total;
        if (_taken >= _first || isSameAgain || isInCircles || (page.Count < pending.Span && !isMoreTold))
        {
            EndWalk();
            return;
        }

        if (_next is { } early)
        {
            early.Expected = last;
            return;
        }

        _expected = page.Count > 1 ? last : null;
        _from = pending.From + page.Count - (_expected is null ? 0 : 1);
        _next = RequestPage();
    }

    /// <summary>The end, unless the list has moved: then what came up into places that were read already is still to be found.</summary>
    private void EndWalk()
    {
        DropNext();
        bool isAgain = (_hasMoved || (_walks > 1 && _newInWalk > 0)) && !(_taken >= _first);
        if (isAgain && _walks == MostWalks)
        {
            _transport.Log?.Warning($"{_list}: the list changed all the while it was read, {MostWalks} times over; records may be missing. Read it again when it rests.");
            isAgain = false;
        }

        _isAtEnd = !isAgain;
        if (isAgain)
        {
            _transport.Log?.Verbose($"{_list}: the list changed while it was read. It is walked once more for what moved.");
            _walks++;
            _hasMoved = false;
            _newInWalk = 0;
            _pagesWithoutNew = 0;
            _from = _skip;
            _expected = null;
        }
    }

    private PendingPage RequestPage()
    {
        int span = SpanOfNextPage();
        string range = string.Format(CultureInfo.InvariantCulture, "[{0},{1}]", _from, _from + span);
        var beginning = new TaskCompletionSource<(T First, int Count)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var pending = new PendingPage(_from, span, beginning.Task) { Expected = _expected, IsBack = _isSteppingBack };
        _isSteppingBack = false;
        _expected = null;
        pending.Records = _transport.SendAsync(
            _list.With("range", range),
            answer =>
            {
                pending.Total = answer.TotalCount;
                return _records.Read(answer, (first, count) => beginning.TrySetResult((first, count)));
            },
            _disposed.Token);
        return pending;
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
        public PendingPage(long from, int span, Task<(T First, int Count)> beginning)
        {
            From = from;
            Span = span;
            Beginning = beginning;
        }

        /// <summary>The place in the list of its first record.</summary>
        public long From { get; }

        /// <summary>The distance to the upper bound that was asked for.</summary>
        public int Span { get; }

        /// <summary>The record with which it is to begin: the last one of the page before; null where that is not known.</summary>
        public int? Expected { get; set; }

        /// <summary>Whether it was asked for because the list has moved.</summary>
        public bool IsBack { get; init; }

        /// <summary>How many records the list has, where the answer tells it (FC: Content-Range).</summary>
        public long? Total { get; set; }

        /// <summary>The first record and the number of records, while the page is still being read; for some pages, never.</summary>
        public Task<(T First, int Count)> Beginning { get; }

        public Task<IReadOnlyList<T>> Records { get; set; } = null!;
    }
}
