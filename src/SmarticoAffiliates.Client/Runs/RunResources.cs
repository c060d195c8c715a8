using System;
using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>The kinds of records that files tell of, by their names.</summary>
internal static class RunResources
{
    private static readonly Dictionary<string, Type> s_types = new(StringComparer.Ordinal)
    {
        [nameof(Affiliate)] = typeof(Affiliate),
        [nameof(PromoCode)] = typeof(PromoCode),
        [nameof(Deal)] = typeof(Deal),
        [nameof(Pixel)] = typeof(Pixel),
        [nameof(DestinationLink)] = typeof(DestinationLink),
        [nameof(TrackingLink)] = typeof(TrackingLink),
        [nameof(RegisteredAffiliate)] = typeof(RegisteredAffiliate),
    };

    /// <summary>The type of a kind's records; null for a kind that is not known.</summary>
    public static Type? TypeOf(string resource) => s_types.TryGetValue(resource, out Type? type) ? type : null;

    /// <summary>The fields of a kind's records.</summary>
    public static RecordFields FieldsOf(string resource) => TypeOf(resource) is { } type ? RecordFields.Of(type) : RecordFields.Unknown;
}
