using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Lists destination links: the pages to which affiliates send players.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoDestinationLink", HelpUri = Help.Pages + "Get-SmarticoDestinationLink.md")]
[OutputType(typeof(DestinationLink))]
public sealed class GetSmarticoDestinationLinkCommand : SmarticoCmdlet
{
    /// <summary>Only these links.</summary>
    [Parameter]
    [Alias("link_id")]
    [IdListCell, ArgumentCompleter(typeof(LinkIdCompleter))]
    [ValidateNotNullOrEmpty]
    public int[]? LinkId { get; set; }

    /// <summary>Only links of this name, in any case; wildcards are understood.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [Alias("link_name")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Only links of this brand, by its name or its number; wildcards are understood.</summary>
    [Parameter]
    [SupportsWildcards]
    [Alias("brand_name", "brand_id")]
    [ArgumentCompleter(typeof(BrandNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Brand { get; set; }

    /// <summary>Only links that can be used: they and their brand are switched on.</summary>
    [Parameter]
    public SwitchParameter EnabledOnly { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<DestinationLink> links;
        try
        {
            links = Await(Client.Links.ListAsync);
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, target: null);
            throw;
        }

        WildcardPattern? name = Wildcard.Of(Name);
        WildcardPattern? brand = Wildcard.Of(Brand);
        foreach (DestinationLink link in links)
        {
            if ((LinkId is null || LinkId.Contains(link.LinkId))
                && (name?.IsMatch(link.Name ?? string.Empty) ?? true)
                && (brand is null || brand.IsMatch(link.BrandName ?? string.Empty) || brand.IsMatch(LanguagePrimitives.ConvertTo<string>(link.BrandId)))
                && (!EnabledOnly || (link.Enabled == true && link.IsActiveBrand != false)))
            {
                WriteObject(link);
            }
        }

        foreach (int id in (LinkId ?? Enumerable.Empty<int>()).Where(id => links.All(l => l.LinkId != id)))
        {
            WriteFailure(new SmarticoException(SmarticoErrorKind.NotFound, $"There is no destination link {id}."), id);
        }
    }
}
