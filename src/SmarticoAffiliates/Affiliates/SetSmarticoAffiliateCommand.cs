using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Commands;

/// <summary>Changes affiliates: those that are piped in, one a row of a table, or one by its id. Only what is given is sent.</summary>
[Cmdlet(VerbsCommon.Set, "SmarticoAffiliate", SupportsShouldProcess = true, DefaultParameterSetName = ByObject, HelpUri = Help.Pages + "Set-SmarticoAffiliate.md")]
[OutputType(typeof(Affiliate))]
public sealed class SetSmarticoAffiliateCommand : UpdateCmdlet<Affiliate>
{
    private const string ById = "ById";

    private static readonly Regex s_customTagColumn = new("^custom_prop_(?<tag>[0-9]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The affiliate to change; only its id is taken.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    public Affiliate? InputObject { get; set; }

    /// <summary>The id of the affiliate to change.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id", "id")]
    [IdCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int? AffiliateId { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, DontShow = true)]
    public override PSObject? Row { get; set; }

    /// <summary>The name.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("affiliate_name")]
    public string? Name { get; set; }

    /// <summary>Comments that the affiliate sees and may edit.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    public string? Comments { get; set; }

    /// <summary>The company.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    public string? Company { get; set; }

    /// <summary>The country, two letters.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CountryCompleter))]
    public string? Country { get; set; }

    /// <summary>The web site.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("web_site_url")]
    public string? WebSiteUrl { get; set; }

    /// <summary>Comments that only the operator sees.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("comments_from_operator")]
    public string? OperatorComments { get; set; }

    /// <summary>Where the affiliate stands.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("aff_status_id")]
    [EnumCell(typeof(AffiliateStatus)), PSTypeName("SmarticoAffiliates.AffiliateStatus"), ArgumentCompleter(typeof(AffiliateStatusCompleter))]
    public Enum? Status { get; set; }

    /// <summary>The affiliate's id in another system.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("ext_affiliate_id")]
    public string? ExternalId { get; set; }

    /// <summary>Whether a negative balance is not carried over.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("no_carry_over")]
    [BooleanCell]
    public bool? NoCarryOver { get; set; }

    /// <summary>The manager.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("manager_id")]
    [IdCell]
    public int? ManagerId { get; set; }

    /// <summary>The affiliate above this one.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("parent_affiliate_id")]
    [IdCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int? ParentAffiliateId { get; set; }

    /// <summary>Custom tags: @{155=33} gives tag 155 the value 33. A row can have columns custom_prop_155 instead.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [CustomTagCell]
    public Hashtable? CustomTag { get; set; }

    /// <summary>The e-mail address.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("bo_user_email")]
    public string? Email { get; set; }

    /// <summary>The picture.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("avatar_image_url")]
    public string? AvatarUrl { get; set; }

    /// <summary>Whether signing in takes a second factor.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("two_fa_enabled")]
    [BooleanCell]
    public bool? TwoFaEnabled { get; set; }

    /// <summary>Whether the affiliate may use the API.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("api_access_enabled")]
    [BooleanCell]
    public bool? ApiAccessEnabled { get; set; }

    /// <summary>The additional measurements that the affiliate sees, all of them.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("extra_role_ids")]
    [EnumListCell(typeof(AffiliateRole)), PSTypeName("SmarticoAffiliates.AffiliateRole"), ArgumentCompleter(typeof(RoleCompleter))]
    public Enum[]? Roles { get; set; }

    /// <summary>The first name.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("first_name")]
    public string? FirstName { get; set; }

    /// <summary>The last name.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("last_name")]
    public string? LastName { get; set; }

    /// <summary>The phone number.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("phone_number")]
    public string? PhoneNumber { get; set; }

    /// <summary>The Skype name.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    public string? Skype { get; set; }

    /// <summary>The Facebook page.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("contact_fb")]
    public string? Facebook { get; set; }

    /// <summary>The WhatsApp contact.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("contact_wa")]
    public string? WhatsApp { get; set; }

    /// <summary>The VK page.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("contact_vk")]
    public string? VK { get; set; }

    /// <summary>The Telegram contact.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("contact_telegram")]
    public string? Telegram { get; set; }

    /// <summary>The Discord contact.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("contact_discord")]
    public string? Discord { get; set; }

    /// <summary>The preferred language, two letters.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>How the affiliate is paid.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("payment_method_id")]
    [IdCell]
    public int? PaymentMethodId { get; set; }

    /// <summary>Where the payments go: @{skrill_email='someone@example.com'}. A row can have columns payment_method_details.skrill_email instead.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("payment_method_details")]
    [PaymentDetailsCell]
    public PaymentMethodDetails? PaymentMethodDetails { get; set; }

    /// <summary>The least amount that is paid out, in the operator's currency.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("payment_threshold_oper_currency")]
    [DecimalCell]
    public decimal? PaymentThreshold { get; set; }

    /// <summary>The brands it belongs to, all of them.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("brand_ids")]
    [IdListCell]
    public int[]? BrandIds { get; set; }

    /// <summary>Fields to clear: Company,Skype.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [ClearCell(typeof(AffiliateUpdate)), ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Clear { get; set; }

    /// <summary>Writes the affiliate as the server answered it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object Target => Row ?? InputObject ?? (object)Id;

    private protected override string Resource => FormattableString.Invariant($"affiliate {Id}");

    private int Id => InputObject?.AffiliateId ?? AffiliateId!.Value;

    private protected override bool ReadsColumn(string name) => s_customTagColumn.IsMatch(name) || PaymentColumns.Has(name);

    private protected override RowWork Build()
    {
        AffiliateUpdate update = FieldMap.For(GetType(), typeof(AffiliateUpdate)).Apply(this, new AffiliateUpdate { CustomTag = Tags() }, Clear);
        if (PaymentColumns.Over(PaymentMethodDetails, Row) is { } details)
        {
            update = update with { PaymentMethodDetails = details };
        }

        update.Check();
        int id = Id;
        bool passThru = PassThru;
        Affiliate? known = InputObject;
        return Update(update, known, id, passThru, async (client, changes, token) =>
        {
            Affiliate answered = await client.Affiliates.UpdateAsync(id, changes, known, token).ConfigureAwait(false);
            return passThru ? answered : null;
        });
    }

    private protected override Affiliate? TakePresent(int id) => TakeFrom(() => Client.Affiliates.List(), id);

    /// <summary>The tags of -CustomTag and of the row's custom_prop_N columns.</summary>
    private Dictionary<int, int> Tags()
    {
        Dictionary<int, int> tags = (CustomTag ?? new Hashtable()).Cast<DictionaryEntry>().ToDictionary(t => (int)t.Key, t => (int)t.Value!);
        foreach (PSPropertyInfo column in Row?.Properties ?? Enumerable.Empty<PSPropertyInfo>())
        {
            if (s_customTagColumn.Match(column.Name) is { Success: true } match && RowCell.Id(column) is { } value)
            {
                tags[int.Parse(match.Groups["tag"].Value, System.Globalization.CultureInfo.InvariantCulture)] = value;
            }
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
