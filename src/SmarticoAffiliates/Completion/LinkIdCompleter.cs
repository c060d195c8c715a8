using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes ids of destination links from the account.</summary>
public sealed class LinkIdCompleter : LiveCompleter
{
    internal override Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
        => ReadLinksAsync(connection);

    /// <summary>All links.</summary>
    internal static Task<IReadOnlyList<Candidate>> ReadLinksAsync(SmarticoConnection connection)
        => ReadAllAsync(
            connection,
            nameof(DestinationLink),
            connection.Client.Links.ListAsync,
            (DestinationLink l) => Candidate.ForRecord(l.LinkId, l.Name, l.BrandName, l.LinkTypeName, l.Enabled == false ? "disabled" : null));
}
