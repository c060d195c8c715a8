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

    private bool _isExpiredGiven;

    /// <summary>The ids to get.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("promocode_id")]
    [IdListCell, ArgumentCompleter(typeof(PromoCodeIdCompleter))]
    public int[]? PromoCodeId { get; set; }

    /// <summary>Only codes of these names, in any case; wildcards are understood. A name without a wildcard that is not there is an error.</summary>
    [Parameter(ParameterSetName = List, Position = 0)]
    [Parameter(ParameterSetName = OfAffiliate)]
    [SupportsWildcards]
    [Alias("Name", "q")]
    [ArgumentCompleter(typeof(PromoCodeNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? PromoCode { get; set; }

    /// <summary>Only active or only inactive codes.</summary>
    [Parameter(ParameterSetName = List)]
    [Parameter(ParameterSetName = OfAffiliate)]
    [EnumCell(typeof(ActiveStatus)), PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    [ValidateNotNull]
    public Enum? Status { get; set; }

    /// <summary>Only codes of these deals: ids.</summary>
    [Parameter(ParameterSetName = List)]
    [Parameter(ParameterSetName = OfAffiliate)]
    [Alias("deal_id")]
    [IdListCell, ArgumentCompleter(typeof(DealIdCompleter))]
    [ValidateNotNullOrEmpty]
    public int[]? DealId { get; set; }

    /// <summary>Only codes whose end has passed; -Expired:$false, only those whose end has not.</summary>
    [Parameter(ParameterSetName = List)]
    [Parameter(ParameterSetName = OfAffiliate)]
    public SwitchParameter Expired { get; set; }

    /// <summary>Only codes that have begun and not ended at this moment, or at any moment of this day, in UTC. Their status is not looked at.</summary>
    [Parameter(ParameterSetName = List)]
    [Parameter(ParameterSetName = OfAffiliate)]
    [DateCell]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public DateTimeOffset? ValidOn { get; set; }

    /// <summary>Only codes of these affiliates. The API has no such filter: the list is read once, and the others are left out.</summary>
    [Parameter(ParameterSetName = OfAffiliate, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id")]
    [IdListCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int[]? AffiliateId { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _isExpiredGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Expired));
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
        // After a row that could not be bound the parameter set is the default one.
        bool isOfAffiliate = ParameterSetName == OfAffiliate || _affiliateIds.Count > 0;
        if (ParameterSetName == ById || (!isOfAffiliate && WasPipedNothing))
        {
            return;
        }

        var name = new NameFilter("promo code", PromoCode);
        string? search = PromoCode is { Length: 1 } one ? LongestLiteral(one[0]) : null;
        var filter = new PromoCodeFilter { Search = search, Status = (ActiveStatus?)Status };
        if (!name.IsGiven && !isOfAffiliate && DealId is null && !_isExpiredGiven && ValidOn is null)
        {
            (long skip, long? first) = Window;
            WriteList(Client.PromoCodes.List(filter, skip, first));
            return;
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        WriteMatching(
            Client.PromoCodes.List(filter),
            code => name.IsMatch(code.PromoCode)
                && (!isOfAffiliate || (code.AffiliateId is { } affiliate && _affiliateIds.Contains(affiliate)))
                && (DealId is null || (code.DealId is { } deal && DealId.Contains(deal)))
                && (!_isExpiredGiven || (code.EndDate < now) == Expired.IsPresent)
                && (ValidOn is not { } moment || IsValid(code, moment)),
            name);
    }

    /// <summary>Whether a code has begun and not ended. A time of midnight is the day.</summary>
    private static bool IsValid(PromoCode code, DateTimeOffset moment)
    {
        DateTimeOffset last = moment.UtcDateTime.TimeOfDay == TimeSpan.Zero ? moment.AddDays(1).AddTicks(-1) : moment;
        return !(code.StartDate > last) && !(code.EndDate < moment);
    }

    /// <summary>What of the pattern the server can search for. A leading @ would make it a search by id (S000).</summary>
    private static string? LongestLiteral(string? pattern)
        => pattern?.Split('*', '?', '[', ']', '`', '@').OrderByDescending(p => p.Length).FirstOrDefault(p => p.Length > 0);
}
