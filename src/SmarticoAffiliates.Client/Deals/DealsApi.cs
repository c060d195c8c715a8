using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>Deals: <c>api/af2_deals_op</c> (S003).</summary>
public sealed class DealsApi
{
    private const string Path = "api/af2_deals_op";

    private readonly OwnedRecords<Deal> _deals;

    internal DealsApi(Transport transport, CreatedRecords created) => _deals = new OwnedRecords<Deal>(transport, created, Path, "deal_type_id", "id", "deal_id");

    /// <summary>Lists an affiliate's deals.</summary>
    /// <param name="affiliateId">The affiliate.</param>
    /// <param name="rootOnly">Whether to leave out the sub-deals.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SmarticoException">The list could not be read.</exception>
    public async Task<IReadOnlyList<Deal>> ListAsync(int affiliateId, bool rootOnly = false, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Deal> deals = await _deals.ListAsync(affiliateId, cancellationToken).ConfigureAwait(false);
        return rootOnly ? deals.Where(d => d.IsRoot).ToArray() : deals;
    }

    /// <summary>The ids of an affiliate's deals before something is created; read once for all creates of a while.</summary>
    internal Task<HashSet<int>> IdsBeforeAsync(int affiliateId, CancellationToken cancellationToken) => _deals.IdsBeforeAsync(affiliateId, cancellationToken);

    /// <summary>Creates a deal.</summary>
    /// <param name="create">Its fields.</param>
    /// <param name="resumed">Where an earlier run was cut off while it sent this: then the deal is looked for first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The deal as the server has it. Where the answer was lost: the deal that is as it was sent, but for what servers do to
    /// values, and was not there before.
    /// </returns>
    /// <exception cref="SmarticoException">
    /// A refusal, a failure, or <see cref="SmarticoErrorKind.Indeterminate"/> where the answer was lost and the server may still carry it out.
    /// </exception>
    public async Task<Deal> CreateAsync(DealCreate create, ResumedCreate? resumed = null, CancellationToken cancellationToken = default)
    {
        create.Check();
        return await _deals.CreateAsync(create.AffiliateId.Value, create, resumed, cancellationToken).ConfigureAwait(false);
    }
}
