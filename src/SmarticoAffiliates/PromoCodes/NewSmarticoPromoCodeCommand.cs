using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Commands;

/// <summary>Creates promo codes: one a row of a table, one for each piped affiliate or deal, or one by its arguments.</summary>
[Cmdlet(VerbsCommon.New, "SmarticoPromoCode", SupportsShouldProcess = true, DefaultParameterSetName = ByObject, HelpUri = Help.Pages + "New-SmarticoPromoCode.md")]
[OutputType(typeof(PromoCode))]
public sealed class NewSmarticoPromoCodeCommand : RowCmdlet
{
    private PresentState<string, PromoCode>? _present;

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
    [IdCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int? AffiliateId { get; set; }

    /// <summary>The deal that pays for the code's players; one of the affiliate's. A piped deal or promo code brings its own.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [IdCell, ArgumentCompleter(typeof(DealIdCompleter))]
    public int? DealId { get; set; }

    /// <summary>Whether the code works. A new code is active unless told otherwise.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true)]
    [EnumCell(typeof(ActiveStatus)), PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Enum? Status { get; set; }

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

    /// <summary>What to do where a code of this name exists: report it, leave it alone and write it, or change what differs.</summary>
    [Parameter]
    [EnumCell(typeof(ExistingAction))]
    public ExistingAction IfExists { get; set; }

    private protected override Type RecordType => typeof(PromoCode);

    private protected override object Target => Row ?? InputObject ?? (object)PromoCode!;

    private protected override string Resource => $"promo code '{PromoCode}'";

    private protected override object? ResultOf(JournalEntry earlier) => earlier.Record<PromoCode>();

    private protected override RowWork Build()
    {
        PromoCodeCreate given = FieldMap.For(GetType(), typeof(PromoCodeCreate)).Apply(this, new PromoCodeCreate());
        PromoCodeCreate create = given.WithDefaults(
            InputObject?.GetAffiliateId(),
            InputObject?.GetDealId(),
            (InputObject as PromoCode)?.Status ?? ActiveStatus.Active);
        create.Check();
        string name = create.PromoCode.Value;
        PromoCodeUpdate update = given.WithDefaults(InputObject?.GetAffiliateId(), InputObject?.GetDealId(), status: null).ToUpdate();
        if (IfExists != ExistingAction.Error && TakePresent(name) is { } present)
        {
            return Existing(present, update);
        }

        ExistingAction ifExists = IfExists;
        return new RowWork(
            Target,
            Resource,
            $"Create with {Describe(create)}",
            () => create.ToJson().ToString(Formatting.None),
            async (client, isResumed, token) =>
            {
                try
                {
                    return await client.PromoCodes.CreateAsync(create, isResumed, token).ConfigureAwait(false);
                }
                catch (SmarticoException refusal) when (refusal.Kind == SmarticoErrorKind.AlreadyExists && ifExists != ExistingAction.Error)
                {
                    // Created since the list was read: by an earlier row, or by somebody else.
                    if (await client.PromoCodes.FindAsync(name, token).ConfigureAwait(false) is not { } found)
                    {
                        throw;
                    }

                    return ifExists == ExistingAction.Skip ? found : await UpdateAsync(client, found, update, token).ConfigureAwait(false);
                }
            });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _present?.Dispose();
        }
    }

    private static async Task<PromoCode> UpdateAsync(SmarticoClient client, PromoCode present, PromoCodeUpdate update, CancellationToken token)
    {
        IReadOnlyList<FieldDifference> differences = update.DifferenceFrom(present);
        return differences.Count == 0
            ? present
            : (await client.PromoCodes.UpdateAsync(
                present.PromoCodeId, (PromoCodeUpdate)update.Only(differences.Select(d => d.Name).ToList()), readBack: true, token).ConfigureAwait(false))!;
    }

    private RowWork Existing(PromoCode present, PromoCodeUpdate update)
    {
        string resource = $"promo code '{present.PromoCode}' ({present.PromoCodeId})";
        if (IfExists == ExistingAction.Skip)
        {
            return new RowWork(Target, resource, "it exists and is left alone", present);
        }

        IReadOnlyList<FieldDifference> differences = update.DifferenceFrom(present);
        return differences.Count == 0
            ? new RowWork(Target, resource, "it exists and is unchanged", present)
            : new RowWork(
                Target,
                resource,
                "Set " + ChangeText.Of(differences),
                () => update.ToJson().ToString(Formatting.None),
                async (client, _, token) => await UpdateAsync(client, present, update, token).ConfigureAwait(false));
    }

    private PromoCode? TakePresent(string name)
    {
        _present ??= ReadPresent(Client.PromoCodes.List(), p => p.PromoCode ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        return _present.Take(name);
    }
}
