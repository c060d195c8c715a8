using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>The fields of an affiliate to change (S000). What is not given is not sent; null clears.</summary>
public sealed record AffiliateUpdate : ChangeSet
{
    /// <summary>The name.</summary>
    [JsonProperty("affiliate_name")]
    public Optional<string> Name { get; init; }

    /// <summary>Comments that the affiliate sees and may edit.</summary>
    [JsonProperty("comments")]
    [Clearable]
    public Optional<string?> Comments { get; init; }

    /// <summary>The company.</summary>
    [JsonProperty("company")]
    [Clearable]
    public Optional<string?> Company { get; init; }

    /// <summary>The country, ISO 3166 with two letters.</summary>
    [JsonProperty("country")]
    [Clearable]
    public Optional<string?> Country { get; init; }

    /// <summary>The web site.</summary>
    [JsonProperty("web_site_url")]
    [Clearable]
    public Optional<string?> WebSiteUrl { get; init; }

    /// <summary>Comments that only the operator sees.</summary>
    [JsonProperty("comments_from_operator")]
    [Clearable]
    public Optional<string?> OperatorComments { get; init; }

    /// <summary>Where the affiliate stands.</summary>
    [JsonProperty("aff_status_id")]
    public Optional<AffiliateStatus> Status { get; init; }

    /// <summary>The affiliate's id in another system.</summary>
    [JsonProperty("ext_affiliate_id")]
    [Clearable]
    public Optional<string?> ExternalId { get; init; }

    /// <summary>Whether a negative balance is not carried over.</summary>
    [JsonProperty("no_carry_over")]
    public Optional<bool> NoCarryOver { get; init; }

    /// <summary>The manager.</summary>
    [JsonProperty("manager_id")]
    [Clearable]
    public Optional<int?> ManagerId { get; init; }

    /// <summary>The affiliate above this one.</summary>
    [JsonProperty("parent_affiliate_id")]
    [Clearable]
    public Optional<int?> ParentAffiliateId { get; init; }

    /// <summary>The e-mail address.</summary>
    [JsonProperty("bo_user_email")]
    public Optional<string> Email { get; init; }

    /// <summary>The picture.</summary>
    [JsonProperty("avatar_image_url")]
    [Clearable]
    public Optional<string?> AvatarUrl { get; init; }

    /// <summary>Whether signing in takes a second factor.</summary>
    [JsonProperty("two_fa_enabled")]
    public Optional<bool> TwoFaEnabled { get; init; }

    /// <summary>Whether the affiliate may use the API.</summary>
    [JsonProperty("api_access_enabled")]
    public Optional<bool> ApiAccessEnabled { get; init; }

    /// <summary>The additional measurements that the affiliate sees, all of them. S000 shows them without brackets; they are sent as an array, which they are everywhere else.</summary>
    [JsonProperty("extra_role_ids")]
    [Clearable]
    public Optional<RoleList?> Roles { get; init; }

    /// <summary>The first name.</summary>
    [JsonProperty("first_name")]
    [Clearable]
    public Optional<string?> FirstName { get; init; }

    /// <summary>The last name.</summary>
    [JsonProperty("last_name")]
    [Clearable]
    public Optional<string?> LastName { get; init; }

    /// <summary>The phone number.</summary>
    [JsonProperty("phone_number")]
    [Clearable]
    public Optional<string?> PhoneNumber { get; init; }

    /// <summary>The Skype name.</summary>
    [JsonProperty("skype")]
    [Clearable]
    public Optional<string?> Skype { get; init; }

    /// <summary>The Facebook page.</summary>
    [JsonProperty("contact_fb")]
    [Clearable]
    public Optional<string?> Facebook { get; init; }

    /// <summary>The WhatsApp contact.</summary>
    [JsonProperty("contact_wa")]
    [Clearable]
    public Optional<string?> WhatsApp { get; init; }

    /// <summary>The VK page.</summary>
    [JsonProperty("contact_vk")]
    [Clearable]
    public Optional<string?> VK { get; init; }

    /// <summary>The Telegram contact.</summary>
    [JsonProperty("contact_telegram")]
    [Clearable]
    public Optional<string?> Telegram { get; init; }

    /// <summary>The Discord contact.</summary>
    [JsonProperty("contact_discord")]
    [Clearable]
    public Optional<string?> Discord { get; init; }

    /// <summary>The preferred language, ISO 639 with two letters.</summary>
    [JsonProperty("language")]
    [Clearable]
    public Optional<string?> Language { get; init; }

    /// <summary>How the affiliate is paid; the vendor's table is lost (seen: 1 wire transfer, 3 Skrill, 4 PayPal).</summary>
    [JsonProperty("payment_method_id")]
    [Clearable]
    public Optional<int?> PaymentMethodId { get; init; }

    /// <summary>Where the payments go.</summary>
    [JsonProperty("payment_method_details")]
    [Clearable]
    public Optional<PaymentMethodDetails?> PaymentMethodDetails { get; init; }

    /// <summary>The least amount that is paid out, in the operator's currency.</summary>
    [JsonProperty("payment_threshold_oper_currency")]
    [Clearable]
    public Optional<decimal?> PaymentThreshold { get; init; }

    /// <summary>The brands it belongs to, all of them.</summary>
    [JsonProperty("brand_ids")]
    [Clearable]
    public Optional<IdList?> BrandIds { get; init; }

    /// <summary>Custom tags: the id of the tag, and the id of the value that it is to have (BackOffice, "Custom tags").</summary>
    public IReadOnlyDictionary<int, int> CustomTag { get; init; } = new Dictionary<int, int>();

    /// <summary>Checks what can be checked before anything is sent.</summary>
    /// <exception cref="SmarticoException">No field was given (<see cref="SmarticoErrorKind.NothingToChange"/>).</exception>
    public void Check() => CheckNotEmpty();

    /// <inheritdoc/>
    public override IReadOnlyList<FieldDifference> DifferenceFrom(SmarticoObject present)
        => base.DifferenceFrom(present)
            .Concat(ExtraFields()
                .Select(f => new FieldDifference(f.Key, present.AdditionalProperties.TryGetValue(f.Key, out object? value) ? value : null, f.Value))
                .Where(d => !Equals(d.Present, System.Convert.ToInt64(d.Wanted, System.Globalization.CultureInfo.InvariantCulture))))
            .ToList();

    internal override ChangeSet Only(IReadOnlyCollection<string> names)
        => (AffiliateUpdate)base.Only(names) with
        {
            CustomTag = CustomTag.Where(t => names.Contains(TagField(t.Key), System.StringComparer.Ordinal)).ToDictionary(t => t.Key, t => t.Value),
        };

    internal override IEnumerable<KeyValuePair<string, object?>> ExtraFields()
    {
        foreach (KeyValuePair<int, int> tag in CustomTag)
        {
            yield return new KeyValuePair<string, object?>(TagField(tag.Key), tag.Value);
        }
    }

    private static string TagField(int tag) => System.FormattableString.Invariant($"custom_prop_{tag}");
}
