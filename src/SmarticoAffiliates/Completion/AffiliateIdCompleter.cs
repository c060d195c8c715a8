using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of affiliates from the account: <c>-AffiliateId acme</c> becomes <c>35425</c>.</summary>
public sealed class AffiliateIdCompleter : LiveCompleter
{
    internal override async Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
        => (await ReadPageAsync(
            connection,
            nameof(Affiliate),
            most => connection.Client.Affiliates.List(first: most),
            a => Candidate.ForRecord(a.AffiliateId, a.Name, a.Status?.ToString() ?? a.StatusName, a.Company, a.Country)).ConfigureAwait(false)).Items;
}
