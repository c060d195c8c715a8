using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Destination links: list (S001).</summary>
internal sealed class LinkResource : IResource
{
    public const string Host = "https://go.aff.sandbox.smartico.invalid/";

    public static readonly Layout Layout = new(
        "id", "link_id", "enabled", "brand_id", "link_type_id", "link_type_name", "link_name", "description", "destination_url", "destination_url_ab",
        "private_affiliate_ids", "is_public", "link_id_external", "create_date", "update_date", "create_by", "brand_name", "operator_id",
        "is_active_brand", "enable_campaigns", "enable_source_id", "link_name_and_brand", "asset_ids");

    private readonly SandboxState _state;

    public LinkResource(SandboxState state) => _state = state;

    public string Path => "/api/af2_link_op";

    public KeyKind Key => KeyKind.Operator;

    /// <summary>The link's short name in tracking URLs: eight letters and digits, always the same for the same id.</summary>
    public static string Code(int linkId)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        uint hash = unchecked(((uint)linkId * 2654435761u) ^ 0x9E3779B9u);
        var code = new char[8];
        for (int i = 0; i < code.Length; i++)
        {
            code[i] = Alphabet[(int)(hash % (uint)Alphabet.Length)];
            hash = unchecked((hash * 1664525u) + 1013904223u) ^ (hash >> 13);
        }

        return new string(code);
    }

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        (_, not null) => throw Refusals.NotFound(),
        ("GET", _) => new Reply.Rows([.. _state.Links.Rows]),
        _ => throw Refusals.MethodNotAllowed(),
    };
}

/// <summary>The method call that builds a tracking link (S001). It writes nothing: the same three values give the same URL.</summary>
internal sealed class BuildLinkResource : IResource
{
    private readonly SandboxState _state;

    public BuildLinkResource(SandboxState state) => _state = state;

    public string Path => "/api/private-api";

    public KeyKind Key => KeyKind.Operator;

    public Reply Handle(Call call, int? id)
    {
        if (id is not null)
        {
            throw Refusals.NotFound();
        }

        if (call.Method != "POST")
        {
            throw Refusals.MethodNotAllowed();
        }

        JObject body = call.BodyObject();
        if (body["method"] is not JValue { Value: "af2_build_link" })
        {
            throw Refusals.UnknownMethod();
        }

        JObject link = (body["params"] as JObject)?["linkParams"] as JObject ?? throw Refusals.Missing("params.linkParams");
        return Build(link);
    }

    private Reply.Plain Build(JObject wanted)
    {
        int linkId = wanted.Required<int>("link_id", FieldRules.Number);
        int affiliateId = wanted.Required<int>("affiliate_id", FieldRules.Number);
        Record link = _state.Links.Find(linkId) ?? throw Refusals.UnknownLink(linkId);
        if (_state.Affiliates.Find(affiliateId) is null)
        {
            throw Refusals.UnknownAffiliate(affiliateId);
        }

        if (link["enabled"] is not true)
        {
            throw Refusals.DisabledLink(linkId);
        }

        // Undocumented: whether a source is a number or a text; both are taken.
        string source = wanted["source_id"] switch
        {
            null or JValue { Value: null } => "",
            JValue { Value: string text } => "&source_id=" + Uri.EscapeDataString(text),
            JValue { Value: long number } => "&source_id=" + number.ToString(CultureInfo.InvariantCulture),
            _ => throw Refusals.Invalid("source_id", "a string or a whole number"),
        };

        // A bare string: what the live API answers is undocumented.
        return new Reply.Plain(string.Format(
            CultureInfo.InvariantCulture, "{0}{1}?aff={2}&link={3}{4}", LinkResource.Host, LinkResource.Code(linkId), affiliateId, linkId, source));
    }
}
