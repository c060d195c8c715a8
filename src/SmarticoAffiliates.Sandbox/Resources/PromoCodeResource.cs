using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Promo codes: list, get, create, update (S000).</summary>
internal sealed class PromoCodeResource : IResource
{
    public static readonly Layout Layout = new(
        "id", "promocode_id", "promocode", "description_internal", "description_public", "operator_id", "affiliate_id", "affiliate_name", "deal_id",
        "deal_group_name", "start_date", "end_date", "status", "username", "create_date", "update_date");

    private static readonly Dictionary<string, FieldRule> s_fields = new(StringComparer.Ordinal)
    {
        ["promocode"] = FieldRules.FilledText,
        ["affiliate_id"] = FieldRules.Number,
        ["deal_id"] = FieldRules.Number,
        ["status"] = FieldRules.Flag,
        ["description_internal"] = FieldRules.TextOrNull,
        ["description_public"] = FieldRules.TextOrNull,
        ["start_date"] = FieldRules.DateOrNull,
        ["end_date"] = FieldRules.DateOrNull,
    };

    private static readonly string[] s_mandatory = ["promocode", "affiliate_id", "deal_id", "status"];

    private readonly SandboxState _state;
    private readonly SandboxOptions _options;

    public PromoCodeResource(SandboxState state, SandboxOptions options)
    {
        _state = state;
        _options = options;
        Path = "/" + options.PromoCodePath.Trim('/');
    }

    public string Path { get; }

    public KeyKind Key => KeyKind.Operator;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        ("GET", null) => List(call),
        ("GET", { } one) => new Reply.One(View(Find(one))),
        ("POST", null) => Create(call),
        ("PUT", { } one) => Update(call, one),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private Record Find(int id) => _state.PromoCodes.Find(id) ?? throw Refusals.PromoCodeNotFound();

    private Reply.Rows List(Call call)
    {
        // Undocumented: whether the filters go into filter={…}, like those of affiliates, or stand alone; both are taken.
        JObject filter = call.Filter();
        string? q = filter["q"] is { } given ? (string?)FieldRules.TextOrNull("q", given) : call.Query.TryGetValue("q", out string? alone) ? alone : null;
        bool? status = filter["status"] is { } flag && !FieldRules.IsNull(flag) ? (bool)FieldRules.Flag("status", flag) : StatusAlone(call);

        IEnumerable<Record> found = Search(q).Where(call.Shows);
        if (status is { } wanted)
        {
            found = found.Where(p => p["status"] is bool active && active == wanted);
        }

        return call.Page(found, _options, View);
    }

    private static bool? StatusAlone(Call call)
    {
        if (!call.Query.TryGetValue("status", out string? text))
        {
            return null;
        }

        return bool.TryParse(text, out bool status) ? status : throw Refusals.Invalid("status", "true or false");
    }

    private IEnumerable<Record> Search(string? q)
    {
        if (string.IsNullOrEmpty(q))
        {
            return _state.PromoCodes.Rows;
        }

        // S000: "@123" searches by id.
        if (q![0] == '@')
        {
            return int.TryParse(q.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && _state.PromoCodes.Find(id) is { } one ? [one] : [];
        }

        return _state.PromoCodes.Rows.Where(p => p.Text("promocode")!.IndexOf(q, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private Reply.Written Create(Call call)
    {
        JObject body = call.BodyObject();
        foreach (string field in s_mandatory)
        {
            body.Required<object>(field, s_fields[field]);
        }

        int id = _state.PromoCodes.NextId;
        var promoCode = new Record(Layout)
        {
            ["id"] = id,
            ["promocode_id"] = id,
            ["operator_id"] = Seed.OperatorId,
            ["username"] = "api",
            ["create_date"] = call.Now,
        };
        promoCode.ListedFrom = call.ListedFrom;
        Apply(body, promoCode, call.Now);
        _state.AddPromoCode(promoCode);
        return new Reply.Written(View(promoCode));
    }

    private Reply.Written Update(Call call, int id)
    {
        Record before = Find(id);
        Record after = before.Copy();
        JObject body = call.BodyObject();
        if (body.ContainsKey("affiliate_id") != body.ContainsKey("deal_id"))
        {
            throw Refusals.AffiliateAndDealTogether();
        }

        Apply(body, after, call.Now);
        _state.PromoCodeNames.Remove(before.Text("promocode")!);
        _state.PromoCodeNames.Add(after.Text("promocode")!, id);
        _state.PromoCodes.Replace(after);
        return new Reply.Written(View(after));
    }

    private void Apply(JObject body, Record promoCode, DateTimeOffset now)
    {
        foreach (KeyValuePair<string, FieldRule> field in s_fields)
        {
            if (body[field.Key] is { } value)
            {
                promoCode[field.Key] = field.Value(field.Key, value);
            }
        }

        if (_state.PromoCodeNames.TryGetValue(promoCode.Text("promocode")!, out int owner) && owner != promoCode.Id)
        {
            throw Refusals.PromoCodeExists();
        }

        _state.DealOf(promoCode.Number("affiliate_id") ?? 0, promoCode.Number("deal_id") ?? 0);
        if (promoCode["start_date"] is DateTimeOffset start && promoCode["end_date"] is DateTimeOffset end && end < start)
        {
            throw Refusals.EndBeforeStart();
        }

        promoCode["update_date"] = now;
    }

    private Record View(Record promoCode)
    {
        Record view = promoCode.Copy();
        view["affiliate_name"] = (promoCode.Number("affiliate_id") is { } affiliate ? _state.Affiliates.Find(affiliate)?["affiliate_name"] : null) ?? view["affiliate_name"];
        view["deal_group_name"] = promoCode.Number("deal_id") is { } deal && _state.Deals.Find(deal) is { } known ? known["deal_group_name"] : view["deal_group_name"];
        return view;
    }
}
