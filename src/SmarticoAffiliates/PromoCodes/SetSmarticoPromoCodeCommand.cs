using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Changes promo codes: those that are piped in, one a row of a table, or one by its id. Only what is given is sent.</summary>
[Cmdlet(VerbsCommon.Set, "SmarticoPromoCode", SupportsShouldProcess = true, DefaultParameterSetName = ByObject, HelpUri = Help.Pages + "Set-SmarticoPromoCode.md")]
[OutputType(typeof(PromoCode))]
public sealed class SetSmarticoPromoCodeCommand : UpdateCmdlet<PromoCode>
{
    private const string ById = "ById";

    /// <summary>The promo code to change; only its identity is taken.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    public PromoCode? InputObject { get; set; }

    /// <summary>The id of the promo code to change.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("promocode_id", "id")]
    [IdCell, ArgumentCompleter(typeof(PromoCodeIdCompleter))]
    public int? PromoCodeId { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, DontShow = true)]
    public override PSObject? Row { get; set; }

    /// <summary>The code that a player enters; unique for the operator.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    public string? PromoCode { get; set; }

    /// <summary>The affiliate to whom the code belongs; only together with -DealId.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("affiliate_id")]
    [IdCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int? AffiliateId { get; set; }

    /// <summary>The deal that pays for the code's players; only together with -AffiliateId, which a piped promo code brings.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [IdCell, ArgumentCompleter(typeof(DealIdCompleter))]
    public int? DealId { get; set; }

    /// <summary>Whether the code works.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ActiveStatus)), PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Enum? Status { get; set; }

    /// <summary>A description that only the operator sees.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("description_internal")]
    public string? DescriptionInternal { get; set; }

    /// <summary>A description that affiliates see.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("description_public")]
    public string? DescriptionPublic { get; set; }

    /// <summary>From when the code is valid: ISO 8601, UTC unless an offset is given.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("start_date")]
    [DateCell]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>Until when the code is valid: ISO 8601, UTC unless an offset is given. Without one the code does not expire.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("end_date")]
    [DateCell]
    public DateTimeOffset? EndDate { get; set; }

    /// <summary>Fields to clear: EndDate,DescriptionPublic.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [ClearCell(typeof(PromoCodeUpdate)), ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Clear { get; set; }

    /// <summary>Writes the promo code as the server has it afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object Target => Row ?? InputObject ?? (object)Id;

    private protected override string Resource => FormattableString.Invariant($"promo code {Id}");

    private int Id => InputObject?.PromoCodeId ?? PromoCodeId!.Value;

    private protected override RowWork Build()
    {
        PromoCodeUpdate update = FieldMap.For(GetType(), typeof(PromoCodeUpdate)).Apply(this, new PromoCodeUpdate(), Clear);
        if (InputObject is not null)
        {
            update = update.WithPartner(InputObject.AffiliateId, InputObject.DealId);
        }

        update.Check();
        int id = Id;
        bool passThru = PassThru;
        return Update(update, InputObject, id, passThru, async (client, changes, token) =>
        {
            PromoCode? changed = await client.PromoCodes.UpdateAsync(id, changes, readBack: passThru, token).ConfigureAwait(false);
            return passThru ? changed : null;
        });
    }

    private protected override PromoCode? TakePresent(int id) => TakeFrom(() => Client.PromoCodes.List(), id);

    private sealed class FieldCompleter : ClearCompleter
    {
        public FieldCompleter()
            : base(typeof(PromoCodeUpdate))
        {
        }
    }
}
