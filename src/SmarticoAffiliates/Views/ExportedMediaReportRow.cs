using System.Management.Automation;
using System.Reflection;

namespace SmarticoAffiliates.Commands;

/// <summary>The columns of an exported <see cref="MediaReportRow"/>, in their order; see <see cref="ExportedValues"/>.</summary>
public static class ExportedMediaReportRow
{
    private static readonly MethodInfo s_noText = typeof(ExportedMediaReportRow).GetMethod(nameof(NoText))!;

    /// <summary><see cref="MediaReportRow.Date"/>; its text is the day, which is all that it tells.</summary>
    public static object? Date(PSObject instance) => ExportedValues.Day(Row(instance).Date);

    /// <summary><see cref="MediaReportRow.AffiliateId"/>.</summary>
    public static object? AffiliateId(PSObject instance) => Row(instance).AffiliateId;

    /// <summary><see cref="MediaReportRow.AffiliateName"/>.</summary>
    public static object? AffiliateName(PSObject instance) => Row(instance).AffiliateName;

    /// <summary><see cref="MediaReportRow.VisitCount"/>.</summary>
    public static object? VisitCount(PSObject instance) => Row(instance).VisitCount;

    /// <summary><see cref="MediaReportRow.RegistrationCount"/>.</summary>
    public static object? RegistrationCount(PSObject instance) => Row(instance).RegistrationCount;

    /// <summary><see cref="MediaReportRow.QleadCount"/>.</summary>
    public static object? QleadCount(PSObject instance) => Row(instance).QleadCount;

    /// <summary><see cref="MediaReportRow.FtdCount"/>.</summary>
    public static object? FtdCount(PSObject instance) => Row(instance).FtdCount;

    /// <summary><see cref="MediaReportRow.QftdCount"/>.</summary>
    public static object? QftdCount(PSObject instance) => Row(instance).QftdCount;

    /// <summary><see cref="MediaReportRow.DepositCount"/>.</summary>
    public static object? DepositCount(PSObject instance) => Row(instance).DepositCount;

    /// <summary><see cref="MediaReportRow.WithdrawalCount"/>.</summary>
    public static object? WithdrawalCount(PSObject instance) => Row(instance).WithdrawalCount;

    /// <summary><see cref="MediaReportRow.DepositTotal"/>.</summary>
    public static object? DepositTotal(PSObject instance) => ExportedValues.Value(Row(instance).DepositTotal);

    /// <summary><see cref="MediaReportRow.NetDeposits"/>.</summary>
    public static object? NetDeposits(PSObject instance) => ExportedValues.Value(Row(instance).NetDeposits);

    /// <summary><see cref="MediaReportRow.NetDepositTotal"/>.</summary>
    public static object? NetDepositTotal(PSObject instance) => ExportedValues.Value(Row(instance).NetDepositTotal);

    /// <summary><see cref="MediaReportRow.FtdTotal"/>.</summary>
    public static object? FtdTotal(PSObject instance) => ExportedValues.Value(Row(instance).FtdTotal);

    /// <summary><see cref="MediaReportRow.WithdrawalTotal"/>.</summary>
    public static object? WithdrawalTotal(PSObject instance) => ExportedValues.Value(Row(instance).WithdrawalTotal);

    /// <summary><see cref="MediaReportRow.ChargebackTotal"/>.</summary>
    public static object? ChargebackTotal(PSObject instance) => ExportedValues.Value(Row(instance).ChargebackTotal);

    /// <summary><see cref="MediaReportRow.BonusAmount"/>.</summary>
    public static object? BonusAmount(PSObject instance) => ExportedValues.Value(Row(instance).BonusAmount);

    /// <summary><see cref="MediaReportRow.Deductions"/>.</summary>
    public static object? Deductions(PSObject instance) => ExportedValues.Value(Row(instance).Deductions);

    /// <summary><see cref="MediaReportRow.Operations"/>.</summary>
    public static object? Operations(PSObject instance) => ExportedValues.Value(Row(instance).Operations);

    /// <summary><see cref="MediaReportRow.Volume"/>.</summary>
    public static object? Volume(PSObject instance) => ExportedValues.Value(Row(instance).Volume);

    /// <summary><see cref="MediaReportRow.PL"/>.</summary>
    public static object? PL(PSObject instance) => ExportedValues.Value(Row(instance).PL);

    /// <summary><see cref="MediaReportRow.NetPL"/>.</summary>
    public static object? NetPL(PSObject instance) => ExportedValues.Value(Row(instance).NetPL);

    /// <summary><see cref="MediaReportRow.NetPLCasino"/>.</summary>
    public static object? NetPLCasino(PSObject instance) => ExportedValues.Value(Row(instance).NetPLCasino);

    /// <summary><see cref="MediaReportRow.NetPLSport"/>.</summary>
    public static object? NetPLSport(PSObject instance) => ExportedValues.Value(Row(instance).NetPLSport);

    /// <summary><see cref="MediaReportRow.NetWin"/>.</summary>
    public static object? NetWin(PSObject instance) => ExportedValues.Value(Row(instance).NetWin);

    /// <summary><see cref="MediaReportRow.CommissionsCpl"/>.</summary>
    public static object? CommissionsCpl(PSObject instance) => ExportedValues.Value(Row(instance).CommissionsCpl);

    /// <summary><see cref="MediaReportRow.CommissionsCpa"/>.</summary>
    public static object? CommissionsCpa(PSObject instance) => ExportedValues.Value(Row(instance).CommissionsCpa);

    /// <summary><see cref="MediaReportRow.CommissionsRevShare"/>.</summary>
    public static object? CommissionsRevShare(PSObject instance) => ExportedValues.Value(Row(instance).CommissionsRevShare);

    /// <summary><see cref="MediaReportRow.SubCommissionFromChild"/>.</summary>
    public static object? SubCommissionFromChild(PSObject instance) => ExportedValues.Value(Row(instance).SubCommissionFromChild);

    /// <summary><see cref="MediaReportRow.CommissionsTotal"/>.</summary>
    public static object? CommissionsTotal(PSObject instance) => ExportedValues.Value(Row(instance).CommissionsTotal);

    /// <summary><see cref="MediaReportRow.Adjustments"/>.</summary>
    public static object? Adjustments(PSObject instance) => ExportedValues.Value(Row(instance).Adjustments);

    /// <summary><see cref="MediaReportRow.Payments"/>.</summary>
    public static object? Payments(PSObject instance) => ExportedValues.Value(Row(instance).Payments);

    /// <summary><see cref="MediaReportRow.Balance"/>.</summary>
    public static object? Balance(PSObject instance) => ExportedValues.Value(Row(instance).Balance);

    /// <summary><see cref="MediaReportRow.ConversionRate"/>.</summary>
    public static object? ConversionRate(PSObject instance) => ExportedValues.Value(Row(instance).ConversionRate);

    /// <summary><see cref="MediaReportRow.OperatorCurrency"/>.</summary>
    public static object? OperatorCurrency(PSObject instance) => Row(instance).OperatorCurrency;

    /// <summary><see cref="SmarticoObject.AdditionalProperties"/>, without a text: each of them is a column of its own.</summary>
    public static object? AdditionalProperties(PSObject instance)
    {
        var shown = new PSObject(Row(instance).AdditionalProperties);
        shown.Members.Add(new PSCodeMethod(nameof(ToString), s_noText));
        return shown;
    }

    /// <summary>Nothing.</summary>
    public static string NoText(PSObject instance, params object[] arguments) => string.Empty;

    private static MediaReportRow Row(PSObject instance) => (MediaReportRow)instance.BaseObject;
}
