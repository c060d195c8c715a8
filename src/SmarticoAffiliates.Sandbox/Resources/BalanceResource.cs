using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Balances of affiliates (the vendor's public page). They follow from the affiliates' own amounts.</summary>
internal sealed class BalanceResource : IResource
{
    // The spelling of treshold is the API's.
    private static readonly Layout s_layout = new(
        "id", "affiliate_id", "affiliate_name", "payment_method_details", "aff_status_id", "payments", "last_payment_date", "adjustments", "cpl_fee", "cpa_fee",
        "rev_share_fee", "sub_affiliate_fee", "deposit_amount", "ftd_amount", "deposit_count", "ftd_count", "registrations_count", "payment_method_id",
        "payment_method_name", "auto_payment_enabled", "manager_id", "treshold", "not_processed_payment_amount", "create_date", "commissions_total", "balance",
        "operator_currency", "user_id", "manager", "manager_contacts");

    // What an operator pays out at least to an affiliate that has set no threshold (undocumented: 300 in the example).
    private const decimal OperatorThreshold = 300m;

    // By this day the affiliates have earned what the sandbox starts with, evenly since they were created.
    private static readonly DateTimeOffset s_allEarned = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SandboxState _state;
    private readonly SandboxOptions _options;

    public BalanceResource(SandboxState state, SandboxOptions options)
    {
        _state = state;
        _options = options;
    }

    public string Path => "/api/af2_balance_op";

    public KeyKind Key => KeyKind.Operator;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        ("GET", null) => List(call),
        (_, not null) => throw Refusals.NotFound(),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private Reply.Rows List(Call call)
    {
        JObject filter = call.Filter();
        bool aboveThreshold = filter["above_threshold"] is { } above && !FieldRules.IsNull(above) && (bool)FieldRules.Flag("above_threshold", above);
        var to = filter["to"] is { } until ? (DateTimeOffset?)FieldRules.DateOrNull("to", until) : null;
        int? affiliateId = filter["affiliate_id"] is { } one ? (int?)FieldRules.NumberOrNull("affiliate_id", one) : null;

        IEnumerable<Record> affiliates = affiliateId is { } wanted
            ? _state.Affiliates.Find(wanted) is { } found ? [found] : []
            : _state.Affiliates.Rows;
        IEnumerable<Record> balances = affiliates.Select(a => View(a, to));
        if (aboveThreshold)
        {
            balances = balances.Where(b => b["balance"] is decimal balance && balance > 0 && balance >= (decimal)b["treshold"]!);
        }

        return call.Page(balances, _options, b => b);
    }

    /// <summary>The balance of an affiliate, as it was at a time.</summary>
    public static Record View(Record affiliate, DateTimeOffset? to)
    {
        var created = (DateTimeOffset?)affiliate["create_date"] ?? s_allEarned;
        var view = new Record(s_layout);
        foreach (string same in s_layout.Names)
        {
            view[same] = affiliate[same];
        }

        decimal commissions = Amount(affiliate, "commissions_total");
        decimal payments = Amount(affiliate, "payments");
        decimal adjustments = Amount(affiliate, "adjustments");
        DateTimeOffset paid = created.AddDays((s_allEarned - created).Days / 2);
        if (to is { } end && end < s_allEarned)
        {
            double share = end <= created ? 0 : (end - created).TotalDays / (s_allEarned - created).TotalDays;
            commissions = decimal.Round(commissions * (decimal)share, 6);
            payments = end < paid ? 0m : payments;
            adjustments = end < paid ? 0m : adjustments;
        }

        int type = affiliate.Id % 3;
        view["commissions_total"] = commissions;
        view["payments"] = payments;
        view["adjustments"] = adjustments;
        view["balance"] = commissions - payments + adjustments;
        view["last_payment_date"] = payments == 0m ? null : paid;
        view["cpl_fee"] = 0m;
        view["cpa_fee"] = type == 0 ? 0m : decimal.Round(commissions / 3, 2);
        view["rev_share_fee"] = commissions - (decimal)view["cpa_fee"]!;
        view["sub_affiliate_fee"] = 0m;
        int players = Math.Max(0, (int)(commissions / 40));
        view["registrations_count"] = players * 2;
        view["ftd_count"] = players;
        view["ftd_amount"] = players * 25.5m;
        view["deposit_count"] = players * 4;
        view["deposit_amount"] = players * 130.25m;
        view["treshold"] = affiliate["payment_threshold_oper_currency"] ?? OperatorThreshold;
        view["not_processed_payment_amount"] = 0m;
        view["user_id"] = affiliate["manager_id"];
        view["manager"] = affiliate["manager_username"];
        view["manager_contacts"] = affiliate["manager_id"] is null ? null : new JObject { ["email"] = affiliate.Text("manager_username") + "@operator.example.com", ["phone"] = "", ["discord"] = null };
        return view;
    }

    private static decimal Amount(Record affiliate, string field) => (decimal?)affiliate[field] ?? 0m;
}
