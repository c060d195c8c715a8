using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>
/// One row of a media report (field: no document lists its columns). Amounts are in <see cref="OperatorCurrency"/>. What the
/// report was grouped by is read with <see cref="GetDimension"/>; columns that this version of the type does not
/// know are in <see cref="SmarticoObject.AdditionalProperties"/>.
/// </summary>
[UnknownFieldsAreColumns]
public sealed class MediaReportRow : SmarticoObject, IAffiliateReference
{
    private static readonly PropertyInfo[] s_figures = typeof(MediaReportRow).GetProperties()
        .Where(p => p.CanWrite && (p.PropertyType == typeof(decimal?) || p.PropertyType == typeof(long?)) && p.Name is not (nameof(ConversionRate) or nameof(Balance))).ToArray();

    [JsonProperty("chargback_total")]
    private decimal? _chargbackTotal = null;

    [JsonProperty("chargeback_total")]
    private decimal? _chargebackTotal = null;

    [JsonProperty("netwin")]
    private decimal? _netwin = null;

    private bool _sumsUp;

    [JsonProperty("net_win")]
    private decimal? _netWin = null;

    [JsonConstructor]
    internal MediaReportRow()
    {
    }

    /// <summary>The first day of the row's period, as its first moment in UTC; null where the report has no period.</summary>
    [JsonProperty("dt")]
    [WholeDay]
    public DateTimeOffset? Date { get; private set; }

    /// <summary>The affiliate; null where the report is neither grouped by affiliate nor about one.</summary>
    [JsonProperty("affiliate_id")]
    public int? AffiliateId { get; private set; }

    /// <summary>The affiliate's name, where the server gives it.</summary>
    [JsonProperty("affiliate_name")]
    public string? AffiliateName { get; private set; }

    /// <summary>How many visits.</summary>
    [JsonProperty("visit_count")]
    public long? VisitCount { get; private set; }

    /// <summary>How many registrations.</summary>
    [JsonProperty("registration_count")]
    public long? RegistrationCount { get; private set; }

    /// <summary>How many qualified leads.</summary>
    [JsonProperty("qlead_count")]
    public long? QleadCount { get; private set; }

    /// <summary>How many first deposits.</summary>
    [JsonProperty("ftd_count")]
    public long? FtdCount { get; private set; }

    /// <summary>How many qualified first deposits.</summary>
    [JsonProperty("qftd_count")]
    public long? QftdCount { get; private set; }

    /// <summary>How many deposits.</summary>
    [JsonProperty("deposit_count")]
    public long? DepositCount { get; private set; }

    /// <summary>How many withdrawals.</summary>
    [JsonProperty("withdrawal_count")]
    public long? WithdrawalCount { get; private set; }

    /// <summary>The deposits.</summary>
    [JsonProperty("deposit_total")]
    public decimal? DepositTotal { get; private set; }

    /// <summary>The deposits less the withdrawals.</summary>
    [JsonProperty("net_deposits")]
    public decimal? NetDeposits { get; private set; }

    /// <summary>Undocumented: stands beside net_deposits in the field.</summary>
    [JsonProperty("net_deposit_total")]
    public decimal? NetDepositTotal { get; private set; }

    /// <summary>The first deposits.</summary>
    [JsonProperty("ftd_total")]
    public decimal? FtdTotal { get; private set; }

    /// <summary>The withdrawals.</summary>
    [JsonProperty("withdrawal_total")]
    public decimal? WithdrawalTotal { get; private set; }

    /// <summary>The charge-backs (field; spelled chargback_total there).</summary>
    public decimal? ChargebackTotal => _chargbackTotal ?? _chargebackTotal;

    /// <summary>The bonuses.</summary>
    [JsonProperty("bonus_amount")]
    public decimal? BonusAmount { get; private set; }

    /// <summary>What was deducted from the result.</summary>
    [JsonProperty("deductions")]
    public decimal? Deductions { get; private set; }

    /// <summary>How many bets. Undocumented: read off the name.</summary>
    [JsonProperty("operations")]
    public decimal? Operations { get; private set; }

    /// <summary>The stakes. Undocumented: read off the name.</summary>
    [JsonProperty("volume")]
    public decimal? Volume { get; private set; }

    /// <summary>The operator's profit or loss on the players.</summary>
    [JsonProperty("pl")]
    public decimal? PL { get; private set; }

    /// <summary>The same after deductions.</summary>
    [JsonProperty("net_pl")]
    public decimal? NetPL { get; private set; }

    /// <summary>The casino's part of it.</summary>
    [JsonProperty("net_pl_casino")]
    public decimal? NetPLCasino { get; private set; }

