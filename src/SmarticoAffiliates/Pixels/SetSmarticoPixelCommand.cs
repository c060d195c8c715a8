using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Changes pixels (postbacks): those that are piped in, one a row of a table, or one by its id. Only what is given is sent.</summary>
[Cmdlet(VerbsCommon.Set, "SmarticoPixel", SupportsShouldProcess = true, DefaultParameterSetName = ByObject, HelpUri = Help.Pages + "Set-SmarticoPixel.md")]
[OutputType(typeof(Pixel))]
public sealed class SetSmarticoPixelCommand : UpdateCmdlet<Pixel>
{
    private const string ById = "ById";

    private readonly Dictionary<int, Dictionary<int, Pixel>> _present = new();

    /// <summary>The pixel to change; only its identity is taken.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    public Pixel? InputObject { get; set; }

    /// <summary>The id of the pixel to change.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("id")]
    [IdCell, ArgumentCompleter(typeof(PixelIdCompleter))]
    public int? PixelId { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ById, ValueFromPipeline = true, DontShow = true)]
    public override PSObject? Row { get; set; }

    /// <summary>The affiliate to whom the pixel belongs. It can't be changed: it only tells -SkipUnchanged where to look, as pixels are listed by affiliate.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("affiliate_id")]
    [IdCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int? AffiliateId { get; set; }

    /// <summary>What sets it off.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("pixel_trigger_type_id")]
    [EnumCell(typeof(PixelTrigger)), PSTypeName("SmarticoAffiliates.PixelTrigger"), ArgumentCompleter(typeof(PixelTriggerCompleter))]
    public Enum? Trigger { get; set; }

    /// <summary>How the URL is called.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("pixel_type_id")]
    [EnumCell(typeof(PixelDelivery)), PSTypeName("SmarticoAffiliates.PixelDelivery"), ArgumentCompleter(typeof(PixelDeliveryCompleter))]
    public Enum? Delivery { get; set; }

    /// <summary>The URL: absolute http or https, with <c>{{placeholders}}</c> that the server fills in. What looks like a mistake in them is warned of.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("pixel")]
    public string? Url { get; set; }

    /// <summary>The name.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("pixel_name")]
    public string? Name { get; set; }

    /// <summary>The deal for which it works, one of the affiliate's; All for all of them.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [PixelDealCell, ArgumentCompleter(typeof(DealIdCompleter))]
    public int? DealId { get; set; }

    /// <summary>Whether it works.</summary>
    [Parameter(ParameterSetName = ByObject), Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Alias("pixel_status")]
    [PixelStatusCell, PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Enum? Status { get; set; }

    /// <summary>Writes the pixel as the server answered it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object Target => Row ?? InputObject ?? (object)Id;

    private protected override string Resource => FormattableString.Invariant($"pixel {Id}");

    private int Id => InputObject?.PixelId ?? PixelId!.Value;

    private protected override RowWork Build()
    {
        PixelUpdate update = FieldMap.For(GetType(), typeof(PixelUpdate)).Apply(this, new PixelUpdate());
        update.Check();
        foreach (string doubt in update.Doubts())
        {
            WarnOnce($"Url '{Url}': {doubt}");
        }

        int id = Id;
        bool passThru = PassThru;
        Pixel? known = InputObject;
        return Update(update, known, id, passThru, async (client, changes, token) =>
        {
            Pixel answered = await client.Pixels.UpdateAsync(id, changes, known, token).ConfigureAwait(false);
            return passThru ? answered : null;
        });
    }

    private protected override Pixel? TakePresent(int id)
    {
        if (AffiliateId is not { } affiliateId)
        {
            WriteVerbose($"{Resource}: its affiliate is not given, so it is not compared.");
            return null;
        }

        if (!_present.TryGetValue(affiliateId, out Dictionary<int, Pixel>? pixels))
        {
            pixels = new Dictionary<int, Pixel>();
            foreach (Pixel listed in Await(token => Client.Pixels.ListAsync(affiliateId, token)))
            {
                pixels[listed.PixelId] = listed;
            }

            _present.Add(affiliateId, pixels);
        }

        if (pixels.TryGetValue(id, out Pixel? pixel))
        {
            // A later row of the same pixel would compare with what an earlier one has changed.
            pixels.Remove(id);
        }

        return pixel;
    }
}
