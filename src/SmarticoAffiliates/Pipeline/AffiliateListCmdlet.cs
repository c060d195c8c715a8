using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>A cmdlet that lists what belongs to affiliates: one request for each affiliate, which is asked for once.</summary>
public abstract class AffiliateListCmdlet : BulkCmdlet
{
    private readonly HashSet<int> _asked = new();
    private ListWindow _window = new();

    /// <summary>The affiliates.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id")]
    [AffiliateIdsCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int[]? AffiliateId { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _window = Paging;
        WriteTotalCount();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (int id in (AffiliateId ?? Enumerable.Empty<int>()).Where(_asked.Add))
        {
            if (_window.IsFull)
            {
                return;
            }

            CountRow();
            Enqueue(id, LabelOf(id), () => ReadAsync(id));
        }
    }

    /// <summary>What is listed, as errors name it: <c>deals</c>.</summary>
    private protected abstract string Records { get; }

    /// <summary>One affiliate's.</summary>
    private protected abstract Task<IEnumerable<SmarticoObject>> ListAsync(int affiliateId, CancellationToken cancellationToken);

    private protected sealed override object Written(object result) => ((object[])result).Where(_ => _window.Takes()).ToList();

    private string LabelOf(int affiliateId) => FormattableString.Invariant($"{Records} of affiliate {affiliateId}");

    private async Task<RowOutcome> ReadAsync(int affiliateId)
    {
        string label = LabelOf(affiliateId);
#pragma warning disable CA1031 // carried to the pipeline's thread, which deals with each kind
        try
        {
            IEnumerable<SmarticoObject> records = await ListAsync(affiliateId, StopToken).ConfigureAwait(false);
            return new RowOutcome(affiliateId, label, RowResult.Listed, records.ToArray());
        }
        catch (Exception failure)
        {
            return new RowOutcome(affiliateId, label, failure);
        }
#pragma warning restore CA1031
    }
}
