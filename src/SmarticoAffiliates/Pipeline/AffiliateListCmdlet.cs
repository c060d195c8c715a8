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
    private ulong _skip;
    private ulong _first;

    /// <summary>The affiliates.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id")]
    [AffiliateIdsCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int[]? AffiliateId { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        (_skip, _first) = (PagingParameters.Skip, PagingParameters.First);
        WriteTotalCount();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (int id in (AffiliateId ?? Enumerable.Empty<int>()).Where(_asked.Add))
        {
            if (_first == 0)
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

    private protected sealed override object Written(object result)
    {
        var chosen = new List<object>();
        foreach (object record in (object[])result)
        {
            if (_skip > 0)
            {
                _skip--;
            }
            else if (_first > 0)
            {
                _first--;
                chosen.Add(record);
            }
        }

        return chosen;
    }

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
