using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of affiliates from the account: <c>-AffiliateId acme</c> becomes <c>35425</c>.</summary>
public sealed class AffiliateIdCompleter : LiveCompleter
{
    internal override async Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
        => await ReadFirstAsync(connection).ConfigureAwait(false);

    /// <summary>The first page of the affiliates, and those that were seen. The API searches for none, so others are looked up in the background, for the next time.</summary>
    internal static async Task<IReadOnlyList<Candidate>> ReadFirstAsync(SmarticoConnection connection)
    {
        CandidateList first = await ReadPageAsync(
            connection, nameof(Affiliate), most => connection.Client.Affiliates.List(first: most), a => Of(a)).ConfigureAwait(false);
        IReadOnlyList<Candidate> all = Together(first.Items, connection.Completion.Seen.Of(SeenKind.Affiliate));
        if (!first.IsWhole)
        {
            Walk(connection, (skip, most) => connection.Client.Affiliates.List(skip: skip, first: most));
        }

        return all;
    }

    internal static Candidate Of(Affiliate a) => Candidate.ForRecord(a.AffiliateId, a.Name, a.Status?.ToString() ?? a.StatusName, a.Company, a.Country);
}
