using System;
using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>
/// A deal, or a sub-deal that overrides it for some brands, countries, sources or campaigns (S003). Times are UTC; amounts
/// are in the operator's currency.
/// </summary>
public sealed class Deal : SmarticoObject, IAffiliateReference
{
    /// <summary>The level of a deal that is no sub-deal (S003).</summary>
    private const int RootLevel = 1;

    [JsonProperty("deal_id")]
    private int? _dealId = null;

    [JsonProperty("id")]
    private int? _id = null;

    [JsonConstructor]
    internal Deal()
    {
    }

    /// <summary>The id (id and deal_id are the same number, S003).</summary>
    public int DealId { get; private set; }

    /// <summary>The affiliate to whom the deal belongs.</summary>
    [JsonProperty("affiliate_id")]
    public int? AffiliateId { get; private set; }

    /// <summary>The name; a sub-deal has none in the example.</summary>
    [JsonProperty("deal_group_name")]
    public string? Name { get; private set; }

    /// <summary>What it pays for; a number without a name stays a number.</summary>
    [JsonProperty("deal_type_id")]
    public DealType? DealType { get; private set; }

    /// <summary>The amount for an acquired customer.</summary>
    [JsonProperty("cpa_amount")]
    public decimal? CpaAmount { get; private set; }

    /// <summary>The share of revenue, in percent.</summary>
    [JsonProperty("rev_share_percentage")]
    public decimal? RevSharePercentage { get; private set; }

    /// <summary>The amount for a lead.</summary>
    [JsonProperty("cpl_amount")]
    public decimal? CplAmount { get; private set; }

    /// <summary>The first deposit from which a customer counts.</summary>
    [JsonProperty("qua_cpa_ftd")]
    public decimal? CpaFtdQualifier { get; private set; }

    /// <summary>The deposits from which a customer counts.</summary>
    [JsonProperty("qua_cpa_deposit")]
    public decimal? CpaDepositQualifier { get; private set; }

    /// <summary>The net deposits from which a customer counts.</summary>
    [JsonProperty("qua_cpa_net_deposit")]
    public decimal? CpaNetDepositQualifier { get; private set; }

    /// <summary>The volume (wagering) from which a customer counts.</summary>
    [JsonProperty("qua_cpa_volume")]
    public decimal? CpaVolumeQualifier { get; private set; }

    /// <summary>The number of activities (bets) from which a customer counts.</summary>
    [JsonProperty("qua_cpa_activity_count")]
    public int? CpaActivityCountQualifier { get; private set; }

    /// <summary>The volume (wagering) from which a lead counts.</summary>
    [JsonProperty("qua_cpl_volume")]
    public decimal? CplVolumeQualifier { get; private set; }

    /// <summary>Undocumented: null in the examples.</summary>
    [JsonProperty("qua_rev_on_cpa_amount")]
    public decimal? RevOnCpaAmountQualifier { get; private set; }

    /// <summary>The most that a share of revenue pays; undocumented for which time.</summary>
    [JsonProperty("rev_cap_amount")]
    public decimal? RevCapAmount { get; private set; }

    /// <summary>Whether the amount for an acquired customer depends on tiers (true and false, or 0 and 1, S003).</summary>
    [JsonProperty("cpa_tiers_enabled")]
    public bool? CpaTiersEnabled { get; private set; }

    /// <summary>The tiers of the amount for an acquired customer.</summary>
    [JsonProperty("cpa_tiers_structure")]
    public DealTierList? CpaTiers { get; private set; }

    /// <summary>Whether the share of revenue depends on tiers (true and false, or 0 and 1, S003).</summary>
    [JsonProperty("rev_share_tiers_enabled")]
    public bool? RevShareTiersEnabled { get; private set; }

    /// <summary>The tiers of the share of revenue.</summary>
    [JsonProperty("rev_share_tiers_structure")]
    public DealTierList? RevShareTiers { get; private set; }

    /// <summary>Whether it is the affiliate's default deal.</summary>
    [JsonProperty("is_default")]
    public bool? IsDefault { get; private set; }

