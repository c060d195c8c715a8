using System;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>A pixel definition (postback): the URL that is called when something happens to a player of an affiliate (S000, S001).</summary>
public sealed class Pixel : SmarticoObject, IAffiliateReference
{
    /// <summary>The <see cref="DealId"/> of a pixel that works for all deals of its affiliate (S000).</summary>
    public const int AllDeals = -1;

    [JsonConstructor]
    internal Pixel()
    {
    }

    /// <summary>The id.</summary>
    [JsonProperty("id", Required = Required.Always)]
    public int PixelId { get; private set; }

    /// <summary>The name.</summary>
    [JsonProperty("pixel_name")]
    public string? Name { get; private set; }

    /// <summary>The URL, with <c>{{placeholders}}</c> that the server fills in.</summary>
    [JsonProperty("pixel")]
    public string? Url { get; private set; }

    /// <summary>The affiliate to whom it belongs.</summary>
    [JsonProperty("affiliate_id")]
    public int? AffiliateId { get; private set; }

    /// <summary>The deal for which it works; -1 for all deals of the affiliate.</summary>
    [JsonProperty("deal_id")]
    public int? DealId { get; private set; }

    /// <summary>What sets it off; a number without a name stays a number.</summary>
    [JsonProperty("pixel_trigger_type_id")]
    public PixelTrigger? Trigger { get; private set; }

    /// <summary>How the URL is called; a number without a name stays a number.</summary>
    [JsonProperty("pixel_type_id")]
    public PixelDelivery? Delivery { get; private set; }

    /// <summary>Whether it works.</summary>
    [JsonProperty("pixel_status")]
    [JsonConverter(typeof(NumberStatusConverter))]
    public ActiveStatus? Status { get; private set; }

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => DealId == AllDeals ? null : DealId;

    internal override int Key => PixelId;

    /// <summary>The name and the id.</summary>
    public override string ToString() => PlannedAs ?? FormattableString.Invariant($"{Name} ({PixelId})");
}
