using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of promo codes from the account. Where it has more than a page, the server searches, too.</summary>
public sealed class PromoCodeIdCompleter : LiveCompleter
{
    internal override Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call) => FindAsync(connection, call.Word);

    internal static Candidate Of(PromoCode p) => Candidate.ForRecord(p.PromoCodeId, p.PromoCode, DetailsOf(p)) with { Owner = p.AffiliateId };

    /// <summary>What is told of a promo code besides its id and its name.</summary>
    internal static string?[] DetailsOf(PromoCode p)
        => new[] { p.Status?.ToString(), p.AffiliateName, p.DealGroupName, p.EndDate is { } end ? FormattableString.Invariant($"until {end.UtcDateTime:yyyy-MM-dd}") : null };

    /// <summary>The first page of the codes, those that the server finds for a word, and those that were seen.</summary>
    internal static async Task<IReadOnlyList<Candidate>> FindAsync(SmarticoConnection connection, string searched)
    {
        CandidateList first = await SearchAsync(connection, null).ConfigureAwait(false);

        // A leading @ would make it a search by id (S000), which only a whole id is.
        string word = searched.TrimStart('@');
        if (first.IsWhole || word.Length == 0)
        {
            return Together(first.Items, connection.Completion.Seen.Of(SeenKind.PromoCode));
        }

        string[] searches = word.All(c => c is >= '0' and <= '9') ? new[] { word, "@" + word } : new[] { word };
        CandidateList[] found = await Task.WhenAll(searches.Select(s => SearchAsync(connection, s))).ConfigureAwait(false);
        return Together(first.Items, found.SelectMany(f => f.Items), connection.Completion.Seen.Of(SeenKind.PromoCode));
    }

    private static Task<CandidateList> SearchAsync(SmarticoConnection connection, string? search)
        => ReadPageAsync(
            connection,
            nameof(PromoCode) + search,
            most => connection.Client.PromoCodes.List(new PromoCodeFilter { Search = search }, first: most),
            p => Of(p));
}
