using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Affiliates: list and update (S000, S001).</summary>
internal sealed class AffiliateResource : IResource
{
    public const int Pending = 1;
    public const int Approved = 2;

    private const string CustomTag = "custom_prop_";

    public static readonly Layout Layout = new(
        "id", "affiliate_id", "affiliate_name", "country", "company", "web_site_url", "comments", "comments_from_operator", "visibility",
        "aff_status_id", "operator_id", "parent_affiliate_id", "create_date", "update_date", "create_by", "bo_user_id", "ext_affiliate_id",
        "payment_method_name", "payment_method_id", "payment_method_details", "payment_threshold_oper_currency", "bo_label_id", "label_name",
        "no_carry_over", "no_carry_over_was_set", "sub_affiliate_url", "same_manager_url", "aff_status_name", "last_login_date", "username",
        "bo_user_email", "avatar_image_url", "two_fa_enabled", "api_access_enabled", "first_name", "last_name", "phone_number", "skype",
        "contact_fb", "contact_vk", "contact_telegram", "enabled_for_login", "language", "operator_currency", "manager_id", "manager_username",
        "parent_affiliate_name", "commissions_total", "balance", "payments", "adjustments", "sub_affiliate_fee", "sub_cpa_fee",
        "sub_commission_cut_percent", "extra_role_ids", "default_deal_info", "brand_ids");

    private static readonly Layout s_dealInfoLayout = new("deal_group_name", "deal_type_id", "cpa_amount", "rev_share_percentage", "cpl_amount");

    private static readonly string[] s_moneyFields = ["commissions_total", "balance", "payments", "adjustments"];

    private static readonly Dictionary<int, string> s_statusNames = new()
    {
        [Pending] = "Pending",
        [Approved] = "Approved",
        [3] = "Declined",
        [4] = "Suspended",
        [5] = "View only",
    };

    private static readonly Dictionary<int, string> s_managers = new()
    {
        [2342] = "smr",
        [2343] = "anna.k",
        [2351] = "diego",
        [2360] = "yuki",
        [2377] = "tomas",
    };

    // "Full list of supported properties" of S000; null clears what may be empty.
    private static readonly Dictionary<string, FieldRule> s_updatable = new(StringComparer.Ordinal)
    {
        ["affiliate_name"] = FieldRules.FilledText,
        ["comments"] = FieldRules.TextOrNull,
        ["company"] = FieldRules.TextOrNull,
        ["country"] = FieldRules.TextOrNull,
        ["web_site_url"] = FieldRules.TextOrNull,
        ["comments_from_operator"] = FieldRules.TextOrNull,
        ["aff_status_id"] = FieldRules.OneOf([.. s_statusNames.Keys]),
        ["ext_affiliate_id"] = FieldRules.TextOrNull,
        ["no_carry_over"] = FieldRules.Flag,
        ["manager_id"] = FieldRules.NumberOrNull,
        ["parent_affiliate_id"] = FieldRules.NumberOrNull,
        ["bo_user_email"] = FieldRules.Email,
        ["avatar_image_url"] = FieldRules.TextOrNull,
        ["two_fa_enabled"] = FieldRules.Flag,
        ["api_access_enabled"] = FieldRules.Flag,
        ["extra_role_ids"] = FieldRules.NumbersOrNull,
        ["first_name"] = FieldRules.TextOrNull,
        ["last_name"] = FieldRules.TextOrNull,
        ["phone_number"] = FieldRules.TextOrNull,
        ["skype"] = FieldRules.TextOrNull,
        ["contact_fb"] = FieldRules.TextOrNull,
        ["contact_wa"] = FieldRules.TextOrNull,
        ["contact_vk"] = FieldRules.TextOrNull,
        ["contact_telegram"] = FieldRules.TextOrNull,
        ["contact_discord"] = FieldRules.TextOrNull,
        ["language"] = FieldRules.TextOrNull,
        ["payment_method_id"] = FieldRules.NumberOrNull,
        ["payment_method_details"] = FieldRules.ObjectOrNull,
        ["payment_threshold_oper_currency"] = FieldRules.AmountFromZero,
        ["brand_ids"] = FieldRules.NumbersOrNull,
    };

    private readonly SandboxState _state;
    private readonly SandboxOptions _options;

    public AffiliateResource(SandboxState state, SandboxOptions options)
    {
        _state = state;
        _options = options;
    }

    /// <summary>The documented statuses.</summary>
    public static Dictionary<int, string> StatusNames => s_statusNames;

    /// <summary>The invented account's managers.</summary>
    public static Dictionary<int, string> Managers => s_managers;

    public string Path => "/api/af2_aff_op";

    public KeyKind Key => KeyKind.Operator;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        ("GET", null) => List(call),
        ("PUT", { } affiliate) => Update(call, affiliate),
        // One affiliate by id is not documented.
        (_, not null) => throw Refusals.NotFound(),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Reply.Rows List(Call call)
    {
        JObject filter = call.Filter();
        int[] statuses = filter["aff_status_id"] switch
        {
            null => [],
            // S001 sends a bare number, S000 says an array.
            JArray many => (int[])FieldRules.Numbers("aff_status_id", many),
            { } one => [(int)FieldRules.Number("aff_status_id", one)],
        };
        bool withoutMoney = filter["without_money"] is { } flag && (bool)FieldRules.Flag("without_money", flag);

        IEnumerable<Record> found = _state.Affiliates.Rows.Where(call.Shows);
        if (statuses.Length > 0)
        {
            found = found.Where(a => Array.IndexOf(statuses, (int)a["aff_status_id"]!) >= 0);
        }

        return call.Page(found, _options, affiliate => View(affiliate, withoutMoney));
    }

