using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of managers, by id or by username: those of the affiliates that are known.</summary>
public sealed class ManagerIdCompleter : LiveCompleter
{
    internal override async Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
    {
        await AffiliateIdCompleter.ReadFirstAsync(connection).ConfigureAwait(false);
        return connection.Completion.Seen.Of(SeenKind.Manager);
    }
}
