using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Creates deals: one a row of a table, one for each piped affiliate, or one by its arguments. Before anything is sent, the
/// type is held against the amounts: each part of it needs its own, and no other may be there.
/// </summary>
[Cmdlet(VerbsCommon.New, "SmarticoDeal", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "New-SmarticoDeal.md")]
[OutputType(typeof(Deal))]
public sealed class NewSmarticoDealCommand : RowCmdlet<Deal>
{
    /// <summary>The affiliate whose record it is to be. Anything of the API that belongs to one can be piped, and gives it.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 0, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 0), AllowNull, Alias("affiliate_id")]
    [Given(IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? AffiliateId { get; set; }

    /// <summary>What it pays for, by name or number. Without it the amounts tell, where they can: a share of revenue can be one of two.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("deal_type_id")]
    [Given, PSTypeName("SmarticoAffiliates.DealType"), ArgumentCompleter(typeof(DealTypeCompleter))]
    public Cell<DealType>? DealType { get; set; }

    /// <summary>The name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("deal_group_name")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Name { get; set; }

    /// <summary>The amount for an acquired customer, in the operator's currency; a CPA part needs it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("cpa_amount")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? CpaAmount { get; set; }

    /// <summary>The share of revenue in percent, from 0 to 100; a RevShare part needs it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("rev_share_percentage")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? RevSharePercentage { get; set; }

    /// <summary>The amount for a lead, in the operator's currency; a CPL part needs it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("cpl_amount")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? CplAmount { get; set; }

    /// <summary>The first deposit from which a customer counts, in the operator's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("qua_cpa_ftd")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? CpaFtdQualifier { get; set; }

    /// <summary>The deposits from which a customer counts, in the operator's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("qua_cpa_deposit")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? CpaDepositQualifier { get; set; }

    /// <summary>The net deposits from which a customer counts, in the operator's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("qua_cpa_net_deposit")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? CpaNetDepositQualifier { get; set; }

    /// <summary>The volume (wagering) from which a customer counts, in the operator's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("qua_cpa_volume")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? CpaVolumeQualifier { get; set; }

    /// <summary>The number of activities (bets) from which a customer counts.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("qua_cpa_activity_count")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<int>? CpaActivityCountQualifier { get; set; }

    /// <summary>The volume (wagering) from which a lead counts, in the operator's currency.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("qua_cpl_volume")]
    [Given, PSTypeName("decimal"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<decimal>? CplVolumeQualifier { get; set; }

    private protected override Type RequestType => typeof(DealCreate);

    private protected override string NameOf(RowValues row)
        => $"deal{(row.Shown(nameof(Name)) is { } name ? $" '{name}'" : string.Empty)} of affiliate {row.Shown(nameof(AffiliateId))}".TrimEnd();

    private protected override RowWork Build(RowValues row)
    {
        DealCreate create = row.Fill(new DealCreate());
        create = create.WithDefaults(affiliateId: null, create.InferType());
        create.Check();
        DealConditions.Check(row.Row);
        return Create(NameOf(row), identity: null, create, async (client, resumed, token) => await client.Deals.CreateAsync(create, resumed, token).ConfigureAwait(false));
    }
}
