using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes names of promo codes from the account; none where the command line has an id, for then it is a new name.</summary>
public sealed class PromoCodeNameCompleter : LiveCompleter
{
    internal override async Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
        => call.Has(nameof(PromoCode.PromoCodeId))
            ? Array.Empty<Candidate>()
            : (await PromoCodeIdCompleter.FindAsync(connection, call.Word).ConfigureAwait(false))
                .Select(c => connection.Completion.Seen.Find(SeenKind.PromoCodeName, int.Parse(c.Text, CultureInfo.InvariantCulture)))
                .OfType<Candidate>()
                .ToArray();
}
