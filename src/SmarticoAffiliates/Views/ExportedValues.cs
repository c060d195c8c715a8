using System;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The values of properties that a table can give back. Export-Csv writes a value's <c>ToString()</c>, which for a date
/// drops the milliseconds and, like a decimal's, follows the culture of the machine: the file would be refused, or read
/// differently, elsewhere. So the types file replaces these properties by the same values whose text is ISO 8601 or invariant.
/// </summary>
public static class ExportedValues
{
    private static readonly MethodInfo s_toText = typeof(ExportedValues).GetMethod(nameof(ToText))!;
    private static readonly MethodInfo s_toDayText = typeof(ExportedValues).GetMethod(nameof(ToDayText))!;

    /// <summary><see cref="Affiliate.AffiliateId"/>: here only to come first, because an exported table begins with these.</summary>
    public static object AffiliateAffiliateId(PSObject instance) => ((Affiliate)instance.BaseObject).AffiliateId;

    /// <summary><see cref="Affiliate.Name"/>, second.</summary>
    public static object? AffiliateName(PSObject instance) => ((Affiliate)instance.BaseObject).Name;

    /// <summary><see cref="Affiliate.CreateDate"/>.</summary>
    public static object? AffiliateCreateDate(PSObject instance) => Value(((Affiliate)instance.BaseObject).CreateDate);

    /// <summary><see cref="Affiliate.UpdateDate"/>.</summary>
    public static object? AffiliateUpdateDate(PSObject instance) => Value(((Affiliate)instance.BaseObject).UpdateDate);

    /// <summary><see cref="Affiliate.LastLoginDate"/>.</summary>
    public static object? AffiliateLastLoginDate(PSObject instance) => Value(((Affiliate)instance.BaseObject).LastLoginDate);

    /// <summary><see cref="Affiliate.PaymentThreshold"/>.</summary>
    public static object? AffiliatePaymentThreshold(PSObject instance) => Value(((Affiliate)instance.BaseObject).PaymentThreshold);

    /// <summary><see cref="PromoCodeRecord.PromoCodeId"/>, first.</summary>
    public static object PromoCodePromoCodeId(PSObject instance) => ((PromoCode)instance.BaseObject).PromoCodeId;

    /// <summary><see cref="PromoCodeRecord.PromoCode"/>, second.</summary>
    public static object? PromoCodePromoCode(PSObject instance) => ((PromoCode)instance.BaseObject).PromoCode;

    /// <summary><see cref="PromoCodeRecord.StartDate"/>.</summary>
    public static object? PromoCodeStartDate(PSObject instance) => Value(((PromoCode)instance.BaseObject).StartDate);

    /// <summary><see cref="PromoCodeRecord.EndDate"/>.</summary>
    public static object? PromoCodeEndDate(PSObject instance) => Value(((PromoCode)instance.BaseObject).EndDate);

    /// <summary><see cref="PromoCodeRecord.CreateDate"/>.</summary>
    public static object? PromoCodeCreateDate(PSObject instance) => Value(((PromoCode)instance.BaseObject).CreateDate);

    /// <summary><see cref="PromoCodeRecord.UpdateDate"/>.</summary>
    public static object? PromoCodeUpdateDate(PSObject instance) => Value(((PromoCode)instance.BaseObject).UpdateDate);

    /// <summary><see cref="Deal.DealId"/>, for its place in the table.</summary>
    public static object DealDealId(PSObject instance) => ((Deal)instance.BaseObject).DealId;

    /// <summary><see cref="Deal.AffiliateId"/>, for its place in the table.</summary>
    public static object? DealAffiliateId(PSObject instance) => ((Deal)instance.BaseObject).AffiliateId;

    /// <summary><see cref="Deal.Name"/>, for its place in the table.</summary>
    public static object? DealName(PSObject instance) => ((Deal)instance.BaseObject).Name;

    /// <summary><see cref="Deal.DealType"/>, for its place in the table.</summary>
    public static object? DealDealType(PSObject instance) => ((Deal)instance.BaseObject).DealType;

    /// <summary><see cref="Deal.CpaAmount"/>.</summary>
    public static object? DealCpaAmount(PSObject instance) => Value(((Deal)instance.BaseObject).CpaAmount);

    /// <summary><see cref="Deal.RevSharePercentage"/>.</summary>
    public static object? DealRevSharePercentage(PSObject instance) => Value(((Deal)instance.BaseObject).RevSharePercentage);

