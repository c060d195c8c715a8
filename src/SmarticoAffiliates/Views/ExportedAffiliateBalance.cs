using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>The first columns of an exported <see cref="AffiliateBalance"/>, in their order; see <see cref="ExportedValues"/>.</summary>
public static class ExportedAffiliateBalance
{
    /// <summary><see cref="AffiliateBalance.AffiliateId"/>.</summary>
    public static object? AffiliateId(PSObject instance) => Of(instance).AffiliateId;

    /// <summary><see cref="AffiliateBalance.Name"/>.</summary>
    public static object? Name(PSObject instance) => Of(instance).Name;

    /// <summary><see cref="AffiliateBalance.Balance"/>.</summary>
    public static object? Balance(PSObject instance) => ExportedValues.Value(Of(instance).Balance);

    /// <summary><see cref="AffiliateBalance.Threshold"/>.</summary>
    public static object? Threshold(PSObject instance) => ExportedValues.Value(Of(instance).Threshold);

    /// <summary><see cref="AffiliateBalance.CommissionsTotal"/>.</summary>
    public static object? CommissionsTotal(PSObject instance) => ExportedValues.Value(Of(instance).CommissionsTotal);

    /// <summary><see cref="AffiliateBalance.Payments"/>.</summary>
    public static object? Payments(PSObject instance) => ExportedValues.Value(Of(instance).Payments);

    /// <summary><see cref="AffiliateBalance.LastPaymentDate"/>.</summary>
    public static object? LastPaymentDate(PSObject instance) => ExportedValues.Value(Of(instance).LastPaymentDate);

    /// <summary><see cref="AffiliateBalance.Adjustments"/>.</summary>
    public static object? Adjustments(PSObject instance) => ExportedValues.Value(Of(instance).Adjustments);

    /// <summary><see cref="AffiliateBalance.NotProcessedPaymentAmount"/>.</summary>
    public static object? NotProcessedPaymentAmount(PSObject instance) => ExportedValues.Value(Of(instance).NotProcessedPaymentAmount);

    /// <summary><see cref="AffiliateBalance.CplFee"/>.</summary>
    public static object? CplFee(PSObject instance) => ExportedValues.Value(Of(instance).CplFee);

    /// <summary><see cref="AffiliateBalance.CpaFee"/>.</summary>
    public static object? CpaFee(PSObject instance) => ExportedValues.Value(Of(instance).CpaFee);

    /// <summary><see cref="AffiliateBalance.RevShareFee"/>.</summary>
    public static object? RevShareFee(PSObject instance) => ExportedValues.Value(Of(instance).RevShareFee);

    /// <summary><see cref="AffiliateBalance.SubAffiliateFee"/>.</summary>
    public static object? SubAffiliateFee(PSObject instance) => ExportedValues.Value(Of(instance).SubAffiliateFee);

    /// <summary><see cref="AffiliateBalance.DepositAmount"/>.</summary>
    public static object? DepositAmount(PSObject instance) => ExportedValues.Value(Of(instance).DepositAmount);

    /// <summary><see cref="AffiliateBalance.FtdAmount"/>.</summary>
    public static object? FtdAmount(PSObject instance) => ExportedValues.Value(Of(instance).FtdAmount);

    /// <summary><see cref="AffiliateBalance.CreateDate"/>.</summary>
    public static object? CreateDate(PSObject instance) => ExportedValues.Value(Of(instance).CreateDate);

    private static AffiliateBalance Of(PSObject instance) => (AffiliateBalance)instance.BaseObject;
}
