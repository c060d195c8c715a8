using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>The fields of an affiliate to change (S000). What is not given is not sent; null clears.</summary>
public sealed class AffiliateUpdate : ChangeSet
{
    private IReadOnlyDictionary<int, int> _customTag = new Dictionary<int, int>();

    /// <summary>The name.</summary>
    [Field("affiliate_name", FieldKind.Text)]
    public Optional<string> Name { get; init; }

    /// <summary>Comments that the affiliate sees and may edit.</summary>
    [Field("comments", FieldKind.Text, IsClearable = true)]
    public Optional<string?> Comments { get; init; }

    /// <summary>The company.</summary>
    [Field("company", FieldKind.Text, IsClearable = true)]
    public Optional<string?> Company { get; init; }

    /// <summary>The country, ISO 3166 with two letters.</summary>
    [Field("country", FieldKind.Letters, IsClearable = true)]
    public Optional<string?> Country { get; init; }

    /// <summary>The web site.</summary>
    [Field("web_site_url", FieldKind.WebAddress, IsClearable = true)]
    public Optional<string?> WebSiteUrl { get; init; }

    /// <summary>Comments that only the operator sees.</summary>
    [Field("comments_from_operator", FieldKind.Text, IsClearable = true)]
    public Optional<string?> OperatorComments { get; init; }

    /// <summary>Where the affiliate stands.</summary>
    [Field("aff_status_id", FieldKind.Choice)]
    public Optional<AffiliateStatus> Status { get; init; }

    /// <summary>The affiliate's id in another system.</summary>
    [Field("ext_affiliate_id", FieldKind.Code, IsClearable = true)]
    public Optional<string?> ExternalId { get; init; }

    /// <summary>Whether a negative balance is not carried over.</summary>
    [Field("no_carry_over", FieldKind.YesNo)]
    public Optional<bool> NoCarryOver { get; init; }

    /// <summary>The manager.</summary>
    [Field("manager_id", FieldKind.Id, IsClearable = true)]
    public Optional<int?> ManagerId { get; init; }

    /// <summary>The affiliate above this one.</summary>
    [Field("parent_affiliate_id", FieldKind.Id, IsClearable = true)]
    public Optional<int?> ParentAffiliateId { get; init; }

    /// <summary>The e-mail address.</summary>
    [Field("bo_user_email", FieldKind.Email)]
    public Optional<string> Email { get; init; }

    /// <summary>The picture.</summary>
    [Field("avatar_image_url", FieldKind.WebAddress, IsClearable = true)]
    public Optional<string?> AvatarUrl { get; init; }

    /// <summary>Whether signing in takes a second factor.</summary>
    [Field("two_fa_enabled", FieldKind.YesNo)]
    public Optional<bool> TwoFaEnabled { get; init; }

    /// <summary>Whether the affiliate may use the API.</summary>
    [Field("api_access_enabled", FieldKind.YesNo)]
    public Optional<bool> ApiAccessEnabled { get; init; }

    /// <summary>The additional measurements that the affiliate sees, all of them. S000 shows them without brackets; they are sent as an array, which they are everywhere else.</summary>
    [Field("extra_role_ids", FieldKind.Choices, IsClearable = true)]
    public Optional<RoleList?> Roles { get; init; }

    /// <summary>The first name.</summary>
    [Field("first_name", FieldKind.Text, IsClearable = true)]
    public Optional<string?> FirstName { get; init; }

    /// <summary>The last name.</summary>
    [Field("last_name", FieldKind.Text, IsClearable = true)]
    public Optional<string?> LastName { get; init; }

    /// <summary>The phone number.</summary>
    [Field("phone_number", FieldKind.Text, IsClearable = true)]
    public Optional<string?> PhoneNumber { get; init; }

    /// <summary>The Skype name.</summary>
    [Field("skype", FieldKind.Text, IsClearable = true)]
    public Optional<string?> Skype { get; init; }

