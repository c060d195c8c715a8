using System;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>An affiliate that was registered: what was sent of it, and what the server told. What it answers is undocumented.</summary>
public sealed class RegisteredAffiliate : SmarticoObject, IAffiliateReference
{
    [JsonConstructor]
    internal RegisteredAffiliate()
    {
    }

    /// <summary>The id; null where the server did not tell it.</summary>
    [JsonProperty("affiliate_id")]
    public int? AffiliateId { get; private set; }

    /// <summary>The name with which the affiliate signs in.</summary>
    [JsonProperty("username")]
    public string? Username { get; private set; }

    /// <summary>The e-mail address.</summary>
    [JsonProperty("bo_user_email")]
    public string? Email { get; private set; }

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => null;

    internal override int Key => AffiliateId ?? 0;

    /// <summary>The username, and the id where it is known.</summary>
    public override string ToString() => AffiliateId is null ? $"{Username}" : FormattableString.Invariant($"{Username} ({AffiliateId})");
}
