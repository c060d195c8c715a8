using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Deals: list and create (S003).</summary>
internal sealed class DealResource : IResource
{
    // The bits of AffDealType (S001, S003).
    public const int Cpl = 1;
    public const int Cpa = 2;
    public const int RevShareNetPL = 4;
    public const int RevShareNetDeposit = 8;

    public static readonly Layout Layout = new(
        "id", "affiliate_id", "deal_id", "deal_original_id", "deal_parent_original_id", "deal_group_name", "match_brand_ids", "match_af_product_ids",
        "match_countries", "match_source_ids", "match_campaign_ids", "match_date_from", "match_date_till", "cpa_tiers_enabled", "cpa_tiers_structure",
        "rev_share_tiers_enabled", "rev_share_tiers_structure", "cpa_amount", "rev_share_percentage", "rev_cap_amount", "cpl_amount",
        "qua_cpa_net_deposit", "qua_cpa_volume", "qua_cpa_activity_count", "qua_cpa_ftd", "qua_cpa_deposit", "qua_cpl_volume",
        "qua_rev_on_cpa_amount", "deal_type_id", "is_default", "create_date", "close_date", "create_by", "is_latest", "cpl_users_count",
        "cpa_users_count", "rev_users_count", "level_id", "match_readable_brands", "match_readable_countries", "match_readable_other");

    private static readonly FieldRule s_dealType = FieldRules.OneOf(
        Cpl, Cpa, Cpl | Cpa, RevShareNetPL, Cpl | RevShareNetPL, Cpa | RevShareNetPL, RevShareNetDeposit, Cpl | RevShareNetDeposit, Cpa | RevShareNetDeposit);

    private static readonly Dictionary<string, FieldRule> s_amounts = new(StringComparer.Ordinal)
    {
        ["cpa_amount"] = FieldRules.AmountFromZero,
        ["qua_cpa_net_deposit"] = FieldRules.AmountFromZero,
        ["qua_cpa_deposit"] = FieldRules.AmountFromZero,
        ["qua_cpa_ftd"] = FieldRules.AmountFromZero,
        ["qua_cpa_volume"] = FieldRules.AmountFromZero,
        ["qua_cpa_activity_count"] = FieldRules.AmountFromZero,
        ["cpl_amount"] = FieldRules.AmountFromZero,
        ["qua_cpl_volume"] = FieldRules.AmountFromZero,
        ["rev_share_percentage"] = FieldRules.Percentage,
    };

    private static readonly Record s_blank = NewBlank();

    private readonly SandboxState _state;

    public DealResource(SandboxState state) => _state = state;

    public string Path => "/api/af2_deals_op";

    public KeyKind Key => KeyKind.Operator;

    /// <summary>A root deal that matches everything and pays nothing.</summary>
    public static Record NewDeal(int id, int affiliateId, string? name, int type)
    {
        Record deal = s_blank.Copy();
        deal["id"] = id;
        deal["deal_id"] = deal["id"];
        deal["deal_original_id"] = deal["id"];
        deal["affiliate_id"] = affiliateId;
        deal["deal_group_name"] = name;
        deal["deal_type_id"] = type;
        return deal;
    }

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        (_, not null) => throw Refusals.NotFound(),
        ("GET", _) => new Reply.Rows([.. _state.Deals.OwnedBy(call.AffiliateId()).Where(call.Shows)]),
        ("POST", _) => Create(call),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private static Record NewBlank()
    {
        var deal = new Record(Layout)
        {
            ["match_brand_ids"] = new[] { -1 },
            ["match_af_product_ids"] = new[] { -1 },
            ["match_countries"] = new JArray("ANY"),
            ["match_source_ids"] = Array.Empty<int>(),
            ["match_campaign_ids"] = new[] { -1 },
            ["cpa_tiers_enabled"] = false,
            ["cpa_tiers_structure"] = new JArray(),
            ["rev_share_tiers_enabled"] = 0,
            ["rev_share_tiers_structure"] = new JArray(),
            ["is_default"] = false,
            ["is_latest"] = true,
            ["cpl_users_count"] = "0",
            ["cpa_users_count"] = "0",
            ["rev_users_count"] = "0",
            ["level_id"] = 1,
            ["match_readable_brands"] = "Any brand",
            ["match_readable_countries"] = "Any country",
            ["match_readable_other"] = "",
        };
        return deal;
    }

    private Reply.Written Create(Call call)
    {
        JObject body = call.BodyObject();
        int affiliateId = body.Required<int>("affiliate_id", FieldRules.Number);
        int type = body.Required<int>("deal_type_id", s_dealType);
        Record affiliate = _state.Affiliates.Find(affiliateId) ?? throw Refusals.UnknownAffiliate(affiliateId);

        string? name = body["deal_group_name"] is { } given ? (string?)FieldRules.TextOrNull("deal_group_name", given) : null;
        Record deal = NewDeal(_state.Deals.NextId, affiliateId, name, type);
        foreach (KeyValuePair<string, FieldRule> amount in s_amounts)
        {
            deal[amount.Key] = body[amount.Key] is { } value ? amount.Value(amount.Key, value) : null;
        }

        // S003: a hybrid needs the required amount of each of its parts.
        Require(deal, type, Cpa, "cpa_amount");
        Require(deal, type, Cpl, "cpl_amount");
        Require(deal, type, RevShareNetPL | RevShareNetDeposit, "rev_share_percentage");

        // Undocumented: somebody's first deal is taken as the default one, which the affiliate list shows.
        deal["is_default"] = !_state.Deals.OwnedBy(affiliateId).Any();
        deal.ListedFrom = call.ListedFrom;
        deal["create_date"] = call.Now;
        deal["create_by"] = affiliate["manager_id"] ?? 1;
        _state.Deals.Add(deal);
        return new Reply.Written(deal);
    }

    private static void Require(Record deal, int type, int part, string field)
    {
        if ((type & part) != 0 && deal[field] is null)
        {
            throw Refusals.Missing(field);
        }
    }
}
