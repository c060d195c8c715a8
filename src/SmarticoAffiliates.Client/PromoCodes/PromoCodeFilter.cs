using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Which promo codes to list.</summary>
public sealed class PromoCodeFilter
{
    /// <summary>A part of the name, in any case; <c>@123</c> searches by id (S000). Null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Only active or only inactive ones; null for both.</summary>
    public ActiveStatus? Status { get; init; }

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
