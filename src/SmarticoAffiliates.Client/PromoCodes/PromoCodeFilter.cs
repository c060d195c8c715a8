using System;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Which promo codes to list.</summary>
public sealed class PromoCodeFilter
{
    /// <summary>A part of the name, in any case; <c>@123</c> searches by id (S000). Null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Only active or only inactive ones; null for both.</summary>
    public ActiveStatus? Status { get; init; }

    /// <summary>What lists the code of a name, and others: all of them for a name that begins with @, which would be a search by id.</summary>
    /// <param name="promoCode">The name.</param>
    public static PromoCodeFilter Named(string promoCode)
        => new() { Search = promoCode.StartsWith("@", StringComparison.Ordinal) ? null : promoCode };

    // Undocumented: whether these go in `filter`, as the affiliates' do, or as plain query parameters.
    internal JObject ToJson()
    {
        var filter = new JObject();
        if (Search is not null)
        {
            filter.Add("q", Search);
        }

        if (Status is { } status)
        {
            filter.Add("status", status != ActiveStatus.Inactive);
        }

        return filter;
    }
}
