using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of deals from the account: those of the affiliate on the command line.</summary>
public sealed class DealIdCompleter : LiveCompleter
{
    internal override Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
        => ReadOwnedAsync(
            connection,
            call,
            (owner, token) => connection.Client.Deals.ListAsync(owner, cancellationToken: token),
            (Deal d) => Candidate.ForRecord(
                d.DealId,
                d.Name,
                d.DealType?.ToString(),
                d.IsDefault == true ? "default" : null,
                d.LevelId is null || d.IsRoot ? null : "sub-deal",
                d.CloseDate is { } closed ? FormattableString.Invariant($"closed {closed:yyyy-MM-dd}") : null));
}
