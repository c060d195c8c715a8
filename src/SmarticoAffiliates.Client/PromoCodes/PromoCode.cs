using System;
using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>A promo code (S000). Times are UTC.</summary>
public sealed class PromoCode : PromoCodeRecord
{
    [JsonConstructor]
    internal PromoCode()
    {
    }
}

/// <summary>What a promo code holds. A base, because C# lets no type have a member of its own name.</summary>
public abstract class PromoCodeRecord : SmarticoObject, IAffiliateReference
{
    [JsonProperty("promocode_id")]
    private int? _promoCodeId = null;

    [JsonProperty("id")]
    private int? _id = null;

    private protected PromoCodeRecord()
    {
    }

    /// <summary>The id (id and promocode_id are the same number, S000).</summary>
    public int PromoCodeId { get; private set; }

    /// <summary>The code that a player enters; unique for the operator.</summary>
    [JsonProperty("promocode")]
    public string? PromoCode { get; private set; }

    /// <summary>A description that only the operator sees.</summary>
    [JsonProperty("description_internal")]
    public string? DescriptionInternal { get; private set; }

    /// <summary>A description that affiliates see.</summary>
    [JsonProperty("description_public")]
    public string? DescriptionPublic { get; private set; }

    /// <summary>The operator.</summary>
    [JsonProperty("operator_id")]
    public int? OperatorId { get; private set; }

    /// <summary>The affiliate to whom the code belongs.</summary>
    [JsonProperty("affiliate_id")]
    public int? AffiliateId { get; private set; }

    /// <summary>The affiliate's name.</summary>
    [JsonProperty("affiliate_name")]
    public string? AffiliateName { get; private set; }

    /// <summary>The deal that pays for the code's players.</summary>
    [JsonProperty("deal_id")]
    public int? DealId { get; private set; }

    /// <summary>The deal's name.</summary>
    [JsonProperty("deal_group_name")]
    public string? DealGroupName { get; private set; }

    /// <summary>From when the code is valid, UTC.</summary>
    [JsonProperty("start_date")]
    public DateTimeOffset? StartDate { get; private set; }

    /// <summary>Until when the code is valid, UTC; null: it does not expire.</summary>
    [JsonProperty("end_date")]
    public DateTimeOffset? EndDate { get; private set; }

    /// <summary>Whether the code works.</summary>
    [JsonProperty("status")]
    [JsonConverter(typeof(BooleanStatusConverter))]
    public ActiveStatus? Status { get; private set; }

    /// <summary>The BackOffice user who created it.</summary>
    [JsonProperty("username")]
    public string? Username { get; private set; }

    /// <summary>When it was created, UTC.</summary>
    [JsonProperty("create_date")]
    public DateTimeOffset? CreateDate { get; private set; }

    /// <summary>When it was last changed, UTC.</summary>
    [JsonProperty("update_date")]
    public DateTimeOffset? UpdateDate { get; private set; }

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => DealId;

    internal override int Key => PromoCodeId;

    /// <summary>The code and the id.</summary>
    public override string ToString() => PlannedAs ?? FormattableString.Invariant($"{PromoCode} ({PromoCodeId})");

    [OnDeserialized]
    private void SetId(StreamingContext context)
        => PromoCodeId = _promoCodeId ?? _id ?? throw new JsonSerializationException("A promo code has neither promocode_id nor id.");
}
