using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Lists promo codes, streaming them page by page, or gets some by id or by name.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoPromoCode", SupportsPaging = true, DefaultParameterSetName = List, HelpUri = Help.Pages + "Get-SmarticoPromoCode.md")]
[OutputType(typeof(PromoCode))]
public sealed class GetSmarticoPromoCodeCommand : SmarticoCmdlet
{
    private const string List = "List";
    private const string ById = "ById";
    private const string OfAffiliate = "OfAffiliate";

    private readonly HashSet<int> _affiliateIds = new();

    /// <summary>The ids to get.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("promocode_id")]
    [IdListCell, ArgumentCompleter(typeof(PromoCodeIdCompleter))]
    public int[]? PromoCodeId { get; set; }

    /// <summary>Only codes of this name, in any case; wildcards are understood.</summary>
    [Parameter(ParameterSetName = List, Position = 0)]
    [Parameter(ParameterSetName = OfAffiliate)]
    [SupportsWildcards]
    [Alias("q")]
    public string? PromoCode { get; set; }

    /// <summary>Only active or only inactive codes.</summary>
    [Parameter(ParameterSetName = List)]
    [Parameter(ParameterSetName = OfAffiliate)]
    [EnumCell(typeof(ActiveStatus)), PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Enum? Status { get; set; }

    /// <summary>Only codes of these affiliates. The API has no such filter: the list is read once, and the others are left out.</summary>
    [Parameter(ParameterSetName = OfAffiliate, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id")]
    [IdListCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int[]? AffiliateId { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        WriteTotalCount();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _affiliateIds.UnionWith(AffiliateId ?? Enumerable.Empty<int>());
        foreach (int id in PromoCodeId ?? Enumerable.Empty<int>())
        {
            try
            {
                WriteObject(Await(token => Client.PromoCodes.GetAsync(id, token)));
            }
            catch (SmarticoException failure)
            {
                WriteFailure(failure, id, $"promo code {id}");
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == ById || (ParameterSetName == List && WasPipedNothing))
        {
            return;
        }

        WildcardPattern? name = Wildcard.Of(PromoCode);
        var filter = new PromoCodeFilter { Search = LongestLiteral(PromoCode), Status = (ActiveStatus?)Status };
        if (name is null && ParameterSetName == List)
        {
            (long skip, long? first) = Window;
            WriteList(Client.PromoCodes.List(filter, skip, first));
            return;
        }

        // What is left out here does not count for -Skip and -First.
        WriteList(
            Client.PromoCodes.List(filter),
            p => (name?.IsMatch(p.PromoCode) ?? true) && (ParameterSetName == List || (p.AffiliateId is { } id && _affiliateIds.Contains(id))),
            PagingParameters.Skip,
            PagingParameters.First);
    }

    /// <summary>What of the pattern the server can search for. A leading @ would make it a search by id (S000).</summary>
    private static string? LongestLiteral(string? pattern)
        => pattern?.Split('*', '?', '[', ']', '`', '@').OrderByDescending(p => p.Length).FirstOrDefault(p => p.Length > 0);
}
