using System;
using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>A destination link: a page of a brand to which affiliates send players (S001). Times are UTC.</summary>
public sealed class DestinationLink : SmarticoObject
{
    [JsonProperty("link_id")]
    private int? _linkId = null;

    [JsonProperty("id")]
    private int? _id = null;

    [JsonConstructor]
    internal DestinationLink()
    {
    }

    /// <summary>The id (id and link_id are the same number, S001).</summary>
    public int LinkId { get; private set; }

    /// <summary>The name.</summary>
    [JsonProperty("link_name")]
    public string? Name { get; private set; }

    /// <summary>The brand's name.</summary>
    [JsonProperty("brand_name")]
    public string? BrandName { get; private set; }

    /// <summary>The brand.</summary>
    [JsonProperty("brand_id")]
    public int? BrandId { get; private set; }

    /// <summary>Whether it can be used.</summary>
    [JsonProperty("enabled")]
    public bool? Enabled { get; private set; }

    /// <summary>Whether every affiliate may use it.</summary>
    [JsonProperty("is_public")]
    public bool? IsPublic { get; private set; }

    /// <summary>Whether its brand is active.</summary>
    [JsonProperty("is_active_brand")]
    public bool? IsActiveBrand { get; private set; }

    /// <summary>The kind of page; undocumented which numbers there are.</summary>
    [JsonProperty("link_type_id")]
    public int? LinkTypeId { get; private set; }

    /// <summary>The kind of page in the server's words.</summary>
    [JsonProperty("link_type_name")]
    public string? LinkTypeName { get; private set; }

    /// <summary>The description.</summary>
    [JsonProperty("description")]
    public string? Description { get; private set; }

    /// <summary>Where players arrive, with <c>{{placeholders}}</c> that the server fills in.</summary>
    [JsonProperty("destination_url")]
    public string? DestinationUrl { get; private set; }

    /// <summary>The other address of a split test; null in the example.</summary>
    [JsonProperty("destination_url_ab")]
    public string? DestinationUrlAb { get; private set; }

    /// <summary>The affiliates who may use a link that is not public; null in the example.</summary>
    [JsonProperty("private_affiliate_ids")]
    public IdList? PrivateAffiliateIds { get; private set; }

    /// <summary>The short address behind which it stands, with XXX for the affiliate.</summary>
    [JsonProperty("link_id_external")]
    public string? LinkIdExternal { get; private set; }

    /// <summary>When it was created, UTC.</summary>
    [JsonProperty("create_date")]
    public DateTimeOffset? CreateDate { get; private set; }

    /// <summary>When it was last changed, UTC.</summary>
    [JsonProperty("update_date")]
    public DateTimeOffset? UpdateDate { get; private set; }

    /// <summary>The BackOffice user who created it.</summary>
    [JsonProperty("create_by")]
    public int? CreateBy { get; private set; }

    /// <summary>The operator.</summary>
    [JsonProperty("operator_id")]
    public int? OperatorId { get; private set; }

    /// <summary>Whether campaigns can be told apart on it.</summary>
    [JsonProperty("enable_campaigns")]
    public bool? EnableCampaigns { get; private set; }

    /// <summary>Whether sources can be told apart on it.</summary>
    [JsonProperty("enable_source_id")]
    public bool? EnableSourceId { get; private set; }

    /// <summary>The name and the brand in one text.</summary>
    [JsonProperty("link_name_and_brand")]
    public string? LinkNameAndBrand { get; private set; }

    /// <summary>The banners and other material made for it.</summary>
    [JsonProperty("asset_ids")]
    public IdList? AssetIds { get; private set; }

    internal override int Key => LinkId;

    /// <summary>The name, the brand and the id.</summary>
    public override string ToString() => FormattableString.Invariant($"{LinkNameAndBrand ?? Name} ({LinkId})");

    [OnDeserialized]
    private void SetId(StreamingContext context)
        => LinkId = _linkId ?? _id ?? throw new JsonSerializationException("A destination link has neither link_id nor id.");
}
