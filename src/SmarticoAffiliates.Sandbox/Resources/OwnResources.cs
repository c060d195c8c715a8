using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>The balance of the affiliate whose key it is: <c>af2_balance_af/1</c> (FA).</summary>
internal sealed class OwnBalanceResource : IResource
{
    private readonly SandboxState _state;
    private readonly SandboxOptions _options;

    public OwnBalanceResource(SandboxState state, SandboxOptions options)
    {
        _state = state;
        _options = options;
    }

    public string Path => "/api/af2_balance_af";

    public KeyKind Key => KeyKind.Affiliate;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        ("GET", 1) when _state.Affiliates.Find(_options.AffiliateApiKeyOwner) is { } own => new Reply.One(BalanceResource.View(own, to: null)),
        ("GET", _) => throw Refusals.NotFound(),
        _ => throw Refusals.MethodNotAllowed(),
    };
}

/// <summary>The destination links that an affiliate sees: <c>af2_link_af</c> (FA).</summary>
internal sealed class OwnLinkResource : IResource
{
    private readonly SandboxState _state;

    public OwnLinkResource(SandboxState state) => _state = state;

    public string Path => "/api/af2_link_af";

    public KeyKind Key => KeyKind.Affiliate;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        (_, not null) => throw Refusals.NotFound(),
        ("GET", _) => new Reply.Rows([.. _state.Links.Rows.Where(l => l["enabled"] is true && l["is_public"] is true)]),
        _ => throw Refusals.MethodNotAllowed(),
    };
}

/// <summary>The media report of the affiliate whose key it is: <c>af2_media_report_af</c>, with its id in <c>meta</c> (FA).</summary>
internal sealed class OwnMediaReportResource : IResource
{
    private readonly MediaReportResource _reports;
    private readonly SandboxOptions _options;

    public OwnMediaReportResource(SandboxOptions options, MediaReportResource reports)
    {
        _reports = reports;
        _options = options;
    }

    public string Path => "/api/af2_media_report_af";

    public KeyKind Key => KeyKind.Affiliate;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        (_, not null) => throw Refusals.NotFound(),
        ("GET", _) => _reports.Report(call, _options.AffiliateApiKeyOwner, new JObject { ["operator_currency"] = "EUR", ["affiliate_id"] = _options.AffiliateApiKeyOwner }),
        _ => throw Refusals.MethodNotAllowed(),
    };
}
