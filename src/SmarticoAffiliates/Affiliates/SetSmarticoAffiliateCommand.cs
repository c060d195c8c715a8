using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Changes affiliates: those that are piped in, one a row of a table, or one by its id. Only what is given is sent.</summary>
[Cmdlet(VerbsCommon.Set, "SmarticoAffiliate", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "Set-SmarticoAffiliate.md")]
[OutputType(typeof(Affiliate))]
public sealed class SetSmarticoAffiliateCommand : RowCmdlet<Affiliate>
{
    private readonly Comparison<Affiliate> _comparison = new(a => a.Name);
    private PresentState<int, Affiliate>? _present;

    /// <summary>The id of the affiliate to change.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 0, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 0), AllowNull, Alias("affiliate_id", "id")]
    [Given(FieldKind.Id, IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? AffiliateId { get; set; }

    /// <summary>The name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("affiliate_name")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Name { get; set; }

    /// <summary>Comments that the affiliate sees and may edit.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Comments { get; set; }

    /// <summary>The company.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Company { get; set; }

    /// <summary>The country, two letters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(CountryCompleter))]
    public Cell<string>? Country { get; set; }

    /// <summary>The web site.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("web_site_url")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? WebSiteUrl { get; set; }

    /// <summary>Comments that only the operator sees.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("comments_from_operator")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? OperatorComments { get; set; }

    /// <summary>Where the affiliate stands.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("aff_status_id")]
    [Given, PSTypeName("SmarticoAffiliates.AffiliateStatus"), ArgumentCompleter(typeof(AffiliateStatusCompleter))]
    public Cell<AffiliateStatus>? Status { get; set; }

    /// <summary>The affiliate's id in another system.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("ext_affiliate_id")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? ExternalId { get; set; }

    /// <summary>Whether a negative balance is not carried over.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("no_carry_over")]
    [Given, PSTypeName("bool"), ArgumentCompleter(typeof(BooleanCompleter))]
    public Cell<bool>? NoCarryOver { get; set; }

    /// <summary>The manager.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("manager_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(ManagerIdCompleter))]
    public Cell<int>? ManagerId { get; set; }

    /// <summary>The affiliate above this one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("parent_affiliate_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? ParentAffiliateId { get; set; }

    /// <summary>Custom tags: @{155=33} gives tag 155 the value 33. A row can have columns custom_prop_155 instead.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("hashtable"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<Hashtable>? CustomTag { get; set; }

    /// <summary>The e-mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("bo_user_email")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Email { get; set; }

    /// <summary>The picture.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("avatar_image_url")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? AvatarUrl { get; set; }

    /// <summary>Whether signing in takes a second factor.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("two_fa_enabled")]
    [Given, PSTypeName("bool"), ArgumentCompleter(typeof(BooleanCompleter))]
    public Cell<bool>? TwoFaEnabled { get; set; }

    /// <summary>Whether the affiliate may use the API.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("api_access_enabled")]
    [Given, PSTypeName("bool"), ArgumentCompleter(typeof(BooleanCompleter))]
    public Cell<bool>? ApiAccessEnabled { get; set; }

    /// <summary>The additional measurements that the affiliate sees, all of them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("extra_role_ids")]
    [Given, PSTypeName("SmarticoAffiliates.AffiliateRole[]"), ArgumentCompleter(typeof(RoleCompleter))]
    public Cell<AffiliateRole[]>? Roles { get; set; }

    /// <summary>The first name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("first_name")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? FirstName { get; set; }

    /// <summary>The last name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("last_name")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? LastName { get; set; }

    /// <summary>The phone number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("phone_number")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? PhoneNumber { get; set; }

    /// <summary>The Skype name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Skype { get; set; }

    /// <summary>The Facebook page.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_fb")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Facebook { get; set; }

    /// <summary>The WhatsApp contact.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_wa")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? WhatsApp { get; set; }

    /// <summary>The VK page.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_vk")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? VK { get; set; }

    /// <summary>The Telegram contact.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_telegram")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Telegram { get; set; }

    /// <summary>The Discord contact.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_discord")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Discord { get; set; }

    /// <summary>The preferred language, two letters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(LanguageCompleter))]
    public Cell<string>? Language { get; set; }

    /// <summary>How the affiliate is paid.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("payment_method_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<int>? PaymentMethodId { get; set; }

    /// <summary>Where the payments go: @{skrill_email='someone@example.com'}. A row can have columns payment_method_details.skrill_email instead.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("payment_method_details")]
    [Given, PSTypeName("SmarticoAffiliates.PaymentMethodDetails"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<PaymentMethodDetails>? PaymentMethodDetails { get; set; }

    /// <summary>The least amount that is paid out, in the operator's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("payment_threshold_oper_currency")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? PaymentThreshold { get; set; }

    /// <summary>The brands it belongs to, all of them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("brand_ids")]
    [Given, PSTypeName("int[]"), ArgumentCompleter(typeof(BrandIdCompleter))]
    public Cell<int[]>? BrandIds { get; set; }

    /// <summary>Fields to clear: Company,Skype.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string[]"), ArgumentCompleter(typeof(FieldCompleter))]
    public Cell<string[]>? Clear { get; set; }

    /// <summary>
    /// Compares with what the server has, and sends only what differs: nothing for a row without a difference. What the
    /// server has is read in pages, not record by record; a piped object is compared as it was read.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipUnchanged { get; set; }

    /// <summary>Writes the affiliate as the server answered it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Type RequestType => typeof(AffiliateUpdate);

    private protected override ColumnFamily[] Families => new[] { CustomTags.Columns, ColumnFamily.PaymentDetails };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _present?.Dispose();
    }

    private protected override string NameOf(RowValues row) => $"affiliate {row.Shown(nameof(AffiliateId))}".TrimEnd();

    private protected override RowWork Build(RowValues row)
    {
        AffiliateUpdate update = row.Fill(new AffiliateUpdate()).WithCustomTag(Tags(row));
        if (ColumnFamily.Over(row.Get<PaymentMethodDetails>(nameof(PaymentMethodDetails)), row.Family(ColumnFamily.PaymentDetails)) is { } details)
        {
            update = update.With(r => r.PaymentMethodDetails, details);
        }

        update.Check();
        int id = row.Get<int>(nameof(AffiliateId));
        var known = row.Row.Piped?.BaseObject as Affiliate;
        return _comparison.Update(
            NameOf(row), id, update, SkipUnchanged || PlanOnly, KeepsPresent, known, () => TakePresent(id), PassThru,
            async (client, changes, token) => await client.Affiliates.UpdateAsync(id, changes, known, token).ConfigureAwait(false));
    }

    private Affiliate? TakePresent(int id) => (_present ??= ReadPresent(Client.Affiliates.List(), a => a.AffiliateId)).Take(id);

    /// <summary>The tags of -CustomTag, with the row's custom_prop_N columns over them.</summary>
    private static Dictionary<int, int> Tags(RowValues row)
    {
        Dictionary<int, int> tags = (row.Get<IReadOnlyDictionary<int, int>>(nameof(CustomTag)) ?? new Dictionary<int, int>()).ToDictionary(t => t.Key, t => t.Value);
        foreach (KeyValuePair<string, object> column in row.Family(CustomTags.Columns))
        {
            tags[int.Parse(column.Key, System.Globalization.CultureInfo.InvariantCulture)] = (int)column.Value;
        }

        return tags;
    }

    private sealed class FieldCompleter : ClearCompleter
    {
        public FieldCompleter()
            : base(typeof(AffiliateUpdate))
        {
        }
    }
}
