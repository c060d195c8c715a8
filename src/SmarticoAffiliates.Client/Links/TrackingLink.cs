using System;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>The address that sends an affiliate's players to a destination link (S001: af2_build_link). The server keeps no record of it.</summary>
public sealed class TrackingLink : SmarticoObject, IAffiliateReference
{
    [JsonConstructor]
    internal TrackingLink()
    {
    }

    /// <summary>The affiliate whose players it counts.</summary>
    [JsonProperty("affiliate_id")]
    public int AffiliateId { get; private set; }

    /// <summary>The destination link to which it leads.</summary>
    [JsonProperty("link_id")]
    public int LinkId { get; private set; }

    /// <summary>The affiliate's source that it tells apart; null for none.</summary>
    [JsonProperty("source_id")]
    public string? SourceId { get; private set; }

    /// <summary>The address, as the server answered it.</summary>
    [JsonProperty("url", Required = Required.Always)]
    public string Url { get; private set; } = string.Empty;

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => null;

    internal override int Key => LinkId;

    /// <summary>The address.</summary>
    public override string ToString() => Url;
}
