using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of deals from the account: those of the affiliate on the command line.</summary>
public sealed class DealIdCompleter : LiveCompleter
{
    internal override async Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
        => await ReadOwnedAsync(
            connection,
            call.Has(nameof(Deal.AffiliateId)) ? call.BoundId(nameof(Deal.AffiliateId)) : await OwnerOfCodeAsync(connection, call).ConfigureAwait(false),
            (owner, token) => connection.Client.Deals.ListAsync(owner, cancellationToken: token),
            (Deal d) => Candidate.ForRecord(
                d.DealId,
                d.Name,
                d.DealType?.ToString(),
                d.IsDefault == true ? "default" : null,
                d.LevelId is null || d.IsRoot ? null : "sub-deal",
                d.CloseDate is { } closed ? FormattableString.Invariant($"closed {closed:yyyy-MM-dd}") : null)).ConfigureAwait(false);

    /// <summary>The affiliate of the promo code that is to be changed.</summary>
    private static async Task<int?> OwnerOfCodeAsync(SmarticoConnection connection, CompletionCall call)
    {
        if (call.BoundId(nameof(PromoCode.PromoCodeId)) is not { } id)
        {
            return null;
        }

        if (connection.Completion.Seen.Find(SeenKind.PromoCode, id) is null)
        {
            await ReadAllAsync(
                connection,
                FormattableString.Invariant($"{nameof(PromoCode)} @{id} alone"),
                async token => new[] { await connection.Client.PromoCodes.GetAsync(id, token).ConfigureAwait(false) },
                (PromoCode p) => PromoCodeIdCompleter.Of(p)).ConfigureAwait(false);
        }

        return connection.Completion.Seen.Find(SeenKind.PromoCode, id)?.Owner;
    }
}
