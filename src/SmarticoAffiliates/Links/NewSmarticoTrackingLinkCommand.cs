using System;
using System.Management.Automation;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Builds tracking links: one for each piped affiliate, one for each piped destination link, one a row of a table, or one by
/// its arguments. Nothing is created on the server: the same values give the same address.
/// </summary>
[Cmdlet(VerbsCommon.New, "SmarticoTrackingLink", SupportsShouldProcess = true, DefaultParameterSetName = ByObject, HelpUri = Help.Pages + "New-SmarticoTrackingLink.md")]
[OutputType(typeof(TrackingLink))]
public sealed class NewSmarticoTrackingLinkCommand : RowCmdlet
{
    /// <summary>The affiliate whose players the link counts: only the id is taken.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    public IAffiliateReference? InputObject { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ByRow, ValueFromPipeline = true, DontShow = true)]
    public override PSObject? Row { get; set; }

    /// <summary>The affiliate whose players the link counts. Piped destination links take it from here.</summary>
    [Parameter(ParameterSetName = ByRow, Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true), Alias("affiliate_id")]
    [IdCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int? AffiliateId { get; set; }

    /// <summary>The destination link to which it leads.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("link_id")]
    [IdCell, ArgumentCompleter(typeof(LinkIdCompleter))]
    public int? LinkId { get; set; }

    /// <summary>A source of the affiliate's that the link tells apart; any text.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("source_id")]
    public string? SourceId { get; set; }

    private protected override Type RecordType => typeof(TrackingLink);

    private protected override object Target => Row ?? InputObject ?? (object)LinkId!;

    private protected override string Resource
        => FormattableString.Invariant($"tracking link of affiliate {InputObject?.GetAffiliateId() ?? AffiliateId} to link {LinkId}")
            + (string.IsNullOrWhiteSpace(SourceId) ? string.Empty : $" for source '{SourceId}'");

    private protected override object? ResultOf(JournalEntry earlier) => earlier.Record<TrackingLink>();

    private protected override RowWork Build()
    {
        TrackingLinkCreate create = FieldMap.For(GetType(), typeof(TrackingLinkCreate)).Apply(this, new TrackingLinkCreate())
            .WithDefaults(InputObject?.GetAffiliateId());
        create.Check();
        return new RowWork(
            Target,
            Resource,
            "Build",
            () => create.ToJson().ToString(Formatting.None),
            async (client, _, token) => await client.Links.BuildAsync(create, token).ConfigureAwait(false))
        {
            KeepsOrder = false,
        };
    }
}