    /// <summary>The sportsbook's part of it.</summary>
    [JsonProperty("net_pl_sport")]
    public decimal? NetPLSport { get; private set; }

    /// <summary>Undocumented: netwin or net_win in the field.</summary>
    public decimal? NetWin => _netwin ?? _netWin;

    /// <summary>The commission for leads.</summary>
    [JsonProperty("commissions_cpl")]
    public decimal? CommissionsCpl { get; private set; }

    /// <summary>The commission for acquired customers.</summary>
    [JsonProperty("commissions_cpa")]
    public decimal? CommissionsCpa { get; private set; }

    /// <summary>The commission by share of revenue.</summary>
    [JsonProperty("commissions_rev_share")]
    public decimal? CommissionsRevShare { get; private set; }

    /// <summary>The commission from sub-affiliates.</summary>
    [JsonProperty("sub_commission_from_child")]
    public decimal? SubCommissionFromChild { get; private set; }

    /// <summary>All commission.</summary>
    [JsonProperty("commissions_total")]
    public decimal? CommissionsTotal { get; private set; }

    /// <summary>What was added or taken away by hand.</summary>
    [JsonProperty("adjustments")]
    public decimal? Adjustments { get; private set; }

    /// <summary>What was paid.</summary>
    [JsonProperty("payments")]
    public decimal? Payments { get; private set; }

    /// <summary>What was earned and is not paid yet.</summary>
    [JsonProperty("balance")]
    public decimal? Balance { get; private set; }

    /// <summary>The share of visits that led to a registration. Undocumented: whether it is in percent.</summary>
    [JsonProperty("conversion_rate")]
    public decimal? ConversionRate { get; private set; }

    /// <summary>The currency of the amounts, ISO 4217: what the answer says of all of its rows.</summary>
    [JsonProperty("operator_currency")]
    public string? OperatorCurrency { get; private set; }

    internal override int Key => 0;

    /// <summary>The row's value of a dimension, ids of this API as <see cref="int"/>; null where the report is not grouped by it.</summary>
    /// <param name="dimension">The dimension.</param>
    public object? GetDimension(ReportDimension dimension)
        => dimension == ReportDimension.AffiliateId ? AffiliateId
            : AdditionalProperties.TryGetValue(ReportDimensions.WireName(dimension), out object? value) ? ReportDimensions.Typed(ReportDimensions.WireName(dimension), value)
            : null;

    /// <summary>
    /// One row that sums up others, named <c>Total</c> in the place of an affiliate. Figures that are no sums, such as a rate or
    /// a balance, it has none, nor those that no row has.
    /// </summary>
    /// <param name="rows">The rows, at least one.</param>
    /// <exception cref="SmarticoException">The amounts are in several currencies (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static MediaReportRow Total(IReadOnlyCollection<MediaReportRow> rows)
    {
        string?[] currencies = rows.Select(r => r.OperatorCurrency).Distinct(StringComparer.Ordinal).ToArray();
        if (currencies.Length != 1)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The rows have amounts in several currencies ({string.Join(", ", currencies.Select(c => c ?? "none"))}), so they have no total.");
        }

        var total = new MediaReportRow { AffiliateName = nameof(Total), OperatorCurrency = currencies[0], _sumsUp = true };
        foreach (PropertyInfo figure in s_figures)
        {
            object[] values = rows.Select(r => figure.GetValue(r)).OfType<object>().ToArray();
            if (values.Length > 0)
            {
                figure.SetValue(total, values[0] is long ? (object)values.Cast<long>().Sum() : values.Cast<decimal>().Sum());
            }
        }

        total._chargebackTotal = rows.Any(r => r.ChargebackTotal is not null) ? rows.Sum(r => r.ChargebackTotal) : null;
        total._netWin = rows.Any(r => r.NetWin is not null) ? rows.Sum(r => r.NetWin) : null;
        return total;
    }

    /// <summary>The same row with its affiliate's name, which a report does not have.</summary>
    public MediaReportRow OfAffiliateNamed(string? name)
    {
        var named = (MediaReportRow)MemberwiseClone();
        named.AffiliateName = name;
        return named;
    }

    /// <summary>Whether it sums up other rows, as <see cref="Total"/> makes it.</summary>
    public bool SumsUp() => _sumsUp;

    int? IAffiliateReference.GetAffiliateId() => AffiliateId;

    int? IAffiliateReference.GetDealId() => null;

    /// <summary>The day and the affiliate, where there are such.</summary>
    public override string ToString() => FormattableString.Invariant($"{Date:yyyy-MM-dd} {AffiliateId}").Trim();
}