    private Reply.Written Update(Call call, int id)
    {
        Record before = _state.Affiliates.Find(id) ?? throw Refusals.AffiliateNotFound();
        Record after = before.Copy();
        JObject body = call.BodyObject();
        foreach (KeyValuePair<string, JToken?> field in body)
        {
            if (IsPresentStatus(before, field))
            {
                continue;
            }

            if (s_updatable.TryGetValue(field.Key, out FieldRule? rule))
            {
                after[field.Key] = rule(field.Key, field.Value!);
            }
            else if (IsCustomTag(field.Key))
            {
                after[field.Key] = FieldRules.NumberOrNull(field.Key, field.Value!);
            }
        }

        RefuseFixedParent(before, after, body);
        RefuseBadParent(before, after);
        string email = after.Text("bo_user_email") ?? string.Empty;
        if (_state.Emails.TryGetValue(email, out int owner) && owner != id)
        {
            throw Refusals.EmailExists();
        }

        if (body.ContainsKey("no_carry_over"))
        {
            after["no_carry_over_was_set"] = true;
        }

        _state.Names.Derive(after);
        after["update_date"] = call.Now;
        _state.Emails.Remove(before.Text("bo_user_email") ?? string.Empty);
        if (email.Length > 0)
        {
            _state.Emails[email] = id;
        }

        _state.Affiliates.Replace(after);
        return new Reply.Written(View(after, withoutMoney: false));
    }

    // Statuses without a name exist in the wild (field): an affiliate's own may be sent back with the rest of its record.
    private static bool IsPresentStatus(Record before, KeyValuePair<string, JToken?> field)
        => field.Key == "aff_status_id"
            && field.Value is JValue { Type: JTokenType.Integer } status
            && (int)status == before.Number("aff_status_id");

    private static bool IsCustomTag(string field)
        => field.StartsWith(CustomTag, StringComparison.Ordinal)
            && int.TryParse(field.Substring(CustomTag.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    // S000: an approved affiliate that has a parent and has earned commission keeps that parent, and an update may be refused with these words
    // although it does not name the parent; then it must hold parent_affiliate_id and manager_id "with the same values as before".
    // Which updates meet this is undocumented: here those that touch the status, the manager or the parent. A new manager beside the present
    // parent is accepted, or no such affiliate could ever change hands.
    private static void RefuseFixedParent(Record before, Record after, JObject body)
    {
        bool isFixed = before["parent_affiliate_id"] is not null
            && before.Number("aff_status_id") == Approved
            && before["commissions_total"] is decimal and > 0;
        bool touches = body.ContainsKey("aff_status_id") || body.ContainsKey("manager_id") || body.ContainsKey("parent_affiliate_id");
        bool restates = body.ContainsKey("parent_affiliate_id")
            && body.ContainsKey("manager_id")
            && before.Number("parent_affiliate_id") == after.Number("parent_affiliate_id");
        if (isFixed && touches && !restates)
        {
            throw Refusals.ParentIsFixed();
        }
    }

    private void RefuseBadParent(Record before, Record after)
    {
        if (after.Number("parent_affiliate_id") is not { } parent || parent == before.Number("parent_affiliate_id"))
        {
            return;
        }

        for (Record? above = _state.Affiliates.Find(parent) ?? throw Refusals.UnknownAffiliate(parent); above is not null;)
        {
            if (above.Id == before.Id)
            {
                throw Refusals.ParentIsDescendant();
            }

            above = above.Number("parent_affiliate_id") is { } next ? _state.Affiliates.Find(next) : null;
        }
    }

    /// <summary>The affiliate with what is joined or computed at the time of reading, unless it came with it.</summary>
    private Record View(Record affiliate, bool withoutMoney)
    {
        Record view = affiliate.Copy();
        string id = Invariant(affiliate.Id);
        string manager = affiliate.Number("manager_id") is { } managerId ? "mgr=" + Invariant(managerId) : "";
        string home = "https://" + _options.RegistrationHostname + "/?";
        view["label_name"] ??= (affiliate.Text("first_name") + " " + affiliate.Text("last_name")).Trim().ToUpperInvariant() + " / " + id;
        view["sub_affiliate_url"] ??= home + "paff=" + id + (manager.Length == 0 ? "" : "&" + manager);
        view["same_manager_url"] ??= manager.Length == 0 ? null : home + manager;
        view["parent_affiliate_name"] = affiliate.Number("parent_affiliate_id") is not { } parent ? null
            : _state.Affiliates.Find(parent) is { } above ? above["affiliate_name"]
            : view["parent_affiliate_name"];
        view["default_deal_info"] ??= DefaultDealOf(affiliate.Id);
        if (withoutMoney)
        {
            foreach (string field in s_moneyFields)
            {
                view[field] = null;
            }
        }

        return view;
    }

    private Record? DefaultDealOf(int affiliateId)
    {
        if (_state.Deals.OwnedBy(affiliateId).FirstOrDefault(d => d["is_default"] is true) is not { } deal)
        {
            return null;
        }

        var info = new Record(s_dealInfoLayout);
        foreach (string field in s_dealInfoLayout.Names)
        {
            info[field] = deal[field];
        }

        return info;
    }
}
