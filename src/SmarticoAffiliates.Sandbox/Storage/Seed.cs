using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>
/// The data a sandbox starts with: the same each time for the same counts, whatever the clock, the culture and the runtime.
/// The objects that the documents show (and that samples name) are always there, with their ids.
/// </summary>
internal sealed class Seed
{
    public const int OperatorId = 2354;

    private const int Manager = 2342;
    private const int RobbyRon = 35425;
    private const int SubDealOwner = 100508;
    private const int DocumentedSubDeal = 94509;
    private const int AffPartner = 166368;

    private static readonly DateTimeOffset s_epoch = new(2022, 3, 10, 18, 32, 50, 573, TimeSpan.Zero);

    // Affiliates that the documents name, all approved and without a parent, each with the id of its default deal.
    private static readonly (int Id, int Deal, string Name, string First, string Last, string Country)[] s_documented =
    [
        (RobbyRon, 93203, "Robby Ron", "Monyy", "Ron", "MT"),
        (35427, 93196, "Northwind Media", "Nora", "Lind", "SE"),
        (36971, 93197, "JohnB", "John", "Baker", "GB"),
        (46554, 93201, "Slots Compass", "Mira", "Castellano", "ES"),
        (64257, 93202, "OddsPilot", "Peter", "Novak", "CZ"),
        (SubDealOwner, 93204, "Bonus Harbour", "Ines", "Duarte", "PT"),
        (AffPartner, 93195, "AffPartner", "Alex", "Partner", "BG"),
    ];

    // Names that CSV files and consoles are known to stumble over come first, so that the smallest sandbox has them.
    private static readonly (string Name, string First, string Last)[] s_awkward =
    [
        ("Jürgen Müßig Spielevergleich", "Jürgen", "Müßig"),
        ("Smith, \"Lucky\" & Sons", "Seán", "O'Smith"),
        ("Spin \U0001F3B0 Masters", "Zoë", "Ng"),
    ];

    private static readonly string[] s_firstNames =
    [
        "Anna", "Bruno", "Carla", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Irina", "Jonas", "Kasia", "Luca", "Maja", "Nils", "Olga", "Pavel",
        "Rosa", "Stefan", "Tomas", "Ulla", "Viktor", "Wanda", "Yusuf", "Zara",
    ];

    private static readonly string[] s_lastNames =
    [
        "Almeida", "Bergström", "Conti", "Dimitrov", "Eriksen", "Fischer", "Garcia", "Horvat", "Ivanova", "Jansen", "Kowalski", "Lopez", "Moreau",
        "Nagy", "Okafor", "Petrov", "Quinn", "Rossi", "Silva", "Tanaka", "Urban", "Virtanen", "Weber", "Zhang",
    ];

    private static readonly string[] s_nameStarts =
    [
        "Casino", "Slots", "Odds", "Bonus", "Jackpot", "Poker", "Betting", "Spin", "Lucky", "Royal", "Prime", "Nordic", "Ace", "Bingo", "Tipster", "Goal",
    ];

    private static readonly string[] s_nameEnds =
    [
        "Guide", "Scout", "Radar", "Hub", "Compare", "Insider", "Lounge", "Review", "Network", "Media", "Central", "Traffic", "Signal", "Finder",
    ];

    private static readonly string[] s_countries = ["BG", "DE", "SE", "FI", "PT", "ES", "GB", "MT", "CA", "BR", "JP", "NZ", "PL", "CZ", "IT", "NO"];

    private static readonly string[] s_languages = ["EN", "EN", "EN", "DE", "ES", "PT", "FR", "BG", "JA"];

