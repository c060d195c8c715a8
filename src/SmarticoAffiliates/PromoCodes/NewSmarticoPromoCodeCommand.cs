using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Creates promo codes: one a row of a table, one for each piped affiliate or deal, or one by its arguments.</summary>
[Cmdlet(VerbsCommon.New, "SmarticoPromoCode", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(PromoCode))]
public sealed class NewSmarticoPromoCodeCommand : RowCmdlet
{
    private const string ByRow = "ByRow";

    /// <summary>The affiliate, or the deal, that gets the code: only ids are taken. A piped promo code is copied.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    public IAffiliateReference? InputObject { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ByRow, ValueFromPipeline = true, DontShow = true)]
    public override PSObject? Row { get; set; }

    /// <summary>The code that a player enters; unique for the operator.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? PromoCode { get; set; }

    /// <summary>The affiliate to whom the code belongs.</summary>
    [Parameter(ParameterSetName = ByRow, Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true), Alias("affiliate_id")]
    [IdCell]
    public int? AffiliateId { get; set; }

    /// <summary>The deal that pays for the code's players; one of the affiliate's. A piped deal or promo code brings its own.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [IdCell]
    public int? DealId { get; set; }

    /// <summary>Whether the code works. A new code is active unless told otherwise.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ActiveStatus))]
    public ActiveStatus? Status { get; set; }

    /// <summary>A description that only the operator sees.</summary>
    [Parameter(ParameterSetName = ByObject, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("description_internal")]
    public string? DescriptionInternal { get; set; }

    /// <summary>A description that affiliates see.</summary>
    [Parameter(ParameterSetName = ByObject, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("description_public")]
    public string? DescriptionPublic { get; set; }

    /// <summary>From when the code is valid: ISO 8601, UTC unless an offset is given.</summary>
    [Parameter(ParameterSetName = ByObject, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("start_date")]
    [DateCell]
    public DateTimeOffset? StartDate { get; set; }

    /// <summary>Until when the code is valid: ISO 8601, UTC unless an offset is given. Without one the code does not expire.</summary>
    [Parameter(ParameterSetName = ByObject, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("end_date")]
    [DateCell]
    public DateTimeOffset? EndDate { get; set; }

    private protected override Type RecordType => typeof(PromoCode);

    private protected override object Target => Row ?? InputObject ?? (object)PromoCode!;

    private protected override RowWork Build()
    {
        PromoCodeCreate create = FieldMap.For(GetType(), typeof(PromoCodeCreate)).Apply(this, new PromoCodeCreate())
            .WithDefaults(
                InputObject?.GetAffiliateId(),
                InputObject?.GetDealId(),
                (InputObject as PromoCode)?.Status ?? ActiveStatus.Active);
        create.Check();
        return new RowWork(
            Target,
            $"promo code '{create.PromoCode.Value}'",
            $"Create with {Describe(create)}",
            async (client, token) => await client.PromoCodes.CreateAsync(create, token).ConfigureAwait(false));
    }
}
