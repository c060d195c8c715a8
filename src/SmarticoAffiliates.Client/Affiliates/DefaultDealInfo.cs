using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>What the list of affiliates tells of the latest version of an affiliate's default deal (S001). Its id is not among it.</summary>
public sealed class DefaultDealInfo : SmarticoObject
{
    [JsonConstructor]
    internal DefaultDealInfo()
    {
    }

    /// <summary>The deal's name.</summary>
    [JsonProperty("deal_group_name")]
    public string? Name { get; private set; }

    /// <summary>What it pays for.</summary>
    [JsonProperty("deal_type_id")]
    public DealType? DealType { get; private set; }

    /// <summary>The amount for an acquired customer, in the operator's currency.</summary>
    [JsonProperty("cpa_amount")]
    public decimal? CpaAmount { get; private set; }

    /// <summary>The share of revenue, in percent.</summary>
    [JsonProperty("rev_share_percentage")]
    public decimal? RevSharePercentage { get; private set; }

    /// <summary>The amount for a lead, in the operator's currency.</summary>
    [JsonProperty("cpl_amount")]
    public decimal? CplAmount { get; private set; }

    internal override int Key => 0;

    /// <summary>The name and the type.</summary>
    public override string ToString() => Name is null ? $"{DealType}" : $"{Name} ({DealType})";
}
