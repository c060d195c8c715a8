using System;
using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>
/// What an affiliate has earned and been paid (P: the vendor's page on balances). Amounts are in
/// <see cref="OperatorCurrency"/>, times are UTC. The example on that page adds up as <see cref="CommissionsTotal"/> less
/// <see cref="Payments"/> plus <see cref="Adjustments"/> is <see cref="Balance"/>.
/// </summary>
public sealed class AffiliateBalance : SmarticoObject, IAffiliateReference
{
    [JsonProperty("affiliate_id")]
    private int? _affiliateId = null;

    [JsonProperty("id")]
    private int? _id = null;

    [JsonProperty("treshold")]
    private decimal? _treshold = null;

    [JsonProperty("threshold")]
    private decimal? _threshold = null;

    [JsonConstructor]
    internal AffiliateBalance()
    {
    }

    /// <summary>The affiliate (id and affiliate_id are the same number, P).</summary>
    public int AffiliateId => (_affiliateId ?? _id)!.Value;

    /// <summary>The affiliate's name.</summary>
    [JsonProperty("affiliate_name")]
    public string? Name { get; private set; }

    /// <summary>What was earned and is not paid yet.</summary>
    [JsonProperty("balance")]
    public decimal? Balance { get; private set; }

    /// <summary>The least that the operator pays out (P; spelled threshold in its text and treshold in its example).</summary>
    public decimal? Threshold => _threshold ?? _treshold;

    /// <summary>All commission ever earned.</summary>
    [JsonProperty("commissions_total")]
    public decimal? CommissionsTotal { get; private set; }

    /// <summary>What was paid already.</summary>
    [JsonProperty("payments")]
    public decimal? Payments { get; private set; }

    /// <summary>When the last payment was made, UTC.</summary>
    [JsonProperty("last_payment_date")]
    public DateTimeOffset? LastPaymentDate { get; private set; }

    /// <summary>What was added or taken away by hand.</summary>
    [JsonProperty("adjustments")]
    public decimal? Adjustments { get; private set; }

    /// <summary>Payments that were ordered and not carried out yet. Undocumented: read off the name in the example.</summary>
    [JsonProperty("not_processed_payment_amount")]
    public decimal? NotProcessedPaymentAmount { get; private set; }

    /// <summary>Commission for leads. Undocumented, like all of the fees: read off the name in the example.</summary>
    [JsonProperty("cpl_fee")]
    public decimal? CplFee { get; private set; }

    /// <summary>Commission for acquired customers.</summary>
    [JsonProperty("cpa_fee")]
    public decimal? CpaFee { get; private set; }

    /// <summary>Commission by share of revenue.</summary>
    [JsonProperty("rev_share_fee")]
    public decimal? RevShareFee { get; private set; }

    /// <summary>Commission from sub-affiliates.</summary>
    [JsonProperty("sub_affiliate_fee")]
    public decimal? SubAffiliateFee { get; private set; }

    /// <summary>The deposits of the affiliate's players.</summary>
    [JsonProperty("deposit_amount")]
    public decimal? DepositAmount { get; private set; }

    /// <summary>How many deposits.</summary>
    [JsonProperty("deposit_count")]
    public long? DepositCount { get; private set; }

    /// <summary>The first deposits of the affiliate's players.</summary>
    [JsonProperty("ftd_amount")]
    public decimal? FtdAmount { get; private set; }

    /// <summary>How many first deposits.</summary>
    [JsonProperty("ftd_count")]
    public long? FtdCount { get; private set; }

    /// <summary>How many players have registered.</summary>
    [JsonProperty("registrations_count")]
    public long? RegistrationsCount { get; private set; }

    /// <summary>Where the affiliate stands; a number without a name stays a number.</summary>
    [JsonProperty("aff_status_id")]
    public AffiliateStatus? Status { get; private set; }

    /// <summary>The currency of the amounts, ISO 4217.</summary>
    [JsonProperty("operator_currency")]
    public string? OperatorCurrency { get; private set; }

    /// <summary>The id of the way in which the affiliate is paid.</summary>
    [JsonProperty("payment_method_id")]
    public int? PaymentMethodId { get; private set; }

    /// <summary>Its name.</summary>
    [JsonProperty("payment_method_name")]
    public string? PaymentMethodName { get; private set; }

    /// <summary>Its details; which fields there are depends on the method.</summary>
    [JsonProperty("payment_method_details")]
    public PaymentMethodDetails? PaymentMethodDetails { get; private set; }

    /// <summary>Whether payments are made without being ordered. Undocumented: null in the example.</summary>
    [JsonProperty("auto_payment_enabled")]
    public bool? AutoPaymentEnabled { get; private set; }

    /// <summary>The BackOffice user who looks after the affiliate.</summary>
    [JsonProperty("manager_id")]
    public int? ManagerId { get; private set; }

    /// <summary>That user's name.</summary>
    [JsonProperty("manager")]
    public string? ManagerUsername { get; private set; }

    /// <summary>How to reach the manager: fields under their wire names, such as email and telegram.</summary>
    [JsonProperty("manager_contacts")]
    public object? ManagerContacts { get; private set; }

    /// <summary>Undocumented: the same number as the manager's in the example.</summary>
    [JsonProperty("user_id")]
    public int? UserId { get; private set; }

    /// <summary>When the affiliate was created, UTC.</summary>
    [JsonProperty("create_date")]
    public DateTimeOffset? CreateDate { get; private set; }

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => null;

    internal override int Key => AffiliateId;

    /// <summary>The name and the id.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} ({AffiliateId})");

    [OnDeserialized]
    private void CheckId(StreamingContext context)
    {
        if (_affiliateId is null && _id is null)
        {
            throw new JsonSerializationException("A balance has neither affiliate_id nor id.");
        }
    }
}
