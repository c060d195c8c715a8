using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Lists the pixels (postbacks) of affiliates.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoPixel", SupportsPaging = true, HelpUri = Help.Pages + "Get-SmarticoPixel.md")]
[OutputType(typeof(Pixel))]
public sealed class GetSmarticoPixelCommand : AffiliateListCmdlet
{
    private WildcardPattern? _name;

    /// <summary>Only pixels of this name, in any case; wildcards are understood.</summary>
    [Parameter]
    [SupportsWildcards]
    [Alias("pixel_name")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Only active or only inactive pixels.</summary>
    [Parameter]
    [Alias("pixel_status")]
    [PixelStatusCell, PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    [ValidateNotNull]
    public Enum? Status { get; set; }

    private protected override string Records => "pixels";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _name = Wildcard.Of(Name);
    }

    private protected override async Task<IEnumerable<SmarticoObject>> ListAsync(int affiliateId, CancellationToken cancellationToken)
        => (await Client.Pixels.ListAsync(affiliateId, cancellationToken).ConfigureAwait(false))
            .Where(p => (_name?.IsMatch(p.Name ?? string.Empty) ?? true) && (Status is null || p.Status == (ActiveStatus?)Status));
}
