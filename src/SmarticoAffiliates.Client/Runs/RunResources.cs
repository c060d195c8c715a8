using System;
using System.Collections.Generic;
using System.Linq;

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

    private static readonly Dictionary<string, Type[]> s_requests = new(StringComparer.Ordinal)
    {
        [nameof(Affiliate)] = new[] { typeof(AffiliateUpdate) },
        [nameof(PromoCode)] = new[] { typeof(PromoCodeUpdate), typeof(PromoCodeCreate) },
        [nameof(Deal)] = new[] { typeof(DealCreate) },
        [nameof(Pixel)] = new[] { typeof(PixelUpdate), typeof(PixelCreate) },
    };

    /// <summary>The type of a kind's records; null for a kind that is not known.</summary>
    public static Type? TypeOf(string resource) => s_types.TryGetValue(resource, out Type? type) ? type : null;

    private static readonly Dictionary<string, HashSet<string>> s_sendable
        = s_requests.ToDictionary(r => r.Key, r => new HashSet<string>(r.Value.SelectMany(FieldTable.Of).Select(f => f.WireName), StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Whether a field, by its wire name, can be sent by an update or a create of this kind: what others have is the server's own, or follows from those.</summary>
    public static bool IsSendable(string resource, string wireName)
        => s_sendable.TryGetValue(resource, out HashSet<string>? names) && names.Contains(wireName);

    /// <summary>Whether an update of this kind can empty a field.</summary>
    public static bool CanBeEmptied(string resource, string wireName)
        => s_requests.TryGetValue(resource, out Type[]? requests) && FieldTable.Clearable(requests[0]).Any(f => f.WireName == wireName);

    /// <summary>The fields of a kind's records.</summary>
    public static RecordFields FieldsOf(string resource) => TypeOf(resource) is { } type ? RecordFields.Of(type) : RecordFields.Unknown;
}