    /// <summary><see cref="Deal.CplAmount"/>.</summary>
    public static object? DealCplAmount(PSObject instance) => Value(((Deal)instance.BaseObject).CplAmount);

    /// <summary><see cref="Deal.CpaFtdQualifier"/>.</summary>
    public static object? DealCpaFtdQualifier(PSObject instance) => Value(((Deal)instance.BaseObject).CpaFtdQualifier);

    /// <summary><see cref="Deal.CpaDepositQualifier"/>.</summary>
    public static object? DealCpaDepositQualifier(PSObject instance) => Value(((Deal)instance.BaseObject).CpaDepositQualifier);

    /// <summary><see cref="Deal.CpaNetDepositQualifier"/>.</summary>
    public static object? DealCpaNetDepositQualifier(PSObject instance) => Value(((Deal)instance.BaseObject).CpaNetDepositQualifier);

    /// <summary><see cref="Deal.CpaVolumeQualifier"/>.</summary>
    public static object? DealCpaVolumeQualifier(PSObject instance) => Value(((Deal)instance.BaseObject).CpaVolumeQualifier);

    /// <summary><see cref="Deal.CplVolumeQualifier"/>.</summary>
    public static object? DealCplVolumeQualifier(PSObject instance) => Value(((Deal)instance.BaseObject).CplVolumeQualifier);

    /// <summary><see cref="Deal.MatchDateFrom"/>.</summary>
    public static object? DealMatchDateFrom(PSObject instance) => Value(((Deal)instance.BaseObject).MatchDateFrom);

    /// <summary><see cref="Deal.MatchDateTill"/>.</summary>
    public static object? DealMatchDateTill(PSObject instance) => Value(((Deal)instance.BaseObject).MatchDateTill);

    /// <summary><see cref="Deal.CreateDate"/>.</summary>
    public static object? DealCreateDate(PSObject instance) => Value(((Deal)instance.BaseObject).CreateDate);

    /// <summary><see cref="Deal.CloseDate"/>.</summary>
    public static object? DealCloseDate(PSObject instance) => Value(((Deal)instance.BaseObject).CloseDate);

    /// <summary><see cref="DestinationLink.LinkId"/>, for its place in the table.</summary>
    public static object DestinationLinkLinkId(PSObject instance) => ((DestinationLink)instance.BaseObject).LinkId;

    /// <summary><see cref="DestinationLink.Name"/>, for its place in the table.</summary>
    public static object? DestinationLinkName(PSObject instance) => ((DestinationLink)instance.BaseObject).Name;

    /// <summary><see cref="DestinationLink.BrandName"/>, for its place in the table.</summary>
    public static object? DestinationLinkBrandName(PSObject instance) => ((DestinationLink)instance.BaseObject).BrandName;

    /// <summary><see cref="DestinationLink.CreateDate"/>.</summary>
    public static object? DestinationLinkCreateDate(PSObject instance) => Value(((DestinationLink)instance.BaseObject).CreateDate);

    /// <summary><see cref="DestinationLink.UpdateDate"/>.</summary>
    public static object? DestinationLinkUpdateDate(PSObject instance) => Value(((DestinationLink)instance.BaseObject).UpdateDate);

    /// <summary>The text of such a value; with arguments, those of the value's own ToString.</summary>
    public static string ToText(PSObject instance, params object[] arguments)
    {
        var value = (IFormattable)instance.BaseObject;
        if (arguments.Length == 0)
        {
            return value is DateTimeOffset date
                ? date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)
                : value.ToString(null, CultureInfo.InvariantCulture);
        }

        return value.ToString(arguments[0] as string, arguments[arguments.Length - 1] as IFormatProvider);
    }

    /// <summary>The text of a day that is a point in time; with arguments, that of the value's own ToString.</summary>
    public static string ToDayText(PSObject instance, params object[] arguments)
    {
        var date = (DateTimeOffset)instance.BaseObject;
        return arguments.Length == 0 && date.UtcDateTime.TimeOfDay == TimeSpan.Zero
            ? date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : ToText(instance, arguments);
    }

    /// <summary>The value, with that text.</summary>
    internal static PSObject? Value(object? value) => Shown(value, s_toText);

    /// <summary>The value, with the text of a day.</summary>
    internal static PSObject? Day(DateTimeOffset? value) => Shown(value, s_toDayText);

    private static PSObject? Shown(object? value, MethodInfo toText)
    {
        if (value is null)
        {
            return null;
        }

        var shown = new PSObject(value);
        shown.Members.Add(new PSCodeMethod(nameof(ToString), toText));
        return shown;
    }
}
