using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Lists affiliates, streaming them page by page, or finds some by id.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoAffiliate", SupportsPaging = true, DefaultParameterSetName = List, HelpUri = Help.Pages + "Get-SmarticoAffiliate.md")]
[OutputType(typeof(Affiliate))]
public sealed class GetSmarticoAffiliateCommand : SmarticoCmdlet
{
    private const string List = "List";
    private const string ById = "ById";

    private readonly List<int> _ids = new();

    /// <summary>The ids to find. The API has no read by id: the list is walked once for all of them.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id", "id")]
    [IdListCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int[]? AffiliateId { get; set; }

    /// <summary>Only affiliates of these statuses.</summary>
    [Parameter(ParameterSetName = List)]
    [Alias("aff_status_id")]
    [EnumListCell(typeof(AffiliateStatus)), PSTypeName("SmarticoAffiliates.AffiliateStatus"), ArgumentCompleter(typeof(AffiliateStatusCompleter))]
    public Enum[]? Status { get; set; }

    /// <summary>Asks for the balances too. The server computes every affiliate's on every call, which slows the whole setup.</summary>
    [Parameter]
    public SwitchParameter IncludeBalance { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _ids.AddRange(AffiliateId ?? Enumerable.Empty<int>());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteTotalCount();
        if (ParameterSetName == ById)
        {
            WriteFound(
                _ids,
                (ids, token) => Client.Affiliates.FindAsync(ids, IncludeBalance, token),
                id => FormattableString.Invariant($"There is no affiliate {id}."));
        }
        else if (!WasPipedNothing)
        {
            var filter = new AffiliateFilter { Status = Status?.Cast<AffiliateStatus>().ToArray(), IncludeBalance = IncludeBalance };
            (long skip, long? first) = Window;
            WriteList(Client.Affiliates.List(filter, skip, first));
        }
    }
}
