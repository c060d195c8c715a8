using System;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Which balances to list (P).</summary>
public sealed class BalanceFilter
{
    /// <summary>Only the balance of this affiliate; null for all.</summary>
    public int? AffiliateId { get; init; }

    /// <summary>Only balances that are due: positive, and above the threshold of payments where there is one.</summary>
    public bool AboveThreshold { get; init; }

    /// <summary>Only what was due until then; null for all.</summary>
    public DateTimeOffset? To { get; init; }

    // P shows above_threshold and to in `filter`, and says of affiliate_id only that it may be passed as well: it goes there, too.
    internal JObject ToJson()
    {
        var filter = new JObject();
        if (AboveThreshold)
        {
            filter.Add("above_threshold", true);
        }

        if (To is { } to)
        {
            // The example has no milliseconds: they are sent only where there are some.
            filter.Add("to", to.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture));
        }

        if (AffiliateId is { } id)
        {
            filter.Add("affiliate_id", id);
        }

        return filter;
    }
}
