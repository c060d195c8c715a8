using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The short labels that tables have for properties: a property is found by its label, too, because that is the name that
/// people see. They are no properties of their own, so that no file has a value twice.
/// </summary>
internal static class TableLabels
{
    private static readonly Dictionary<string, (string Label, string Property)> s_labels = new (string Label, string Property)[]
    {
        ("Commissions", nameof(MediaReportRow.CommissionsTotal)),
        ("Currency", nameof(MediaReportRow.OperatorCurrency)),
        ("Manager", nameof(SmarticoAffiliates.Affiliate.ManagerUsername)),
        ("Visits", nameof(MediaReportRow.VisitCount)),
        ("Regs", nameof(MediaReportRow.RegistrationCount)),
        ("FTD", nameof(MediaReportRow.FtdCount)),
        ("QFTD", nameof(MediaReportRow.QftdCount)),
        ("Deposits", nameof(MediaReportRow.DepositTotal)),
        ("Affiliate", nameof(PromoCode.AffiliateName)),
        ("Cpa", nameof(Deal.CpaAmount)),
        ("RevShare", nameof(Deal.RevSharePercentage)),
        ("Cpl", nameof(Deal.CplAmount)),
        ("Level", nameof(Deal.LevelId)),
        ("Closed", nameof(Deal.CloseDate)),
        ("Brand", nameof(DestinationLink.BrandName)),
        ("Public", nameof(DestinationLink.IsPublic)),
        ("Type", nameof(DestinationLink.LinkTypeName)),
        ("Deal", nameof(Pixel.DealId)),
        ("Created", nameof(PlayerRegistration.CreateDate)),
    }.ToDictionary(l => l.Label, StringComparer.OrdinalIgnoreCase);

    /// <summary>The label as tables write it, and the property that it stands for; null where no table has it.</summary>
    public static (string Label, string Property)? Find(string label) => s_labels.TryGetValue(label, out (string Label, string Property) found) ? found : null;
}
