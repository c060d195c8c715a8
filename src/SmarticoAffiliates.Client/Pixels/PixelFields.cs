using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>The fields of a pixel that can be written (S001). What is not given is not sent.</summary>
public abstract class PixelFields : ChangeSet
{
    private protected PixelFields()
    {
    }

    /// <summary>Whether it works.</summary>
    [Field("pixel_status", FieldKind.ActiveAsNumber)]
    public Optional<ActiveStatus> Status { get; init; }

    /// <summary>How the URL is called.</summary>
    [Field("pixel_type_id", FieldKind.Choice)]
    public Optional<PixelDelivery> Delivery { get; init; }

    /// <summary>What sets it off.</summary>
    [Field("pixel_trigger_type_id", FieldKind.Choice)]
    public Optional<PixelTrigger> Trigger { get; init; }

    /// <summary>The URL: absolute http or https, with <c>{{placeholders}}</c> that the server fills in.</summary>
    [Field("pixel", FieldKind.WebAddress)]
    public Optional<string> Url { get; init; }

    /// <summary>The name.</summary>
    [Field("pixel_name", FieldKind.Text)]
    public Optional<string> Name { get; init; }

    /// <summary>The deal for which it works, one of the affiliate's; -1 for all (<see cref="Pixel.AllDeals"/>).</summary>
    [Field("deal_id", FieldKind.PixelDeal)]
    public Optional<int> DealId { get; init; }

    /// <summary>What looks like a mistake in the URL's placeholders and is sent all the same: which names exist is undocumented.</summary>
    public IReadOnlyList<string> Warnings() => Url.IsGiven ? PixelUrl.Warnings(Url.Value).ToList() : new List<string>();

    private protected void CheckUrl()
    {
        if (Url.IsGiven && !PixelUrl.IsWebAddress(Url.Value))
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                $"Url '{Url.Value}' is not an absolute http or https URL with a host: write it as https://tracker.example.com/?deal={{{{deal_id}}}}. Nothing was sent.");
        }
    }
}

/// <summary>A pixel to create. AffiliateId, Trigger, Delivery and Url are needed; which are mandatory is undocumented.</summary>
public sealed class PixelCreate : PixelFields
{
    // S001's example sends "166368", a string, though the list answers a number. Whether a number is taken is undocumented:
    // the example is followed, here and nowhere else.
    /// <summary>The affiliate to whom it is to belong.</summary>
    [Field("affiliate_id", FieldKind.IdAsText, ComesFirst = true)]
    public Optional<int> AffiliateId { get; init; }

    /// <summary>The same, with these where they were not given.</summary>
    public PixelCreate WithDefaults(int? affiliateId, int? dealId, ActiveStatus? status) => this
        .With(r => r.AffiliateId, AffiliateId.Or(affiliateId))
        .With(r => r.DealId, DealId.Or(dealId))
        .With(r => r.Status, Status.Or(status));

    // A pixel that was created without a deal works for all of them.
    /// <inheritdoc/>
    public override IReadOnlyList<FieldChange> DifferenceFrom(SmarticoObject present)
    {
        IReadOnlyList<FieldChange> given = base.DifferenceFrom(present);
        return !DealId.IsGiven && present is Pixel { DealId: { } deal and not Pixel.AllDeals }
            ? given.Concat(new[] { Unasked(nameof(DealId), deal, Pixel.AllDeals) }).ToList()
            : given;
    }

    /// <summary>Checks what can be checked before anything is sent.</summary>
    /// <exception cref="SmarticoException">What is missing or wrong (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public void Check()
    {
        if (!AffiliateId.IsGiven)
        {
            throw Missing(nameof(AffiliateId));
        }

        if (!Trigger.IsGiven)
        {
            throw Missing(nameof(Trigger));
        }

        if (!Delivery.IsGiven)
        {
            throw Missing(nameof(Delivery));
        }

        if (string.IsNullOrWhiteSpace(Url.Value))
        {
            throw Missing(nameof(Url));
        }

        CheckUrl();
    }
}

/// <summary>
/// The fields of a pixel to change. S001's example changes the name and the status; that the others can be changed is
/// undocumented, and the affiliate is not among them.
/// </summary>
public sealed class PixelUpdate : PixelFields
{
    /// <summary>Checks what can be checked before anything is sent.</summary>
    /// <exception cref="SmarticoException">
    /// No field was given (<see cref="SmarticoErrorKind.NothingToChange"/>), or the URL is none (<see cref="SmarticoErrorKind.InvalidInput"/>).
    /// </exception>
    public void Check()
    {
        CheckNotEmpty();
        CheckUrl();
    }
}
