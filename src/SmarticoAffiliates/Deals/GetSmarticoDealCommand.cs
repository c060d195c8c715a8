using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Lists the deals of affiliates, with their sub-deals.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoDeal", SupportsPaging = true, HelpUri = Help.Pages + "Get-SmarticoDeal.md")]
[OutputType(typeof(Deal))]
public sealed class GetSmarticoDealCommand : AffiliateListCmdlet
{
    /// <summary>Leaves out the sub-deals, which override a deal for some brands, countries, sources or campaigns.</summary>
    [Parameter]
    public SwitchParameter RootOnly { get; set; }

    private protected override string Records => "deals";

    private protected override async Task<IEnumerable<SmarticoObject>> ListAsync(int affiliateId, CancellationToken cancellationToken)
        => await Client.Deals.ListAsync(affiliateId, RootOnly, cancellationToken).ConfigureAwait(false);
}
