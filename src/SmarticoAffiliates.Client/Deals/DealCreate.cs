using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>A deal to create (S003). What is not given is not sent. Amounts are in the operator's currency.</summary>
public sealed class DealCreate : ChangeSet
{
    /// <summary>The affiliate who gets it.</summary>
    [Field("affiliate_id", FieldKind.Id)]
    public Optional<int> AffiliateId { get; init; }

    /// <summary>What it pays for; which amounts it needs follows from it (<see cref="DealTypes"/>).</summary>
    [Field("deal_type_id", FieldKind.Choice)]
    public Optional<DealType> DealType { get; init; }

    /// <summary>The name.</summary>
    [Field("deal_group_name", FieldKind.Text)]
    public Optional<string> Name { get; init; }

    /// <summary>The amount for an acquired customer.</summary>
    [Field("cpa_amount", FieldKind.Amount)]
    public Optional<decimal> CpaAmount { get; init; }

    /// <summary>The net deposits from which a customer counts.</summary>
    [Field("qua_cpa_net_deposit", FieldKind.Amount)]
    public Optional<decimal> CpaNetDepositQualifier { get; init; }

    /// <summary>The deposits from which a customer counts.</summary>
    [Field("qua_cpa_deposit", FieldKind.Amount)]
    public Optional<decimal> CpaDepositQualifier { get; init; }

    /// <summary>The first deposit from which a customer counts.</summary>
    [Field("qua_cpa_ftd", FieldKind.Amount)]
    public Optional<decimal> CpaFtdQualifier { get; init; }

    /// <summary>The volume (wagering) from which a customer counts.</summary>
    [Field("qua_cpa_volume", FieldKind.Amount)]
    public Optional<decimal> CpaVolumeQualifier { get; init; }

    /// <summary>The number of activities (bets) from which a customer counts.</summary>
    [Field("qua_cpa_activity_count", FieldKind.Count)]
    public Optional<int> CpaActivityCountQualifier { get; init; }

    /// <summary>The amount for a lead.</summary>
    [Field("cpl_amount", FieldKind.Amount)]
    public Optional<decimal> CplAmount { get; init; }

    /// <summary>The volume (wagering) from which a lead counts.</summary>
    [Field("qua_cpl_volume", FieldKind.Amount)]
    public Optional<decimal> CplVolumeQualifier { get; init; }

    /// <summary>The share of revenue, in percent: 25 is a quarter.</summary>
    [Field("rev_share_percentage", FieldKind.Amount)]
    public Optional<decimal> RevSharePercentage { get; init; }

    /// <summary>The type that the given amounts imply; null where they do not tell it (<see cref="DealTypes.Infer"/>).</summary>
    public DealType? InferType() => DealTypes.Infer(CplAmount.IsGiven, CpaAmount.IsGiven, RevSharePercentage.IsGiven);

    /// <summary>The same, with these where they were not given.</summary>
    public DealCreate WithDefaults(int? affiliateId, DealType? dealType) => this
        .With(r => r.AffiliateId, AffiliateId.Or(affiliateId))
        .With(r => r.DealType, DealType.Or(dealType));

    // A deal that was created without an amount or a qualifier has none, and a new one is neither a sub-deal nor closed.
    /// <inheritdoc/>
    public override IReadOnlyList<FieldChange> DifferenceFrom(SmarticoObject present)
    {
        IEnumerable<FieldChange> given = base.DifferenceFrom(present);
        if (present is Deal deal)
        {
            given = given
                .Concat(Figures(deal)
                    .Where(f => !f.Wanted.IsGiven && f.Present is not (null or 0m))
                    .Select(f => Unasked(f.Name, f.Present, null)))
                .Concat(deal.LevelId is null || deal.IsRoot ? Array.Empty<FieldChange>() : new[] { new FieldChange(nameof(Deal.LevelId), "level_id", deal.LevelId, null) })
                .Concat(deal.CloseDate is null ? Array.Empty<FieldChange>() : new[] { new FieldChange(nameof(Deal.CloseDate), "close_date", deal.CloseDate, null) });
        }

        return given.ToList();
    }

    /// <summary>Checks what can be checked before anything is sent.</summary>
    /// <exception cref="SmarticoException">What is missing, superfluous or wrong (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public void Check()
    {
        if (!AffiliateId.IsGiven)
        {
            throw Missing(nameof(AffiliateId));
        }

        if (!DealType.IsGiven)
        {
            IReadOnlyList<DealType> possible = DealTypes.Possible(CplAmount.IsGiven, CpaAmount.IsGiven, RevSharePercentage.IsGiven);
            throw possible.Count > 1
                ? Wrong($"DealType is missing: with these amounts it can be {string.Join(" or ", possible)}.")
                : Missing(nameof(DealType));
        }

        List<(string Name, IOptional Wanted, decimal? Present)> given = Figures(null).Where(f => f.Wanted.IsGiven).ToList();
        string? problem = DealTypes.Problem(DealType.Value, given.ConvertAll(f => f.Name));
        if (problem is not null)
        {
            throw Wrong(problem);
        }

        foreach ((string name, IOptional wanted, _) in given)
        {
            decimal figure = Convert.ToDecimal(wanted.Value, System.Globalization.CultureInfo.InvariantCulture);
            if (figure < 0)
            {
                throw Wrong(FormattableString.Invariant($"{name} {figure} is negative."));
            }
        }

        if (RevSharePercentage.Value > 100)
        {
            throw Wrong(FormattableString.Invariant($"RevSharePercentage {RevSharePercentage.Value} is more than 100 percent."));
        }
    }

    private static SmarticoException Wrong(string what) => new(SmarticoErrorKind.InvalidInput, what + " Nothing was sent.");

    private IEnumerable<(string Name, IOptional Wanted, decimal? Present)> Figures(Deal? deal)
    {
        yield return (nameof(CpaAmount), CpaAmount, deal?.CpaAmount);
        yield return (nameof(CpaNetDepositQualifier), CpaNetDepositQualifier, deal?.CpaNetDepositQualifier);
        yield return (nameof(CpaDepositQualifier), CpaDepositQualifier, deal?.CpaDepositQualifier);
        yield return (nameof(CpaFtdQualifier), CpaFtdQualifier, deal?.CpaFtdQualifier);
        yield return (nameof(CpaVolumeQualifier), CpaVolumeQualifier, deal?.CpaVolumeQualifier);
        yield return (nameof(CpaActivityCountQualifier), CpaActivityCountQualifier, deal?.CpaActivityCountQualifier);
        yield return (nameof(CplAmount), CplAmount, deal?.CplAmount);
        yield return (nameof(CplVolumeQualifier), CplVolumeQualifier, deal?.CplVolumeQualifier);
        yield return (nameof(RevSharePercentage), RevSharePercentage, deal?.RevSharePercentage);
    }
}
