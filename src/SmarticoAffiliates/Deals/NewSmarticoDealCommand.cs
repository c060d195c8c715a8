using System;
using System.Management.Automation;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Creates deals: one a row of a table, one for each piped affiliate, or one by its arguments. Before anything is sent, the
/// type is held against the amounts: each part of it needs its own, and no other may be there.
/// </summary>
[Cmdlet(VerbsCommon.New, "SmarticoDeal", SupportsShouldProcess = true, DefaultParameterSetName = ByObject, HelpUri = Help.Pages + "New-SmarticoDeal.md")]
[OutputType(typeof(Deal))]
public sealed class NewSmarticoDealCommand : AffiliateRecordCmdlet<Deal>
{
    /// <summary>What it pays for, by name or number. Without it the amounts tell, where they can: a share of revenue can be one of two.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("deal_type_id")]
    [EnumCell(typeof(DealType)), PSTypeName("SmarticoAffiliates.DealType"), ArgumentCompleter(typeof(DealTypeCompleter))]
    public Enum? DealType { get; set; }

    /// <summary>The name.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("deal_group_name")]
    public string? Name { get; set; }

    /// <summary>The amount for an acquired customer, in the operator's currency; a CPA part needs it.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("cpa_amount")]
    [DecimalCell]
    public decimal? CpaAmount { get; set; }

    /// <summary>The share of revenue in percent, from 0 to 100; a RevShare part needs it.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("rev_share_percentage")]
    [DecimalCell]
    public decimal? RevSharePercentage { get; set; }

    /// <summary>The amount for a lead, in the operator's currency; a CPL part needs it.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("cpl_amount")]
    [DecimalCell]
    public decimal? CplAmount { get; set; }

    /// <summary>The first deposit from which a customer counts, in the operator's currency.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("qua_cpa_ftd")]
    [DecimalCell]
    public decimal? CpaFtdQualifier { get; set; }

    /// <summary>The deposits from which a customer counts, in the operator's currency.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("qua_cpa_deposit")]
    [DecimalCell]
    public decimal? CpaDepositQualifier { get; set; }

    /// <summary>The net deposits from which a customer counts, in the operator's currency.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("qua_cpa_net_deposit")]
    [DecimalCell]
    public decimal? CpaNetDepositQualifier { get; set; }

    /// <summary>The volume (wagering) from which a customer counts, in the operator's currency.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("qua_cpa_volume")]
    [DecimalCell]
    public decimal? CpaVolumeQualifier { get; set; }

    /// <summary>The number of activities (bets) from which a customer counts.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("qua_cpa_activity_count")]
    [CountCell]
    public int? CpaActivityCountQualifier { get; set; }

    /// <summary>The volume (wagering) from which a lead counts, in the operator's currency.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("qua_cpl_volume")]
    [DecimalCell]
    public decimal? CplVolumeQualifier { get; set; }

    private protected override string Record => "deal";

    private protected override string? RecordName => Name;

    private protected override RowWork Build()
    {
        DealCreate create = FieldMap.For(GetType(), typeof(DealCreate)).Apply(this, new DealCreate());
        create = create.WithDefaults(InputObject?.GetAffiliateId(), create.InferType());
        create.Check();
        DealConditions.Check(Row);
        return new RowWork(
            Target,
            Resource,
            $"Create with {Describe(create)}",
            () => create.ToJson().ToString(Formatting.None),
            async (client, isResumed, token) => await client.Deals.CreateAsync(create, isResumed, token).ConfigureAwait(false))
        {
            KeepsOrder = false,
        };
    }
}
