using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Changes promo codes: those that are piped in, one a row of a table, or one by its id. Only what is given is sent.</summary>
[Cmdlet(VerbsCommon.Set, "SmarticoPromoCode", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "Set-SmarticoPromoCode.md")]
[OutputType(typeof(PromoCode))]
public sealed class SetSmarticoPromoCodeCommand : RowCmdlet<PromoCode>
{
    private readonly Comparison<PromoCode> _comparison = new();
    private PresentState<int, PromoCode>? _present;

    /// <summary>The id of the promo code to change.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 0, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 0), AllowNull, Alias("promocode_id", "id")]
    [Given(FieldKind.Id, IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(PromoCodeIdCompleter))]
    public Cell<int>? PromoCodeId { get; set; }

    /// <summary>The code that a player enters; unique for the operator.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string")]
    public Cell<string>? PromoCode { get; set; }

    /// <summary>The affiliate to whom the code belongs; only together with -DealId.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("affiliate_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? AffiliateId { get; set; }

    /// <summary>The deal that pays for the code's players; only together with -AffiliateId, which a piped promo code brings.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(DealIdCompleter))]
    public Cell<int>? DealId { get; set; }

    /// <summary>Whether the code works.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Cell<ActiveStatus>? Status { get; set; }

    /// <summary>A description that only the operator sees.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("description_internal")]
    [Given, PSTypeName("string")]
    public Cell<string>? DescriptionInternal { get; set; }

    /// <summary>A description that affiliates see.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("description_public")]
    [Given, PSTypeName("string")]
    public Cell<string>? DescriptionPublic { get; set; }

    /// <summary>From when the code is valid: ISO 8601, UTC unless an offset is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("start_date")]
    [Given, PSTypeName("DateTimeOffset")]
    public Cell<DateTimeOffset>? StartDate { get; set; }

    /// <summary>Until when the code is valid: ISO 8601, UTC unless an offset is given; a day without a time means that day to its end, 23:59:59.999 UTC. Without one the code does not expire.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("end_date")]
    [Given, PSTypeName("DateTimeOffset")]
    public Cell<DateTimeOffset>? EndDate { get; set; }

    /// <summary>Fields to clear: EndDate,DescriptionPublic.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string[]"), ArgumentCompleter(typeof(FieldCompleter))]
    public Cell<string[]>? Clear { get; set; }

    /// <summary>
    /// Compares with what the server has, and sends only what differs: nothing for a row without a difference. What the
    /// server has is read in pages, not record by record; a piped object is compared as it was read.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipUnchanged { get; set; }

    /// <summary>Writes the promo code as the server has it afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Type RequestType => typeof(PromoCodeUpdate);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _present?.Dispose();
    }

    private protected override string NameOf(RowValues row) => $"promo code {row.Shown(nameof(PromoCodeId))}".TrimEnd();

    private protected override RowWork Build(RowValues row)
    {
        PromoCodeUpdate update = row.Fill(new PromoCodeUpdate());
        if (row.Row.Record?.Type == typeof(PromoCode))
        {
            update = update.WithPartner(row.OfRecord(nameof(AffiliateId)), row.OfRecord(nameof(DealId)));
        }

        update.Check();
        int id = row.Get<int>(nameof(PromoCodeId));
        bool passThru = PassThru;
        var known = row.Row.Piped?.BaseObject as PromoCode;
        return _comparison.Update(
            NameOf(row), id, update, SkipUnchanged || PlanOnly, KeepsPresent, () => known ?? TakePresent(id), passThru,
            (client, changes, token) => client.PromoCodes.UpdateAsync(id, changes, readBack: passThru, token));
    }

    private PromoCode? TakePresent(int id) => (_present ??= ReadPresent(Client.PromoCodes.List(), p => p.PromoCodeId)).Take(id);

    private sealed class FieldCompleter : ClearCompleter
    {
        public FieldCompleter()
            : base(typeof(PromoCodeUpdate))
        {
        }
    }
}