    private static readonly int[] s_statuses = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 3, 4, 5, 2];

    private static readonly int[] s_roles = [100, 101, 102, 103, 104, 122, 105, 107, 113, 116, 118, 126, 151, 152, 153, 165, 224, 232];

    private static readonly int[] s_dealTypes = [1, 2, 4, 8, 3, 5, 6, 9, 10];

    private static readonly JArray[] s_dealCountries = [new("DE"), new("SE"), new("FI"), new("BR"), new("CA"), new("JP")];

    private static readonly (int Id, string Name)[] s_brands = [(423, "DemoBrand"), (333, "Lucky Harbour"), (347, "Nordic Spins"), (501, "BetMeridian")];

    private static readonly string[] s_linkTypes = ["Home Page", "Landing Page", "Registration", "Game", "Sportsbook"];

    private static readonly string[] s_promoWords = ["SPRING", "SUMMER", "SPINS", "LUCKY", "GOAL", "VIP", "FREEBET", "BOOST", "CASHBACK", "HELLO", "NORDIC", "RELOAD"];

    // The spelling is the API's (S001).
    private static readonly Layout s_wireTransferLayout = new("bank_name", "beneficary", "swift_code", "back_country", "account_number");
    private static readonly Layout s_skrillLayout = new("skrill_email");
    private static readonly Layout s_payPalLayout = new("paypal_email");

    private static readonly JArray s_tiers =
    [
        new JObject { ["step"] = 1, ["amount"] = 2 },
        new JObject { ["step"] = 3, ["amount"] = 4 },
        new JObject { ["step"] = 5, ["amount"] = 6 },
    ];

    private static readonly Record s_affiliateTemplate = NewAffiliateTemplate();

    private readonly SandboxState _state;
    private readonly Dice _dice = new(20260310);
    private readonly int[] _managers = [.. AffiliateResource.Managers.Keys.OrderBy(id => id)];
    private int _lastDealId = 93204;

    private Seed(SandboxState state) => _state = state;

    public static SandboxState Create(SandboxOptions options)
    {
        var seed = new Seed(new SandboxState(options));
        seed.AddAffiliates(options.AffiliateCount);
        seed.AddLinks();
        seed.AddPromoCodes(options.PromoCodeCount);
        return seed._state;
    }

    /// <summary>An affiliate with everything that a new one has before it says anything about itself.</summary>
    public static Record BlankAffiliate(int id)
    {
        Record affiliate = s_affiliateTemplate.Copy();
        affiliate["id"] = id;
        affiliate["affiliate_id"] = affiliate["id"];
        affiliate["bo_user_id"] = id - 32002;
        affiliate["bo_label_id"] = id - 32314;
        return affiliate;
    }

    private static Record NewAffiliateTemplate() => new(AffiliateResource.Layout)
    {
        ["operator_id"] = OperatorId,
        ["create_by"] = Manager,
        ["no_carry_over"] = false,
        ["no_carry_over_was_set"] = false,
        ["two_fa_enabled"] = false,
        ["api_access_enabled"] = false,
        ["phone_number"] = "",
        ["skype"] = "",
        ["contact_fb"] = "",
        ["contact_vk"] = "",
        ["contact_telegram"] = "",
        ["enabled_for_login"] = true,
        ["language"] = "EN",
        ["operator_currency"] = "EUR",
        ["commissions_total"] = 0m,
        ["balance"] = 0m,
        ["payments"] = 0m,
        ["adjustments"] = 0m,
        ["sub_cpa_fee"] = 0m,
        ["sub_commission_cut_percent"] = 0m,
        ["extra_role_ids"] = Array.Empty<int>(),
        ["brand_ids"] = Array.Empty<int>(),
    };

    private void AddAffiliates(int count)
    {
        int others = count - s_documented.Length;
        // Few affiliates lie as far apart as the documented ids do; many lie close together and go on behind them.
        int widest = Math.Max(2, 260_000 / Math.Max(1, others));
        int id = RobbyRon;
        int documented = 0;
        for (int i = 0; i < others; i++)
        {
            do
            {
                id += 1 + _dice.Next(widest);
            }
            while (Array.Exists(s_documented, d => d.Id == id));

            for (; documented < s_documented.Length && s_documented[documented].Id < id; documented++)
            {
                AddDocumented(documented, count);
            }

            AddOther(id, i, count);
        }

        for (; documented < s_documented.Length; documented++)
        {
            AddDocumented(documented, count);
        }
    }

    private void AddDocumented(int i, int count)
    {
        (int id, int deal, string name, string first, string last, string country) = s_documented[i];
        Record affiliate = BlankAffiliate(id);
        affiliate["affiliate_name"] = name;
        affiliate["first_name"] = first;
        affiliate["last_name"] = last;
        affiliate["aff_status_id"] = AffiliateResource.Approved;
        affiliate["manager_id"] = Manager;
        affiliate["username"] = id == RobbyRon ? "mega_affiliate" : first.ToLowerInvariant() + "_" + Invariant(id);
        affiliate["bo_user_email"] = first.ToLowerInvariant() + "." + last.ToLowerInvariant() + "@example.com";
        affiliate["api_access_enabled"] = true;
        affiliate["sub_commission_cut_percent"] = 5m;
        affiliate["extra_role_ids"] = new[] { 100 };
        if (id == RobbyRon)
        {
            // As S001 shows it.
            affiliate["create_date"] = s_epoch;
            affiliate["update_date"] = new DateTimeOffset(2023, 4, 24, 11, 32, 35, 804, TimeSpan.Zero);
            affiliate["last_login_date"] = new DateTimeOffset(2023, 5, 9, 6, 3, 47, 83, TimeSpan.Zero);
            affiliate["payment_method_id"] = 1;
            affiliate["payment_method_details"] = WireTransfer("International Bank", "Somewhone", "XX123", "XX", "XX123-41231-55");
            SetMoney(affiliate, 30769.788354m, 23729.22m, 16850.26527m);
        }
        else
        {
            affiliate["country"] = country;
            affiliate["company"] = name + " Ltd";
            affiliate["web_site_url"] = "https://" + first.ToLowerInvariant() + Invariant(id) + ".example.com";
            SetDates(affiliate, count);
            SetPayment(affiliate, 3);
            SetMoney(affiliate, Amount(40_000, 6), Amount(20_000, 2), Amount(500, 5));
        }

        _state.Names.Derive(affiliate);
        _state.AddAffiliate(affiliate);
        AddDeals(affiliate, deal);
        if (id == AffPartner)
        {
            // Pixel 2887 is S000's list example, 2888 the one that S001 renames.
            AddPixel(2887, AffPartner, PixelResource.AllDeals, 1, 1, "Name of the pixel definition", "https://api.casino.com/?deal_id={{deal_id}}");
            AddPixel(2888, AffPartner, PixelResource.AllDeals, 3, 1, "First deposit", "https://postback.example.com/ftd?click={{afp}}&deal={{deal_id}}");
        }
        else
        {
            AddPixels(id);
        }
    }

    private void AddOther(int id, int i, int count)
    {
        Record affiliate = BlankAffiliate(id);
        bool awkward = i < s_awkward.Length;
        string first = awkward ? s_awkward[i].First : _dice.Pick(s_firstNames);
        string last = awkward ? s_awkward[i].Last : _dice.Pick(s_lastNames);
        string name = awkward ? s_awkward[i].Name : _dice.Pick(s_nameStarts) + " " + _dice.Pick(s_nameEnds);
        string number = Invariant(id);
        affiliate["affiliate_name"] = name;
        affiliate["first_name"] = first;
        affiliate["last_name"] = last;
        affiliate["company"] = _dice.OneIn(3) ? null : name + (_dice.OneIn(2) ? " Ltd" : " GmbH");
        affiliate["country"] = _dice.Pick(s_countries);
        affiliate["web_site_url"] = _dice.OneIn(4) ? null : "https://site" + number + ".example.net";
        affiliate["comments"] = _dice.OneIn(9) ? "Prefers to be contacted by e-mail" : null;
        affiliate["username"] = "partner_" + number;
        affiliate["bo_user_email"] = "partner" + number + (_dice.OneIn(2) ? "@example.com" : "@example.org");
        affiliate["language"] = _dice.Pick(s_languages);
        affiliate["phone_number"] = _dice.OneIn(3) ? "+3560000" + Invariant(1000 + _dice.Next(9000)) : "";
        affiliate["contact_telegram"] = _dice.OneIn(4) ? "@partner" + number : "";
        affiliate["ext_affiliate_id"] = _dice.OneIn(5) ? "CRM-" + number : null;
        affiliate["two_fa_enabled"] = _dice.OneIn(3);
        affiliate["api_access_enabled"] = _dice.OneIn(4);
        // 6 is a status that the documents do not know and that is seen in the field.
        affiliate["aff_status_id"] = i % 67 == 13 ? 6 : _dice.Pick(s_statuses);
        affiliate["manager_id"] = _dice.OneIn(12) ? null : _dice.Pick(_managers);
        affiliate["sub_commission_cut_percent"] = _dice.OneIn(2) ? 5m : 2.5m;
        affiliate["extra_role_ids"] = SomeRoles();
        affiliate["brand_ids"] = _dice.OneIn(2) ? new[] { _dice.Pick(s_brands).Id } : Array.Empty<int>();
        SetDates(affiliate, count);
        SetPayment(affiliate, _dice.Next(5));
        if (!_dice.OneIn(3))
        {
            SetMoney(affiliate, Amount(60_000, _dice.Next(7)) * (_dice.OneIn(12) ? -1 : 1), Amount(15_000, 2), _dice.OneIn(3) ? Amount(900, 5) : 0m);
        }

        if (i % 7 == 3)
        {
            // Those of them that are approved and have earned commission are the affiliates whose parent is fixed (S000).
            affiliate["parent_affiliate_id"] = _dice.OneIn(2) ? RobbyRon : _state.Affiliates.Rows[_dice.Next(_state.Affiliates.Rows.Count)].Id;
        }

        if (i % 5 == 1)
        {
            affiliate["custom_prop_155"] = 31 + _dice.Next(4);
        }

        if (i % 6 == 2)
        {
            // A field that the documents do not list and that is seen in the field; its shape is undocumented.
            affiliate["manager_contacts"] = "skype: smr.affiliates";
        }

        _state.Names.Derive(affiliate);
        _state.AddAffiliate(affiliate);
        AddDeals(affiliate, defaultDealId: null);
        AddPixels(id);
    }

    private void SetDates(Record affiliate, int count)
    {
        double days = 1400d * _state.Affiliates.Rows.Count / count;
        DateTimeOffset created = s_epoch.AddMinutes(Math.Floor(days * 1440)).AddMilliseconds(_dice.Next(59_000));
        affiliate["create_date"] = created;
        affiliate["update_date"] = created.AddHours(1 + _dice.Next(900));
        affiliate["last_login_date"] = _dice.OneIn(4) ? null : created.AddHours(2 + _dice.Next(900));
    }

    private static void SetPayment(Record affiliate, int method)
    {
        switch (method)
        {
            case 1:
                affiliate["payment_method_details"] = WireTransfer("Sample Savings Bank", affiliate.Text("last_name")!, "XX123", "XX", "XX00-" + Invariant(affiliate.Id));
                break;
            case 3:
                affiliate["payment_method_details"] = new Record(s_skrillLayout) { ["skrill_email"] = affiliate["bo_user_email"] };
                break;
            case 4:
                affiliate["payment_method_details"] = new Record(s_payPalLayout) { ["paypal_email"] = affiliate["bo_user_email"] };
                affiliate["payment_threshold_oper_currency"] = 1000m;
                break;
            default:
                return;
        }

        affiliate["payment_method_id"] = method;
    }

    private static Record WireTransfer(string bank, string name, string swift, string country, string account) => new(s_wireTransferLayout)
    {
        ["bank_name"] = bank,
        ["beneficary"] = name,
        ["swift_code"] = swift,
        ["back_country"] = country,
        ["account_number"] = account,
    };

    private static void SetMoney(Record affiliate, decimal commissions, decimal payments, decimal adjustments)
    {
        affiliate["commissions_total"] = commissions;
        affiliate["payments"] = payments;
        affiliate["adjustments"] = adjustments;
        affiliate["balance"] = commissions - payments + adjustments;
    }

    private decimal Amount(int limit, int digits)
    {
        decimal fraction = new(_dice.Next(1_000_000), 0, 0, isNegative: false, scale: 6);
        return decimal.Round(_dice.Next(limit) + fraction, digits);
    }

    private int[] SomeRoles()
    {
        int start = _dice.Next(s_roles.Length);
        return [.. s_roles.Skip(start).Take(_dice.Next(4))];
    }

    private void AddDeals(Record affiliate, int? defaultDealId)
    {
        int affiliateId = affiliate.Id;
        var created = (DateTimeOffset)affiliate["create_date"]!;
        Record root = AddDeal(defaultDealId ?? NextDealId(), affiliateId, "Default deal", created);
        root["is_default"] = true;
        if (affiliateId == RobbyRon)
        {
            root["deal_group_name"] = "CPA + REV";
            SetTerms(root, DealResource.Cpa | DealResource.RevShareNetPL, 30m, 20m, cpl: null);
        }
        else if (affiliateId is SubDealOwner or AffPartner)
        {
            SetTerms(root, DealResource.Cpa, 1m, rev: null, cpl: null);
            AddTiers(root);
        }
        else
        {
            SetRandomTerms(root);
        }

        if (affiliateId == SubDealOwner)
        {
            // S003's sub-deal.
            Record documented = AddSubDeal(DocumentedSubDeal, root, new JArray("AX"), created);
            SetTerms(documented, DealResource.Cpa, 5m, rev: null, cpl: null);
            AddTiers(documented);
            return;
        }

        int more = defaultDealId is null ? Math.Max(0, _dice.Next(7) - 3) : _dice.Next(2);
        for (int i = 0; i < more; i++)
        {
            Record deal = i == 0
                ? AddSubDeal(NextDealId(), root, _dice.Pick(s_dealCountries), created)
                : AddDeal(NextDealId(), affiliateId, "Campaign deal " + Invariant(i), created);
            SetRandomTerms(deal);
        }
    }

    private int NextDealId()
    {
        _lastDealId++;
        return _lastDealId == DocumentedSubDeal ? ++_lastDealId : _lastDealId;
    }

    private Record AddDeal(int id, int affiliateId, string? name, DateTimeOffset affiliateCreated)
    {
        Record deal = DealResource.NewDeal(id, affiliateId, name, DealResource.Cpa);
        deal["create_date"] = affiliateCreated.AddMinutes(_dice.Next(20_000));
        deal["create_by"] = Manager;
        _state.Deals.Add(deal);
        return deal;
    }

    private Record AddSubDeal(int id, Record root, JArray countries, DateTimeOffset affiliateCreated)
    {
        Record deal = AddDeal(id, (int)root["affiliate_id"]!, name: null, affiliateCreated);
        deal["deal_parent_original_id"] = root.Id;
        deal["level_id"] = 2;
        deal["match_countries"] = countries;
        deal["match_readable_countries"] = (string)countries[0]!;
        return deal;
    }

    private void SetRandomTerms(Record deal)
    {
        int type = _dice.Pick(s_dealTypes);
        SetTerms(
            deal,
            type,
            (type & DealResource.Cpa) == 0 ? null : 10m + (_dice.Next(80) * 2.5m),
            (type & (DealResource.RevShareNetPL | DealResource.RevShareNetDeposit)) == 0 ? null : 20m + (_dice.Next(40) * 0.5m),
            (type & DealResource.Cpl) == 0 ? null : 1m + (_dice.Next(20) * 0.25m));
        if ((type & DealResource.Cpa) != 0)
        {
            deal["qua_cpa_ftd"] = _dice.OneIn(2) ? 20m : null;
            deal["qua_cpa_volume"] = _dice.OneIn(3) ? 100m : null;
            deal["cpa_users_count"] = Invariant(_dice.Next(90));
            if (_dice.OneIn(4))
            {
                AddTiers(deal);
            }
            else if (_dice.OneIn(2))
            {
                // Both ways of writing a flag appear in S003.
                deal["cpa_tiers_enabled"] = 0;
                deal["rev_share_tiers_enabled"] = false;
            }
        }
    }

    private static void SetTerms(Record deal, int type, decimal? cpa, decimal? rev, decimal? cpl)
    {
        deal["deal_type_id"] = type;
        deal["cpa_amount"] = cpa;
        deal["rev_share_percentage"] = rev;
        deal["cpl_amount"] = cpl;
    }

    private static void AddTiers(Record deal)
    {
        deal["cpa_tiers_enabled"] = true;
        deal["cpa_tiers_structure"] = s_tiers;
        for (int i = 0; i < s_tiers.Count; i++)
        {
            string n = Invariant(i + 1);
            deal["cpa_tier_step_" + n] = (int)s_tiers[i]["step"]!;
            deal["cpa_tier_amount_" + n] = (int)s_tiers[i]["amount"]!;
        }
    }

    private void AddPixels(int affiliateId)
    {
        int count = Math.Max(0, _dice.Next(6) - 2);
        for (int i = 0; i < count; i++)
        {
            int type = 1 + _dice.Next(4);
            string url = "https://postback.example.com/" + Invariant(affiliateId) + "?click={{afp}}&deal={{deal_id}}&n=" + Invariant(i);
            AddPixel(
                Math.Max(2889, _state.Pixels.NextId),
                affiliateId,
                _dice.OneIn(2) ? PixelResource.AllDeals : _state.Deals.OwnedBy(affiliateId).First().Id,
                trigger: 1 + _dice.Next(4),
                type,
                "Postback " + Invariant(i + 1),
                url);
        }
    }

    private void AddPixel(int id, int affiliateId, int dealId, int trigger, int type, string name, string url) => _state.Pixels.Add(new Record(PixelResource.Layout)
    {
        ["id"] = id,
        ["affiliate_id"] = affiliateId,
        ["deal_id"] = dealId,
        ["pixel_trigger_type_id"] = trigger,
        ["pixel_type_id"] = type,
        ["pixel_name"] = name,
        ["pixel"] = url,
        ["pixel_status"] = id > 2888 && _dice.OneIn(5) ? 2 : 1,
    });

    private void AddLinks()
    {
        // 204 is S001's list example, 658 the link that S001 builds a URL from.
        AddLink(204, s_brands[0], 0, "Home page", enabled: true);
        int id = 204;
        for (int i = 0; i < 23; i++)
        {
            (int Id, string Name) brand = s_brands[i % s_brands.Length];
            int type = i % s_linkTypes.Length;
            id += 1 + _dice.Next(18);
            AddLink(id, brand, type, s_linkTypes[type] + " " + Invariant((i / s_linkTypes.Length) + 1), enabled: i % 6 != 4);
        }

        AddLink(658, s_brands[1], 2, "Sign up", enabled: true);
    }

    private void AddLink(int id, (int Id, string Name) brand, int type, string name, bool enabled)
    {
        bool isPublic = id is 204 or 658 || !_dice.OneIn(5);
        DateTimeOffset created = s_epoch.AddHours(id);
        _state.Links.Add(new Record(LinkResource.Layout)
        {
            ["id"] = id,
            ["link_id"] = id,
            ["enabled"] = enabled,
            ["brand_id"] = brand.Id,
            ["link_type_id"] = type + 3,
            ["link_type_name"] = s_linkTypes[type],
            ["link_name"] = name,
            ["destination_url"] = "https://brand" + Invariant(brand.Id) + ".example.com/{{_p_gamename}}?tracker={{tracker}}&aff_id={{affiliate_id}}",
            ["private_affiliate_ids"] = isPublic ? null : new[] { RobbyRon, AffPartner },
            ["is_public"] = isPublic,
            ["link_id_external"] = LinkResource.Host + LinkResource.Code(id) + "?aff=XXX",
            ["create_date"] = created,
            ["update_date"] = created.AddHours(_dice.Next(2000)),
            ["create_by"] = 2,
            ["brand_name"] = brand.Name,
            ["operator_id"] = OperatorId,
            ["is_active_brand"] = true,
            ["enable_campaigns"] = true,
            ["enable_source_id"] = !_dice.OneIn(4),
            ["link_name_and_brand"] = name + " / " + brand.Name,
            ["asset_ids"] = new[] { id + 100, id + 102 },
        });
    }

    private void AddPromoCodes(int count)
    {
        // As S000 shows it.
        AddPromoCode(
            150, "WELCOME2026", AffPartner, 93195, active: true,
            start: new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            end: new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero),
            created: new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.Zero),
            updated: new DateTimeOffset(2026, 2, 1, 14, 20, 0, TimeSpan.Zero),
            "Welcome bonus for new signups", "Get 100% bonus on first deposit");

        int id = 150;
        for (int i = 1; i < count; i++)
        {
            id += 1 + _dice.Next(3);
            Record affiliate = _state.Affiliates.Rows[_dice.Next(_state.Affiliates.Rows.Count)];
            DateTimeOffset start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(_dice.Next(330));
            DateTimeOffset created = start.AddHours(-_dice.Next(500));
            int percent = 10 * (1 + _dice.Next(20));
            AddPromoCode(
                id,
                _dice.Pick(s_promoWords) + Invariant(percent) + "-" + id.ToString("X", CultureInfo.InvariantCulture),
                affiliate.Id,
                _state.Deals.OwnedBy(affiliate.Id).First().Id,
                active: !_dice.OneIn(4),
                start,
                end: _dice.OneIn(3) ? null : start.AddDays(7 + _dice.Next(60)).AddSeconds(-1),
                created,
                updated: created.AddHours(_dice.Next(400)),
                _dice.OneIn(2) ? null : "Agreed with " + affiliate.Text("first_name"),
                "Get " + Invariant(percent) + "% bonus");
        }
    }

    private void AddPromoCode(
        int id, string name, int affiliateId, int dealId, bool active, DateTimeOffset start, DateTimeOffset? end, DateTimeOffset created, DateTimeOffset updated,
        string? internalText, string publicText) => _state.AddPromoCode(new Record(PromoCodeResource.Layout)
        {
            ["id"] = id,
            ["promocode_id"] = id,
            ["promocode"] = name,
            ["description_internal"] = internalText,
            ["description_public"] = publicText,
            ["operator_id"] = OperatorId,
            ["affiliate_id"] = affiliateId,
            ["deal_id"] = dealId,
            ["start_date"] = start,
            ["end_date"] = end,
            ["status"] = active,
            ["username"] = "admin",
            ["create_date"] = created,
            ["update_date"] = updated,
        });

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
