using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Creates pixels (postbacks): one a row of a table, one for each piped affiliate or deal, or one by its arguments.</summary>
[Cmdlet(VerbsCommon.New, "SmarticoPixel", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "New-SmarticoPixel.md")]
[OutputType(typeof(Pixel))]
public sealed class NewSmarticoPixelCommand : RowCmdlet<Pixel>
{
    /// <summary>The affiliate whose record it is to be. Anything of the API that belongs to one can be piped, and gives it.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 0, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 0), AllowNull, Alias("affiliate_id")]
    [Given(IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
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

    /// <summary>The deal for which it works, one of the affiliate's; All, which is the default, for all of them. A piped deal is meant itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [Given(IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(DealIdCompleter))]
    public Cell<int>? DealId { get; set; }

    /// <summary>Whether it works. A new pixel is active unless told otherwise.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("pixel_status")]
    [Given, PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Cell<ActiveStatus>? Status { get; set; }

    private protected override Type RequestType => typeof(PixelCreate);

    private protected override string NameOf(RowValues row)
        => $"pixel{(row.Shown(nameof(Name)) is { } name ? $" '{name}'" : string.Empty)} of affiliate {row.Shown(nameof(AffiliateId))}".TrimEnd();

    private protected override RowWork Build(RowValues row)
    {
        PixelCreate create = row.Fill(new PixelCreate()).WithDefaults(affiliateId: null, Pixel.AllDeals, ActiveStatus.Active);
        create.Check();
        foreach (string warning in create.Warnings())
        {
            WarnOnce($"Url '{create.Url.Value}': {warning}");
        }

        return Create(NameOf(row), identity: null, create, async (client, resumed, token) => await client.Pixels.CreateAsync(create, resumed, token).ConfigureAwait(false));
    }
}
