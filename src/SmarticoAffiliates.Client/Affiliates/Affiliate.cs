using System;
using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>An affiliate as the operator sees it (S001). Times are UTC; amounts are in <see cref="OperatorCurrency"/>.</summary>
public sealed class Affiliate : SmarticoObject, IAffiliateReference
{
    [JsonProperty("affiliate_id")]
    private int? _affiliateId = null;

    [JsonProperty("id")]
    private int? _id = null;

    [JsonConstructor]
    internal Affiliate()
    {
    }

    /// <summary>The id (id and affiliate_id are the same number, S001).</summary>
    public int AffiliateId { get; private set; }

    /// <summary>The name.</summary>
    [JsonProperty("affiliate_name")]
    public string? Name { get; private set; }

    /// <summary>The country, ISO 3166 with two letters.</summary>
    [JsonProperty("country")]
    public string? Country { get; private set; }

    /// <summary>The company.</summary>
    [JsonProperty("company")]
    public string? Company { get; private set; }

    /// <summary>The web site.</summary>
    [JsonProperty("web_site_url")]
    public string? WebSiteUrl { get; private set; }

    /// <summary>Comments that the affiliate sees and may edit.</summary>
    [JsonProperty("comments")]
    public string? Comments { get; private set; }

    /// <summary>Comments that only the operator sees.</summary>
    [JsonProperty("comments_from_operator")]
    public string? OperatorComments { get; private set; }

    /// <summary>Undocumented: null in the one example.</summary>
    [JsonProperty("visibility")]
    public object? Visibility { get; private set; }

    /// <summary>Where the affiliate stands; a number without a name stays a number.</summary>
    [JsonProperty("aff_status_id")]
    public AffiliateStatus? Status { get; private set; }

    /// <summary>The status in the server's words.</summary>
    [JsonProperty("aff_status_name")]
    public string? StatusName { get; private set; }

    /// <summary>The operator.</summary>
    [JsonProperty("operator_id")]
    public int? OperatorId { get; private set; }

    /// <summary>The affiliate above this one.</summary>
    [JsonProperty("parent_affiliate_id")]
    public int? ParentAffiliateId { get; private set; }

    /// <summary>The name of the affiliate above this one.</summary>
    [JsonProperty("parent_affiliate_name")]
    public string? ParentAffiliateName { get; private set; }

    /// <summary>When it was created, UTC.</summary>
    [JsonProperty("create_date")]
    public DateTimeOffset? CreateDate { get; private set; }

    /// <summary>When it was last changed, UTC.</summary>
    [JsonProperty("update_date")]
    public DateTimeOffset? UpdateDate { get; private set; }

    /// <summary>The BackOffice user who created it.</summary>
    [JsonProperty("create_by")]
    public int? CreateBy { get; private set; }

    /// <summary>The affiliate's own BackOffice user.</summary>
    [JsonProperty("bo_user_id")]
    public int? BoUserId { get; private set; }

    /// <summary>The affiliate's id in another system.</summary>
    [JsonProperty("ext_affiliate_id")]
    public string? ExternalId { get; private set; }

    /// <summary>How the affiliate is paid.</summary>
    [JsonProperty("payment_method_name")]
    public string? PaymentMethodName { get; private set; }

    /// <summary>How the affiliate is paid, as a number; the vendor's table is lost (seen: 1 wire transfer, 3 Skrill, 4 PayPal).</summary>
    [JsonProperty("payment_method_id")]
    public int? PaymentMethodId { get; private set; }

    /// <summary>Where the payments go.</summary>
    [JsonProperty("payment_method_details")]
    public PaymentMethodDetails? PaymentMethodDetails { get; private set; }

    /// <summary>The least amount that is paid out.</summary>
    [JsonProperty("payment_threshold_oper_currency")]
    public decimal? PaymentThreshold { get; private set; }

    /// <summary>The label.</summary>
    [JsonProperty("bo_label_id")]
    public int? BoLabelId { get; private set; }

    /// <summary>The label's name.</summary>
    [JsonProperty("label_name")]
    public string? LabelName { get; private set; }

    /// <summary>Whether a negative balance is not carried over.</summary>
    [JsonProperty("no_carry_over")]
    public bool? NoCarryOver { get; private set; }

    /// <summary>Whether <see cref="NoCarryOver"/> was ever set.</summary>
    [JsonProperty("no_carry_over_was_set")]
    public bool? NoCarryOverWasSet { get; private set; }

    /// <summary>Where sub-affiliates of this affiliate register.</summary>
    [JsonProperty("sub_affiliate_url")]
    public string? SubAffiliateUrl { get; private set; }

    /// <summary>Where affiliates of the same manager register.</summary>
    [JsonProperty("same_manager_url")]
    public string? SameManagerUrl { get; private set; }

