using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>The records of any kind as the server has them, read in lists as far as they are needed.</summary>
internal sealed class PresentRecords : IDisposable
{
    private readonly SmarticoClient _client;
    private readonly IWaiter _waiter;
    private readonly HashSet<(string, int)> _asked = new();
    private readonly Dictionary<int, Dictionary<int, Pixel>> _pixels = new();
    private PresentState<int, Affiliate>? _affiliates;
    private PresentState<int, PromoCode>? _promoCodes;

    public PresentRecords(SmarticoClient client, IWaiter waiter)
    {
        _client = client;
        _waiter = waiter;
    }

    /// <summary>The record.</summary>
    /// <param name="resource">Its kind.</param>
    /// <param name="id">Its id.</param>
    /// <param name="owner">The affiliate to whom it belongs; a pixel can be read only by that.</param>
    /// <param name="isKnown">Whether the answer tells anything: a record that was asked for before may have changed since.</param>
    /// <returns>The record; null where there is none, and where nothing is known.</returns>
    /// <exception cref="SmarticoException">The list can't be read.</exception>
    public SmarticoObject? Find(string resource, int id, int? owner, out bool isKnown)
    {
        isKnown = _asked.Add((resource, id)) && (resource != nameof(Pixel) || owner is not null);
        return !isKnown ? null : resource switch
        {
            nameof(Affiliate) => (_affiliates ??= new PresentState<int, Affiliate>(_client.Affiliates.List(), Read, a => a.AffiliateId)).Take(id),
            nameof(PromoCode) => (_promoCodes ??= new PresentState<int, PromoCode>(_client.PromoCodes.List(), Read, p => p.PromoCodeId)).Take(id),
            nameof(Pixel) => PixelsOf(owner!.Value).TryGetValue(id, out Pixel? pixel) ? pixel : null,
            _ => null,
        };
    }

    public void Dispose()
    {
        _affiliates?.Dispose();
        _promoCodes?.Dispose();
    }

    private IReadOnlyList<T>? Read<T>(PageReader<T> pages) => _waiter.Wait(pages.ReadPageAsync);

    private Dictionary<int, Pixel> PixelsOf(int affiliateId)
    {
        if (!_pixels.TryGetValue(affiliateId, out Dictionary<int, Pixel>? pixels))
        {
            _pixels.Add(affiliateId, pixels = _waiter.Wait(token => _client.Pixels.ListAsync(affiliateId, token)).ToDictionary(p => p.PixelId));
        }

        return pixels;
    }

    /// <summary>Waits on the pipeline's thread.</summary>
    internal interface IWaiter
    {
        T Wait<T>(Func<CancellationToken, Task<T>> work);
    }
}