    /// <summary>The Facebook page.</summary>
    [Field("contact_fb", FieldKind.Text, IsClearable = true)]
    public Optional<string?> Facebook { get; init; }

    /// <summary>The WhatsApp contact.</summary>
    [Field("contact_wa", FieldKind.Text, IsClearable = true)]
    public Optional<string?> WhatsApp { get; init; }

    /// <summary>The VK page.</summary>
    [Field("contact_vk", FieldKind.Text, IsClearable = true)]
    public Optional<string?> VK { get; init; }

    /// <summary>The Telegram contact.</summary>
    [Field("contact_telegram", FieldKind.Text, IsClearable = true)]
    public Optional<string?> Telegram { get; init; }

    /// <summary>The Discord contact.</summary>
    [Field("contact_discord", FieldKind.Text, IsClearable = true)]
    public Optional<string?> Discord { get; init; }

    /// <summary>The preferred language, ISO 639 with two letters.</summary>
    [Field("language", FieldKind.Letters, IsClearable = true)]
    public Optional<string?> Language { get; init; }

    /// <summary>How the affiliate is paid; the vendor's table is lost (seen: 1 wire transfer, 3 Skrill, 4 PayPal).</summary>
    [Field("payment_method_id", FieldKind.Id, IsClearable = true)]
    public Optional<int?> PaymentMethodId { get; init; }

    /// <summary>Where the payments go.</summary>
    [Field("payment_method_details", FieldKind.PaymentDetails, IsClearable = true)]
    public Optional<PaymentMethodDetails?> PaymentMethodDetails { get; init; }

    /// <summary>The least amount that is paid out, in the operator's currency.</summary>
    [Field("payment_threshold_oper_currency", FieldKind.Amount, IsClearable = true)]
    public Optional<decimal?> PaymentThreshold { get; init; }

    /// <summary>The brands it belongs to, all of them.</summary>
    [Field("brand_ids", FieldKind.Ids, IsClearable = true)]
    public Optional<IdList?> BrandIds { get; init; }

    /// <summary>Custom tags: the id of the tag, and the id of the value that it is to have (BackOffice, "Custom tags").</summary>
    public IReadOnlyDictionary<int, int> CustomTag
    {
        get => _customTag;
        init => _customTag = value;
    }

    /// <summary>A copy with these custom tags, and no others.</summary>
    public AffiliateUpdate WithCustomTag(IReadOnlyDictionary<int, int> tags)
    {
        var copy = (AffiliateUpdate)Copy();
        copy._customTag = tags;
        return copy;
    }

    /// <summary>Checks what can be checked before anything is sent.</summary>
    /// <exception cref="SmarticoException">No field was given (<see cref="SmarticoErrorKind.NothingToChange"/>).</exception>
    public void Check() => CheckNotEmpty();

    /// <inheritdoc/>
    public override IReadOnlyList<FieldChange> DifferenceFrom(SmarticoObject present)
        => base.DifferenceFrom(present)
            .Concat(ExtraFields()
                .Select(f => new FieldChange(f.Key, f.Key, present.AdditionalProperties.TryGetValue(f.Key, out object? value) ? value : null, f.Value))
                .Where(d => !Equals(d.Old, System.Convert.ToInt64(d.New, System.Globalization.CultureInfo.InvariantCulture))))
            .ToList();

    internal override ChangeSet Only(IReadOnlyCollection<string> names)
        => ((AffiliateUpdate)base.Only(names)).WithCustomTag(
            CustomTag.Where(t => names.Contains(TagField(t.Key), System.StringComparer.Ordinal)).ToDictionary(t => t.Key, t => t.Value));

    internal override IEnumerable<KeyValuePair<string, object?>> ExtraFields()
    {
        foreach (KeyValuePair<int, int> tag in CustomTag)
        {
            yield return new KeyValuePair<string, object?>(TagField(tag.Key), tag.Value);
        }
    }

    private static string TagField(int tag) => System.FormattableString.Invariant($"custom_prop_{tag}");
}
