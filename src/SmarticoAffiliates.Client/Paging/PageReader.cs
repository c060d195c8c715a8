using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Reads a list page by page and gives every record exactly once. While a page is handed out, the next one is already on
/// its way. For one reader at a time; disposing of it cancels what is under way.
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
    private Task<IReadOnlyList<T>>? _next;

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
            int span = SpanOfNextPage();
            using CancellationTokenRegistration registration = cancellationToken.Register(_disposed.Cancel);
            Task<IReadOnlyList<T>> pending = _next ?? RequestPage(span);
            _next = null;
            IReadOnlyList<T> page;
            try
            {
                page = await pending.ConfigureAwait(false);
            }
            catch
            {
                _isAtEnd = true;
                throw;
            }

            List<T> fresh = TakeNew(page);
            _from += page.Count;
            _isAtEnd = page.Count < span || fresh.Count == 0 || _taken >= _first;
            if (!_isAtEnd)
            {
                _next = RequestPage(SpanOfNextPage());
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
        _ = _next?.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _next = null;
    }

    /// <summary>
    /// The distance to the upper bound: as many as are still wanted even where the bound is exclusive, and no more.
    /// </summary>
    private int SpanOfNextPage() => (int)Math.Min(PageSpan, (_first - _taken) ?? PageSpan);

    private Task<IReadOnlyList<T>> RequestPage(int span)
    {
        string range = string.Format(CultureInfo.InvariantCulture, "[{0},{1}]", _from, _from + span);
        var request = SmarticoRequest.Get(_path, new[]
        {
            new KeyValuePair<string, string>("filter", _filter.ToString(Formatting.None)),
            new KeyValuePair<string, string>("range", range),
        });
        return _client.SendAsync(request, answer => answer.ReadList<T>(), _disposed.Token);
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
}
