using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>
/// Balances of affiliates: <c>api/af2_balance_op</c> (P). An affiliate's own key reads its own, <c>api/af2_balance_af/1</c> (FA).
/// </summary>
public sealed class BalancesApi
{
    private const string Path = "api/af2_balance_op";
    private const string OwnPath = "api/af2_balance_af/1";

    private readonly Transport _transport;

    internal BalancesApi(Transport transport) => _transport = transport;

    /// <summary>Lists balances page by page.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="first">How many at most; null for all.</param>
    public PageReader<AffiliateBalance> List(BalanceFilter? filter = null, long skip = 0, long? first = null)
    {
        filter ??= new BalanceFilter();
        var query = new KeyValuePair<string, string>[] { new("filter", filter.ToJson().ToString(Formatting.None)) };
        var list = new SmarticoRequest("GET", Path, query) { IsLongList = true, OwnPath = OwnPath, IsOwnRecord = true };
        return new PageReader<AffiliateBalance>(_transport, list, new BalanceRecords(_transport.Key, filter, skip), skip, first);
    }

    /// <summary>
    /// Finds the balances of some affiliates. The filter takes one affiliate; for several the list is walked, once, until
    /// all are found.
    /// </summary>
    /// <param name="affiliateIds">The affiliates.</param>
    /// <param name="aboveThreshold">See <see cref="BalanceFilter.AboveThreshold"/>.</param>
    /// <param name="to">See <see cref="BalanceFilter.To"/>.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Those that were found.</returns>
    /// <exception cref="SmarticoException">The list could not be read.</exception>
    public async Task<IReadOnlyDictionary<int, AffiliateBalance>> FindAsync(
        IEnumerable<int> affiliateIds, bool aboveThreshold = false, System.DateTimeOffset? to = null, CancellationToken cancellationToken = default)
    {
        var wanted = new HashSet<int>(affiliateIds);
        var found = new Dictionary<int, AffiliateBalance>();
        var filter = new BalanceFilter { AffiliateId = wanted.Count == 1 ? wanted.Single() : null, AboveThreshold = aboveThreshold, To = to };
        using PageReader<AffiliateBalance> pages = List(filter);
        while (found.Count < wanted.Count && await pages.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            // A server that heeds no affiliate_id in the filter answers the others, too.
            foreach (AffiliateBalance balance in page.Where(b => wanted.Contains(b.AffiliateId)))
            {
                found[balance.AffiliateId] = balance;
            }
        }

        return found;
    }
}
