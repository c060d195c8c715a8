using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Lists balances of affiliates, streaming them page by page, or finds some by the affiliate's id.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoBalance", SupportsPaging = true, DefaultParameterSetName = List, HelpUri = Help.Pages + "Get-SmarticoBalance.md")]
[OutputType(typeof(AffiliateBalance))]
public sealed class GetSmarticoBalanceCommand : SmarticoCmdlet
{
    private const string List = "List";
    private const string ById = "ById";

    private readonly List<int> _ids = new();

    /// <summary>Whose balances: ids, or piped affiliates. The list is walked once for several, and asked for one alone.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id", "id")]
    [IdListCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int[]? AffiliateId { get; set; }

    /// <summary>Only balances that are due: positive, and above the threshold of payments where there is one.</summary>
    [Parameter]
    [Alias("above_threshold")]
    public SwitchParameter AboveThreshold { get; set; }

    /// <summary>
    /// Only what was due until this moment, UTC. It is a moment and no day: a date alone is the first moment of that day, so
    /// for the whole of 30 April write 2026-04-30T23:59:59Z.
    /// </summary>
    [Parameter]
    [DateCell]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public DateTimeOffset? To { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _ids.AddRange(AffiliateId ?? Enumerable.Empty<int>());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteTotalCount();
        if (_ids.Count > 0)
        {
            WriteFound(
                _ids,
                (ids, token) => Client.Balances.FindAsync(ids, AboveThreshold, To, token),
                id => AboveThreshold ? null : FormattableString.Invariant($"There is no balance of affiliate {id}."));
        }
        else if (!WasPipedNothing)
        {
            (long skip, long? first) = Window;
            WriteList(Client.Balances.List(new BalanceFilter { AboveThreshold = AboveThreshold, To = To }, skip, first));
        }
    }
}
