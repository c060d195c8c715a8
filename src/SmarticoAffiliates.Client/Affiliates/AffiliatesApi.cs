using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Affiliates: <c>api/af2_aff_op</c> (S000, S001).</summary>
public sealed class AffiliatesApi
{
    private const string Path = "api/af2_aff_op";

    private readonly Transport _transport;

    internal AffiliatesApi(Transport transport) => _transport = transport;

    /// <summary>Lists affiliates page by page.</summary>
    /// <param name="filter">Which, and with what.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="first">How many at most; null for all.</param>
    public PageReader<Affiliate> List(AffiliateFilter? filter = null, long skip = 0, long? first = null)
        => PageReader.Of<Affiliate>(_transport, Path, (filter ?? new AffiliateFilter()).ToJson(), skip, first);

    /// <summary>
    /// Finds affiliates by id. A read by id is not documented, so the list is walked, once, until all are found.
    /// </summary>
    /// <param name="ids">The ids.</param>
    /// <param name="includeBalance">Whether the balances are asked for; costly, see <see cref="AffiliateFilter.IncludeBalance"/>.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Those that were found.</returns>
    /// <exception cref="SmarticoException">The list could not be read.</exception>
    public async Task<IReadOnlyDictionary<int, Affiliate>> FindAsync(
        IEnumerable<int> ids, bool includeBalance = false, CancellationToken cancellationToken = default)
    {
        var wanted = new HashSet<int>(ids);
        var found = new Dictionary<int, Affiliate>();
        using PageReader<Affiliate> pages = List(new AffiliateFilter { IncludeBalance = includeBalance });
        while (found.Count < wanted.Count && await pages.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            foreach (Affiliate affiliate in page.Where(a => wanted.Contains(a.AffiliateId)))
            {
                found[affiliate.AffiliateId] = affiliate;
            }
        }

        return found;
    }

    /// <summary>
    /// Changes the given fields of one affiliate. Where the server refuses because the parent can't be changed any more,
    /// although the update does not change it, the update is sent again with the present parent and manager, as S000 asks.
    /// </summary>
    /// <param name="affiliateId">The affiliate.</param>
    /// <param name="update">What to change.</param>
    /// <param name="known">The affiliate as it was read, where it was; else it is looked for where it is needed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The affiliate as the server answered it; where it answered none, what was sent and the id.</returns>
    /// <exception cref="SmarticoException">A refusal or a failure; <see cref="SmarticoErrorKind.NothingToChange"/> where no field was given.</exception>
    public async Task<Affiliate> UpdateAsync(
        int affiliateId, AffiliateUpdate update, Affiliate? known = null, CancellationToken cancellationToken = default)
    {
        update.Check();
        try
        {
            return await PutAsync(affiliateId, update, cancellationToken).ConfigureAwait(false);
        }
        catch (SmarticoException refusal) when (refusal.Kind == SmarticoErrorKind.ParentAffiliateLocked)
        {
            Affiliate? present = known ?? await FindOrNullAsync(affiliateId, cancellationToken).ConfigureAwait(false);
            if (present is null || (update.ParentAffiliateId.IsGiven && update.ParentAffiliateId.Value != present.ParentAffiliateId))
            {
                throw;
            }

            _transport.Log?.Verbose($"PUT {Path}/{affiliateId}: {refusal.ServerMessage} Sending it again with the present parent and manager.");
            AffiliateUpdate whole = update
                .With(r => r.ParentAffiliateId, present.ParentAffiliateId)
                .With(r => r.ManagerId, update.ManagerId.IsGiven ? update.ManagerId : present.ManagerId);
            return await PutAsync(affiliateId, whole, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The affiliate, or null where it is not there or can't be read: what is told then is why it was looked for.</summary>
    private async Task<Affiliate?> FindOrNullAsync(int affiliateId, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyDictionary<int, Affiliate> found = await FindAsync(new[] { affiliateId }, includeBalance: false, cancellationToken).ConfigureAwait(false);
            return found.TryGetValue(affiliateId, out Affiliate? affiliate) ? affiliate : null;
        }
        catch (SmarticoException)
        {
            return null;
        }
    }

    private async Task<Affiliate> PutAsync(int affiliateId, AffiliateUpdate update, CancellationToken cancellationToken)
    {
        JObject body = update.ToJson();
        try
        {
            return await _transport.SendAsync(
                SmarticoRequest.Put(FormattableString.Invariant($"{Path}/{affiliateId}"), body), Read, cancellationToken).ConfigureAwait(false);
        }
        catch (SmarticoException unclear) when (unclear.Kind == SmarticoErrorKind.Indeterminate)
        {
            return await UnclearUpdate.FindOutAsync(unclear, FindAsync, update, _transport.Log).ConfigureAwait(false);
        }

        Affiliate Read(Answer answer)
        {
            // What a PUT answers is undocumented; a partial record is laid over what was sent.
            var record = (JObject)body.DeepClone();
            WireJson.Overlay(record, answer.ReadWritten(new Expected(affiliateId, "affiliate_id", "id")).Record);
            record["affiliate_id"] = affiliateId;
            return WireJson.Read<Affiliate>(record);
        }

        async Task<Affiliate?> FindAsync()
            => (await this.FindAsync(new[] { affiliateId }, includeBalance: false, cancellationToken).ConfigureAwait(false)).Values.FirstOrDefault();
    }
}
