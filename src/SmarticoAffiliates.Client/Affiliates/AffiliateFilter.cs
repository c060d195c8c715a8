using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Which affiliates to list, and with what.</summary>
public sealed class AffiliateFilter
{
    /// <summary>Only these statuses; null for all.</summary>
    public IReadOnlyCollection<AffiliateStatus>? Status { get; init; }

    /// <summary>
    /// Whether the server is to compute every affiliate's balance. It does so on every call and slows the operator's whole
    /// setup (S000), so the default is not to.
    /// </summary>
    public bool IncludeBalance { get; init; }

    // S000 has an array of statuses, the older S001 a bare number: an array is sent.
    internal JObject ToJson()
    {
        var filter = new JObject();
        if (Status is not null)
        {
            var numbers = new JArray();
            foreach (AffiliateStatus status in Status)
            {
                numbers.Add((int)status);
            }

            filter.Add("aff_status_id", numbers);
        }

        filter.Add("without_money", !IncludeBalance);
        return filter;
    }
}
