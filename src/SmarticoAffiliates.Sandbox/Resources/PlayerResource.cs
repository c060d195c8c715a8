using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>
/// The players whom affiliates have brought: <c>af2_regs_op</c> (FB). Undocumented: its fields; they have the names of the media
/// report's, whose players these are, and the figures that each has brought in all (FB).
/// </summary>
internal sealed class PlayerResource : IResource
{
    private static readonly Layout s_layout = new(
        "id", "registration_id", "affiliate_id", "affiliate_name", "username", "ext_customer_id", "country", "brand_id", "brand_name", "link_id", "link_name",
        "create_date", "ftd_count", "ftd_total", "deposit_count", "deposit_total", "net_deposits", "net_pl", "commissions_total");

    private static readonly string[] s_texts = ["username", "ext_customer_id"];
    private static readonly string[] s_numbers = ["registration_id", "affiliate_id", "brand_id", "link_id", "ftd_count", "deposit_count"];
    private static readonly string[] s_amounts = ["ftd_total", "deposit_total", "net_deposits", "net_pl", "commissions_total"];

    private readonly SandboxState _state;
    private readonly SandboxOptions _options;
    private readonly MediaReportResource _reports;

    public PlayerResource(SandboxState state, SandboxOptions options, MediaReportResource reports)
    {
        _state = state;
        _options = options;
        _reports = reports;
    }

    public string Path => "/api/af2_regs_op";

    public KeyKind Key => KeyKind.Operator;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        ("GET", null) => List(call),
        (_, not null) => throw Refusals.NotFound(),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private Reply.Rows List(Call call)
    {
        int? affiliateId = call.Filter()["affiliate_id"] is { } one ? (int?)FieldRules.NumberOrNull("affiliate_id", one) : null;
        JObject[] players = [.. _reports.Players().Where(p => affiliateId is null || (int)p["affiliate_id"]! == affiliateId)];
        return call.Page(players.Select(View), _options, p => p);
    }

    private Record View(JObject player)
    {
        var view = new Record(s_layout) { ["id"] = (int)player["registration_id"]! };
        foreach (string name in s_numbers)
        {
            view[name] = (int?)player[name];
        }

        foreach (string name in s_texts)
        {
            view[name] = (string?)player[name];
        }

        foreach (string name in s_amounts)
        {
            view[name] = (decimal?)player[name];
        }

        Record link = _state.Links.Find((int)player["link_id"]!)!;
        view["brand_name"] = link["brand_name"];
        view["link_name"] = link["link_name"];
        Record affiliate = _state.Affiliates.Find((int)player["affiliate_id"]!)!;
        view["affiliate_name"] = affiliate["affiliate_name"];
        view["country"] = affiliate["country"];
        view["create_date"] = DateTimeOffset.Parse((string)player["dt"]!, CultureInfo.InvariantCulture).AddMinutes(view.Id % 1440);
        return view;
    }
}
