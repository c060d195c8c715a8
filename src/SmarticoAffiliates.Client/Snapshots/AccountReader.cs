using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>Reads an account, part by part: lists in pages, and what can only be asked for by affiliate with several requests under way.</summary>
public sealed class AccountReader
{
    private readonly SmarticoClient _client;
    private readonly int _limit;
    private readonly SnapshotProgress _progress;

    /// <summary>A reader of an account.</summary>
    /// <param name="client">The account.</param>
    /// <param name="limit">How many requests are under way at once.</param>
    /// <param name="progress">Told how far it is.</param>
    public AccountReader(SmarticoClient client, int limit, SnapshotProgress progress)
    {
        _client = client;
        _limit = limit;
        _progress = progress;
    }

    /// <summary>The name of a part's records.</summary>
    public static string KindOf(SnapshotPart part) => part switch
    {
        SnapshotPart.Affiliates => nameof(Affiliate),
        SnapshotPart.PromoCodes => nameof(PromoCode),
        SnapshotPart.Links => nameof(DestinationLink),
        SnapshotPart.Deals => nameof(Deal),
        SnapshotPart.Pixels => nameof(Pixel),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    /// <summary>Reads what is not there yet.</summary>
    /// <param name="include">Which parts.</param>
    /// <param name="known">What an earlier reading, that was cut off, has got.</param>
    /// <param name="sink">Takes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SmarticoException">Something could not be read, so nothing behind it was.</exception>
    public async Task ReadAsync(IReadOnlyList<SnapshotPart> include, SnapshotState known, ISnapshotSink sink, CancellationToken cancellationToken)
    {
        foreach (SnapshotPart part in include.Where(p => !known.Done.Contains(p)))
        {
            _progress.Begin(part, 0, 0);
            switch (part)
            {
                case SnapshotPart.Affiliates:
                    await PagesAsync(_client.Affiliates.List(), part, sink, a => known.Affiliates.Add(a.AffiliateId), cancellationToken).ConfigureAwait(false);
                    break;
                case SnapshotPart.PromoCodes:
                    await PagesAsync(_client.PromoCodes.List(), part, sink, _ => { }, cancellationToken).ConfigureAwait(false);
                    break;
                case SnapshotPart.Links:
                    foreach (DestinationLink link in await _client.Links.ListAsync(cancellationToken).ConfigureAwait(false))
                    {
                        Take(part, link, sink);
                    }

                    break;
                default:
                    await AffiliatesAsync(part, include, known, sink, cancellationToken).ConfigureAwait(false);
                    break;
            }

            sink.EndOf(part);
        }
    }

    private async Task PagesAsync<T>(PageReader<T> pages, SnapshotPart part, ISnapshotSink sink, Action<T> seen, CancellationToken cancellationToken)
        where T : SmarticoObject
    {
        using (pages)
        {
            while (await pages.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                foreach (T record in page)
                {
                    seen(record);
                    Take(part, record, sink);
                }
            }
        }
    }

    /// <summary>What is asked for by affiliate: told in the order of the affiliates, while the next ones are on their way.</summary>
    private async Task AffiliatesAsync(SnapshotPart part, IReadOnlyList<SnapshotPart> include, SnapshotState known, ISnapshotSink sink, CancellationToken cancellationToken)
    {
        if (!include.Contains(SnapshotPart.Affiliates) && known.Affiliates.Count == 0)
        {
            using PageReader<Affiliate> pages = _client.Affiliates.List();
            while (await pages.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                known.Affiliates.AddRange(page.Select(a => a.AffiliateId));
            }
        }

        HashSet<int> read = known.ReadOf(part);
        int[] missing = known.Affiliates.Where(id => !read.Contains(id)).ToArray();
        _progress.Begin(part, known.Affiliates.Count - missing.Length, known.Affiliates.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new Queue<(int Id, Task<IReadOnlyList<SmarticoObject>> Records)>();
        try
        {
            for (int i = 0; i < missing.Length || underWay.Count > 0;)
            {
                while (i < missing.Length && underWay.Count < _limit)
                {
                    int id = missing[i++];
                    underWay.Enqueue((id, ListAsync(part, id, stop.Token)));
                }

                (int next, Task<IReadOnlyList<SmarticoObject>> records) = underWay.Dequeue();
                foreach (SmarticoObject record in await records.ConfigureAwait(false))
                {
                    Take(part, record, sink);
                }

                sink.EndOf(part, next);
                _progress.CountAffiliate();
            }
        }
        finally
        {
            stop.Cancel();
            foreach ((_, Task<IReadOnlyList<SmarticoObject>> records) in underWay)
            {
                // What nobody will read may still fail: that is nobody's error.
                _ = records.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }

    private async Task<IReadOnlyList<SmarticoObject>> ListAsync(SnapshotPart part, int affiliateId, CancellationToken cancellationToken)
    {
        try
        {
            return part == SnapshotPart.Deals
                ? await _client.Deals.ListAsync(affiliateId, rootOnly: false, cancellationToken).ConfigureAwait(false)
                : await _client.Pixels.ListAsync(affiliateId, cancellationToken).ConfigureAwait(false);
        }
        catch (SmarticoException failure) when (failure.Kind == SmarticoErrorKind.NotFound)
        {
            // Gone since the affiliates were listed: it has nothing any more.
            return Array.Empty<SmarticoObject>();
        }
    }

    private void Take(SnapshotPart part, SmarticoObject record, ISnapshotSink sink)
    {
        sink.Take(KindOf(part), record);
        _progress.CountRecord();
    }
}
