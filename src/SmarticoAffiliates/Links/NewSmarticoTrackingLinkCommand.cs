using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Builds tracking links: one for each piped affiliate, one for each piped destination link, one a row of a table, or one by
/// its arguments. Nothing is created on the server: the same values give the same address.
/// </summary>
[Cmdlet(VerbsCommon.New, "SmarticoTrackingLink", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "New-SmarticoTrackingLink.md")]
[OutputType(typeof(TrackingLink))]
public sealed class NewSmarticoTrackingLinkCommand : RowCmdlet<TrackingLink>
{
    /// <summary>The affiliate whose players the link counts. Piped destination links take it from here.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 1, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 1), AllowNull, Alias("affiliate_id")]
    [Given(IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? AffiliateId { get; set; }

    /// <summary>The destination link to which it leads.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 0, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 0), AllowNull, Alias("link_id")]
    [Given(IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(LinkIdCompleter))]
    public Cell<int>? LinkId { get; set; }

    /// <summary>A source of the affiliate's that the link tells apart; any text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("source_id")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? SourceId { get; set; }

    private protected override Type RequestType => typeof(TrackingLinkCreate);

    private protected override string NameOf(RowValues row)
        => $"tracking link of affiliate {row.Shown(nameof(AffiliateId))} to link {row.Shown(nameof(LinkId))}"
            + (row.Shown(nameof(SourceId)) is { } source ? $" for source '{source}'" : string.Empty);

    private protected override RowWork Build(RowValues row)
    {
        TrackingLinkCreate create = row.Fill(new TrackingLinkCreate());
        create.Check();
        return Create(NameOf(row), identity: null, create, async (client, _, token) => await client.Links.BuildAsync(create, token).ConfigureAwait(false), "Build", RunAction.Build);
    }
}