    /// <summary>Whether it is the latest version of the deal.</summary>
    [JsonProperty("is_latest")]
    public bool? IsLatest { get; private set; }

    /// <summary>1 for a deal, more for its sub-deals.</summary>
    [JsonProperty("level_id")]
    public int? LevelId { get; private set; }

    /// <summary>Whether it is no sub-deal.</summary>
    public bool IsRoot => LevelId == RootLevel;

    /// <summary>The id of the deal's first version.</summary>
    [JsonProperty("deal_original_id")]
    public int? DealOriginalId { get; private set; }

    /// <summary>The id of the first version of the deal above this one; null for a root.</summary>
    [JsonProperty("deal_parent_original_id")]
    public int? DealParentOriginalId { get; private set; }

    /// <summary>The brands for which it holds; -1 for any.</summary>
    [JsonProperty("match_brand_ids")]
    public IdList? MatchBrandIds { get; private set; }

    /// <summary>The products for which it holds; -1 for any.</summary>
    [JsonProperty("match_af_product_ids")]
    public IdList? MatchAfProductIds { get; private set; }

    /// <summary>The countries for which it holds, ISO 3166 with two letters; ANY for any.</summary>
    [JsonProperty("match_countries")]
    public TextList? MatchCountries { get; private set; }

    /// <summary>The sources for which it holds; none for any. Undocumented whether they are texts or numbers.</summary>
    [JsonProperty("match_source_ids")]
    public TextList? MatchSourceIds { get; private set; }

    /// <summary>The campaigns for which it holds; -1 for any.</summary>
    [JsonProperty("match_campaign_ids")]
    public IdList? MatchCampaignIds { get; private set; }

    /// <summary>From when it holds, UTC.</summary>
    [JsonProperty("match_date_from")]
    public DateTimeOffset? MatchDateFrom { get; private set; }

    /// <summary>Until when it holds, UTC.</summary>
    [JsonProperty("match_date_till")]
    public DateTimeOffset? MatchDateTill { get; private set; }

    /// <summary>The brands in the server's words.</summary>
    [JsonProperty("match_readable_brands")]
    public string? MatchReadableBrands { get; private set; }

    /// <summary>The countries in the server's words.</summary>
    [JsonProperty("match_readable_countries")]
    public string? MatchReadableCountries { get; private set; }

    /// <summary>The other conditions in the server's words.</summary>
    [JsonProperty("match_readable_other")]
    public string? MatchReadableOther { get; private set; }

    /// <summary>How many leads it paid for; undocumented. Sent as a string (S003).</summary>
    [JsonProperty("cpl_users_count")]
    public long? CplUsersCount { get; private set; }

    /// <summary>How many acquired customers it paid for; undocumented. Sent as a string (S003).</summary>
    [JsonProperty("cpa_users_count")]
    public long? CpaUsersCount { get; private set; }

    /// <summary>How many customers' revenue it shares; undocumented. Sent as a string (S003).</summary>
    [JsonProperty("rev_users_count")]
    public long? RevUsersCount { get; private set; }

    /// <summary>When it was created, UTC.</summary>
    [JsonProperty("create_date")]
    public DateTimeOffset? CreateDate { get; private set; }

    /// <summary>When it was closed, UTC; null: it is open.</summary>
    [JsonProperty("close_date")]
    public DateTimeOffset? CloseDate { get; private set; }

    /// <summary>The BackOffice user who created it.</summary>
    [JsonProperty("create_by")]
    public int? CreateBy { get; private set; }

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => DealId;

    internal override int Key => DealId;

    /// <summary>The name, the type and the id.</summary>
    public override string ToString() => PlannedAs ?? FormattableString.Invariant($"{(Name is null ? string.Empty : Name + ", ")}{DealType} ({DealId})");

    [OnDeserialized]
    private void SetId(StreamingContext context)
        => DealId = _dealId ?? _id ?? throw new JsonSerializationException("A deal has neither deal_id nor id.");
}
