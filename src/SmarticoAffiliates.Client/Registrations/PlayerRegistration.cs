using System;
using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>
/// A player whom an affiliate has brought (FB). No document lists the fields: those here have the names of the media report's
/// dimensions (P) and columns (F), and of what all records have; every other one, such as the player's totals, is in
/// <see cref="SmarticoObject.AdditionalProperties"/>. Times are UTC.
/// </summary>
[UnknownFieldsAreColumns]
public sealed class PlayerRegistration : SmarticoObject, IAffiliateReference
{
    [JsonProperty("registration_id")]
    private int? _registrationId = null;

    [JsonProperty("id")]
    private int? _id = null;

    [JsonConstructor]
    internal PlayerRegistration()
    {
    }

    /// <summary>The registration (registration_id; id where there is no such field, as in the API's other records).</summary>
    public int RegistrationId => (_registrationId ?? _id)!.Value;

    /// <summary>The affiliate who has brought the player; null where the row does not say.</summary>
    [JsonProperty("affiliate_id")]
    public int? AffiliateId { get; private set; }

    /// <summary>The affiliate's name.</summary>
    [JsonProperty("affiliate_name")]
    public string? AffiliateName { get; private set; }

    /// <summary>The player's name.</summary>
    [JsonProperty("username")]
    public string? Username { get; private set; }

    /// <summary>The player by the operator's own id, which need not be a number.</summary>
    [JsonProperty("ext_customer_id")]
    public string? ExtCustomerId { get; private set; }

    /// <summary>The player's country.</summary>
    [JsonProperty("country")]
    public string? Country { get; private set; }

    /// <summary>The brand.</summary>
    [JsonProperty("brand_id")]
    public int? BrandId { get; private set; }

    /// <summary>The brand's name.</summary>
    [JsonProperty("brand_name")]
    public string? BrandName { get; private set; }

    /// <summary>The destination link by which the player came.</summary>
    [JsonProperty("link_id")]
    public int? LinkId { get; private set; }

    /// <summary>The link's name.</summary>
    [JsonProperty("link_name")]
    public string? LinkName { get; private set; }

    /// <summary>When the record was made, UTC.</summary>
    [JsonProperty("create_date")]
    public DateTimeOffset? CreateDate { get; private set; }

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => null;

    internal override int Key => RegistrationId;

    /// <summary>The player's name and the registration's id.</summary>
    public override string ToString() => FormattableString.Invariant($"{Username} ({RegistrationId})").TrimStart();

    [OnDeserialized]
    private void CheckId(StreamingContext context)
    {
        if (_registrationId is null && _id is null)
        {
            throw new JsonSerializationException("A registration has neither registration_id nor id.");
        }
    }
}
