using System;
using System.Management.Automation;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Commands;

/// <summary>Creates pixels (postbacks): one a row of a table, one for each piped affiliate or deal, or one by its arguments.</summary>
[Cmdlet(VerbsCommon.New, "SmarticoPixel", SupportsShouldProcess = true, DefaultParameterSetName = ByObject, HelpUri = Help.Pages + "New-SmarticoPixel.md")]
[OutputType(typeof(Pixel))]
public sealed class NewSmarticoPixelCommand : AffiliateRecordCmdlet<Pixel>
{
    /// <summary>What sets it off.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("pixel_trigger_type_id")]
    [EnumCell(typeof(PixelTrigger)), PSTypeName("SmarticoAffiliates.PixelTrigger"), ArgumentCompleter(typeof(PixelTriggerCompleter))]
    public Enum? Trigger { get; set; }

    /// <summary>How the URL is called.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("pixel_type_id")]
    [EnumCell(typeof(PixelDelivery)), PSTypeName("SmarticoAffiliates.PixelDelivery"), ArgumentCompleter(typeof(PixelDeliveryCompleter))]
    public Enum? Delivery { get; set; }

    /// <summary>The URL: absolute http or https, with <c>{{placeholders}}</c> that the server fills in. What looks like a mistake in them is warned of.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("pixel")]
    public string? Url { get; set; }

    /// <summary>The name.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("pixel_name")]
    public string? Name { get; set; }

    /// <summary>The deal for which it works, one of the affiliate's; All, which is the default, for all of them. A piped deal is meant itself.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [PixelDealCell, ArgumentCompleter(typeof(DealIdCompleter))]
    public int? DealId { get; set; }

    /// <summary>Whether it works. A new pixel is active unless told otherwise.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Alias("pixel_status")]
    [PixelStatusCell, PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Enum? Status { get; set; }

    private protected override string Record => "pixel";

    private protected override string? RecordName => Name;

    private protected override RowWork Build()
    {
        PixelCreate create = FieldMap.For(GetType(), typeof(PixelCreate)).Apply(this, new PixelCreate())
            .WithDefaults(InputObject?.GetAffiliateId(), InputObject?.GetDealId() ?? Pixel.AllDeals, ActiveStatus.Active);
        create.Check();
        foreach (string doubt in create.Doubts())
        {
            WarnOnce($"Url '{Url}': {doubt}");
        }

        return new RowWork(
            Target,
            Resource,
            $"Create with {Describe(create)}",
            () => create.ToJson().ToString(Formatting.None),
            async (client, isResumed, token) => await client.Pixels.CreateAsync(create, isResumed, token).ConfigureAwait(false))
        {
            KeepsOrder = false,
        };
    }
}