    /// <summary>When the affiliate last signed in, UTC.</summary>
    [JsonProperty("last_login_date")]
    public DateTimeOffset? LastLoginDate { get; private set; }

    /// <summary>The name to sign in with.</summary>
    [JsonProperty("username")]
    public string? Username { get; private set; }

    /// <summary>The e-mail address.</summary>
    [JsonProperty("bo_user_email")]
    public string? Email { get; private set; }

    /// <summary>The picture.</summary>
    [JsonProperty("avatar_image_url")]
    public string? AvatarUrl { get; private set; }

    /// <summary>Whether signing in takes a second factor.</summary>
    [JsonProperty("two_fa_enabled")]
    public bool? TwoFaEnabled { get; private set; }

    /// <summary>Whether the affiliate may use the API.</summary>
    [JsonProperty("api_access_enabled")]
    public bool? ApiAccessEnabled { get; private set; }

    /// <summary>The first name.</summary>
    [JsonProperty("first_name")]
    public string? FirstName { get; private set; }

    /// <summary>The last name.</summary>
    [JsonProperty("last_name")]
    public string? LastName { get; private set; }

    /// <summary>The phone number.</summary>
    [JsonProperty("phone_number")]
    public string? PhoneNumber { get; private set; }

    /// <summary>The Skype name.</summary>
    [JsonProperty("skype")]
    public string? Skype { get; private set; }

    /// <summary>The Facebook page.</summary>
    [JsonProperty("contact_fb")]
    public string? Facebook { get; private set; }

    /// <summary>The WhatsApp contact (S000; updatable, so it may be read too).</summary>
    [JsonProperty("contact_wa")]
    public string? WhatsApp { get; private set; }

    /// <summary>The VK page.</summary>
    [JsonProperty("contact_vk")]
    public string? VK { get; private set; }

    /// <summary>The Telegram contact.</summary>
    [JsonProperty("contact_telegram")]
    public string? Telegram { get; private set; }

    /// <summary>The Discord contact (S000; updatable, so it may be read too).</summary>
    [JsonProperty("contact_discord")]
    public string? Discord { get; private set; }

    /// <summary>Whether the affiliate may sign in.</summary>
    [JsonProperty("enabled_for_login")]
    public bool? EnabledForLogin { get; private set; }

    /// <summary>The preferred language, ISO 639 with two letters.</summary>
    [JsonProperty("language")]
    public string? Language { get; private set; }

    /// <summary>The currency of all amounts, ISO 4217.</summary>
    [JsonProperty("operator_currency")]
    public string? OperatorCurrency { get; private set; }

    /// <summary>The manager.</summary>
    [JsonProperty("manager_id")]
    public int? ManagerId { get; private set; }

    /// <summary>The manager's name.</summary>
    [JsonProperty("manager_username")]
    public string? ManagerUsername { get; private set; }

    /// <summary>All commissions. Only where the balance was asked for.</summary>
    [JsonProperty("commissions_total")]
    public decimal? CommissionsTotal { get; private set; }

    /// <summary>What is owed. Only where the balance was asked for.</summary>
    [JsonProperty("balance")]
    public decimal? Balance { get; private set; }

    /// <summary>What was paid. Only where the balance was asked for.</summary>
    [JsonProperty("payments")]
    public decimal? Payments { get; private set; }

    /// <summary>Adjustments. Only where the balance was asked for.</summary>
    [JsonProperty("adjustments")]
    public decimal? Adjustments { get; private set; }

    /// <summary>The fee for sub-affiliates.</summary>
    [JsonProperty("sub_affiliate_fee")]
    public decimal? SubAffiliateFee { get; private set; }

    /// <summary>The CPA fee for sub-affiliates.</summary>
    [JsonProperty("sub_cpa_fee")]
    public decimal? SubCpaFee { get; private set; }

    /// <summary>The share of sub-affiliates' commissions, in percent.</summary>
    [JsonProperty("sub_commission_cut_percent")]
    public decimal? SubCommissionCutPercent { get; private set; }

    /// <summary>The additional measurements that the affiliate sees.</summary>
    [JsonProperty("extra_role_ids")]
    public RoleList? Roles { get; private set; }

    /// <summary>The default deal in short.</summary>
    [JsonProperty("default_deal_info")]
    public DefaultDealInfo? DefaultDealInfo { get; private set; }

    /// <summary>The brands it belongs to; informational.</summary>
    [JsonProperty("brand_ids")]
    public IdList? BrandIds { get; private set; }

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => null;

    internal override int Key => AffiliateId;

    /// <summary>The name and the id.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} ({AffiliateId})");

    [OnDeserialized]
    private void SetId(StreamingContext context)
        => AffiliateId = _affiliateId ?? _id ?? throw new JsonSerializationException("An affiliate has neither affiliate_id nor id.");
}
