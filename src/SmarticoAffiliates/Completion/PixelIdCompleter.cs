using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of pixels from the account: those of the affiliate on the command line.</summary>
public sealed class PixelIdCompleter : LiveCompleter
{
    internal override Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
        => ReadOwnedAsync(
            connection,
            call.BoundId(nameof(Pixel.AffiliateId)),
            connection.Client.Pixels.ListAsync,
            (Pixel p) => Candidate.ForRecord(p.PixelId, p.Name, p.Status?.ToString(), p.Trigger?.ToString(), p.Delivery?.ToString()));
}
