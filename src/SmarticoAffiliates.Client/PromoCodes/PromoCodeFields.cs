using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>The fields of a promo code that can be written (S000). What is not given is not sent; null clears.</summary>
public abstract class PromoCodeFields : ChangeSet
{
    private protected PromoCodeFields()
    {
    }

    /// <summary>The code; unique for the operator.</summary>
    [Field("promocode", FieldKind.Code)]
    public Optional<string> PromoCode { get; init; }

    /// <summary>The affiliate to whom the code belongs. An update sends it only together with <see cref="DealId"/>.</summary>
    [Field("affiliate_id", FieldKind.Id)]
    public Optional<int> AffiliateId { get; init; }

    /// <summary>The deal; it must be one of the affiliate's.</summary>
    [Field("deal_id", FieldKind.Id)]
    public Optional<int> DealId { get; init; }

    /// <summary>Whether the code works.</summary>
    [Field("status", FieldKind.ActiveAsBoolean)]
    public Optional<ActiveStatus> Status { get; init; }

    /// <summary>A description that only the operator sees.</summary>
    [Field("description_internal", FieldKind.Text, IsClearable = true)]
    public Optional<string?> DescriptionInternal { get; init; }

    /// <summary>A description that affiliates see.</summary>
    [Field("description_public", FieldKind.Text, IsClearable = true)]
    public Optional<string?> DescriptionPublic { get; init; }

    /// <summary>From when the code is valid; sent in UTC with milliseconds.</summary>
    [Field("start_date", FieldKind.Date, IsClearable = true)]
    public Optional<DateTimeOffset?> StartDate { get; init; }

    /// <summary>Until when the code is valid; null: it does not expire. Sent in UTC with milliseconds.</summary>
    [Field("end_date", FieldKind.EndDate, IsClearable = true)]
    public Optional<DateTimeOffset?> EndDate { get; init; }

    // Affiliate and deal go together (S000), so where one of them stays the other does.
    internal override ChangeSet Only(IReadOnlyCollection<string> names)
        => names.Contains(nameof(AffiliateId), StringComparer.Ordinal) || names.Contains(nameof(DealId), StringComparer.Ordinal)
            ? base.Only(names.Concat(new[] { nameof(AffiliateId), nameof(DealId) }).ToList())
            : base.Only(names);

    private protected void CheckDates()
    {
        if (StartDate.Value is { } start && EndDate.Value is { } end && end < start)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                FormattableString.Invariant($"EndDate {end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} is before StartDate {start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}. Nothing was sent."));
        }
    }
}

/// <summary>A promo code to create. PromoCode, AffiliateId, DealId and Status are mandatory (S000).</summary>
public sealed class PromoCodeCreate : PromoCodeFields
{
    /// <summary>The same, with these where they were not given.</summary>
    public PromoCodeCreate WithDefaults(int? affiliateId, int? dealId, ActiveStatus? status) => this
        .With(r => r.AffiliateId, AffiliateId.Or(affiliateId))
        .With(r => r.DealId, DealId.Or(dealId))
        .With(r => r.Status, Status.Or(status));

    // A code that was created without an end has none.
    /// <inheritdoc/>
    public override IReadOnlyList<FieldChange> DifferenceFrom(SmarticoObject present)
    {
        IReadOnlyList<FieldChange> given = base.DifferenceFrom(present);
        return !EndDate.IsGiven && present is PromoCode { EndDate: { } end }
            ? given.Concat(new[] { Unasked(nameof(EndDate), end, null) }).ToList()
            : given;
    }

    /// <summary>The same fields as an update.</summary>
    public PromoCodeUpdate ToUpdate() => new()
    {
        PromoCode = PromoCode,
        AffiliateId = AffiliateId,
        DealId = DealId,
        Status = Status,
        DescriptionInternal = DescriptionInternal,
        DescriptionPublic = DescriptionPublic,
        StartDate = StartDate,
        EndDate = EndDate,
    };

    /// <summary>Checks what can be checked before anything is sent.</summary>
    /// <exception cref="SmarticoException">What is missing or wrong (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(PromoCode.Value))
        {
            throw Missing(nameof(PromoCode));
        }

        if (!AffiliateId.IsGiven)
        {
            throw Missing(nameof(AffiliateId));
        }

        if (!DealId.IsGiven)
        {
            throw Missing(nameof(DealId));
        }

        if (!Status.IsGiven)
        {
            throw Missing(nameof(Status));
        }

        CheckDates();
    }
}

/// <summary>The fields of a promo code to change.</summary>
public sealed class PromoCodeUpdate : PromoCodeFields
{
    /// <summary>The same; where only one of affiliate and deal is given, with the present value of the other.</summary>
    public PromoCodeUpdate WithPartner(int? affiliateId, int? dealId)
        => AffiliateId.IsGiven == DealId.IsGiven
            ? this
            : this.With(r => r.AffiliateId, AffiliateId.Or(affiliateId)).With(r => r.DealId, DealId.Or(dealId));

    /// <summary>Checks what can be checked before anything is sent.</summary>
    /// <exception cref="SmarticoException">
    /// No field was given (<see cref="SmarticoErrorKind.NothingToChange"/>), or AffiliateId and DealId are not together (S000; <see cref="SmarticoErrorKind.InvalidInput"/>).
    /// </exception>
    public void Check()
    {
        CheckNotEmpty();
        if (AffiliateId.IsGiven != DealId.IsGiven)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                $"{(AffiliateId.IsGiven ? "AffiliateId" : "DealId")} is given without {(AffiliateId.IsGiven ? "DealId" : "AffiliateId")}: the two are changed only together. Nothing was sent.");
        }

        CheckDates();
    }
}
