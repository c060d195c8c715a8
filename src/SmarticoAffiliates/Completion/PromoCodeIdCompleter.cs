using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of promo codes from the account. Where it has more than a page, the server searches, too.</summary>
public sealed class PromoCodeIdCompleter : LiveCompleter
{
    internal override async Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
    {
        CandidateList first = await SearchAsync(connection, null).ConfigureAwait(false);

        // A leading @ would make it a search by id (S000), which only a whole id is.
        string word = call.Word.TrimStart('@');
        if (first.IsWhole || word.Length == 0)
        {
            return first.Items;
        }

        string[] searches = word.All(c => c is >= '0' and <= '9') ? new[] { word, "@" + word } : new[] { word };
        CandidateList[] found = await Task.WhenAll(searches.Select(s => SearchAsync(connection, s))).ConfigureAwait(false);
        return first.Items.Concat(found.SelectMany(f => f.Items)).GroupBy(c => c.Text, StringComparer.Ordinal).Select(g => g.First()).ToArray();
    }

    private static Task<CandidateList> SearchAsync(SmarticoConnection connection, string? search)
        => ReadPageAsync(
            connection,
            nameof(PromoCode) + search,
            most => connection.Client.PromoCodes.List(new PromoCodeFilter { Search = search }, first: most),
            p => Candidate.ForRecord(
                p.PromoCodeId,
                p.PromoCode,
                p.Status?.ToString(),
                p.AffiliateName,
                p.DealGroupName,
                p.EndDate is { } end ? FormattableString.Invariant($"until {end.UtcDateTime:yyyy-MM-dd}") : null));
}
