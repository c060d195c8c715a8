using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Changes pixels (postbacks): those that are piped in, one a row of a table, or one by its id. Only what is given is sent.</summary>
[Cmdlet(VerbsCommon.Set, "SmarticoPixel", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "Set-SmarticoPixel.md")]
[OutputType(typeof(Pixel))]
public sealed class SetSmarticoPixelCommand : RowCmdlet<Pixel>
{
    private readonly Comparison<Pixel> _comparison = new(p => p.Name);
    private readonly Dictionary<int, (Dictionary<int, Pixel> Pixels, SmarticoException? Failure)> _present = new();

    /// <summary>The id of the pixel to change.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 0, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 0), AllowNull, Alias("id")]
    [Given(FieldKind.Id, IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(PixelIdCompleter))]
    public Cell<int>? PixelId { get; set; }

    /// <summary>The affiliate to whom the pixel belongs. It can't be changed: it only tells -SkipUnchanged where to look, as pixels are listed by affiliate.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("affiliate_id")]
    [Given(FieldKind.Id, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? AffiliateId { get; set; }

    /// <summary>What sets it off.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("pixel_trigger_type_id")]
    [Given, PSTypeName("SmarticoAffiliates.PixelTrigger"), ArgumentCompleter(typeof(PixelTriggerCompleter))]
    public Cell<PixelTrigger>? Trigger { get; set; }

    /// <summary>How the URL is called.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("pixel_type_id")]
    [Given, PSTypeName("SmarticoAffiliates.PixelDelivery"), ArgumentCompleter(typeof(PixelDeliveryCompleter))]
    public Cell<PixelDelivery>? Delivery { get; set; }

    /// <summary>The URL: absolute http or https, with <c>{{placeholders}}</c> that the server fills in. What looks like a mistake in them is warned of.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("pixel")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Url { get; set; }

    /// <summary>The name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("pixel_name")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Name { get; set; }

    /// <summary>The deal for which it works, one of the affiliate's; All for all of them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(DealIdCompleter))]
    public Cell<int>? DealId { get; set; }

    /// <summary>Whether it works.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("pixel_status")]
    [Given, PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Cell<ActiveStatus>? Status { get; set; }

    /// <summary>
    /// Compares with what the server has, and sends only what differs: nothing for a row without a difference. What the
    /// server has is read in pages, not record by record; a piped object is compared as it was read.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipUnchanged { get; set; }

    /// <summary>Writes the pixel as the server answered it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Type RequestType => typeof(PixelUpdate);

    private protected override string NameOf(RowValues row) => $"pixel {row.Shown(nameof(PixelId))}".TrimEnd();

    private protected override RowWork Build(RowValues row)
    {
        PixelUpdate update = row.Fill(new PixelUpdate());
        update.Check();
        foreach (string warning in update.Warnings())
        {
            WarnOnce($"Url '{update.Url.Value}': {warning}");
        }

        int id = row.Get<int>(nameof(PixelId));
        var known = row.Row.Piped?.BaseObject as Pixel;
        return _comparison.Update(
            NameOf(row), id, update, SkipUnchanged || PlanOnly, KeepsPresent, known, () => TakePresent(row, id), PassThru,
            async (client, changes, token) => await client.Pixels.UpdateAsync(id, changes, known, token).ConfigureAwait(false));
    }

    private Pixel? TakePresent(RowValues row, int id)
    {
        if (row.Id(nameof(AffiliateId)) is not { } affiliateId)
        {
            WriteVerbose($"pixel {id}: its affiliate is not given, so it is not compared.");
            return null;
        }

        if (!_present.TryGetValue(affiliateId, out (Dictionary<int, Pixel> Pixels, SmarticoException? Failure) listed))
        {
            _present.Add(affiliateId, listed = List(affiliateId));
        }

        if (listed.Failure is not null)
        {
            throw listed.Failure;
        }

        if (listed.Pixels.TryGetValue(id, out Pixel? pixel))
        {
            // A later row of the same pixel would compare with what an earlier one has changed.
            listed.Pixels.Remove(id);
        }

        return pixel;
    }

    private (Dictionary<int, Pixel> Pixels, SmarticoException? Failure) List(int affiliateId)
    {
        var pixels = new Dictionary<int, Pixel>();
        try
        {
            foreach (Pixel listed in Await(token => Client.Pixels.ListAsync(affiliateId, token)))
            {
                pixels[listed.PixelId] = listed;
            }

            return (pixels, null);
        }
        catch (SmarticoException failure)
        {
            return (pixels, failure);
        }
    }
}
