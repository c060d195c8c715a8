using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Pixel definitions (postbacks): list, create, update (S000, S001).</summary>
internal sealed class PixelResource : IResource
{
    public const int AllDeals = -1;

    public static readonly Layout Layout = new(
        "id", "pixel_trigger_type_id", "pixel_type_id", "pixel_name", "pixel", "affiliate_id", "deal_id", "pixel_status");

    private static readonly Dictionary<string, FieldRule> s_fields = new(StringComparer.Ordinal)
    {
        ["pixel_trigger_type_id"] = FieldRules.OneOf(1, 2, 3, 4),
        ["pixel_type_id"] = FieldRules.OneOf(1, 2, 3, 4),
        ["pixel_name"] = FieldRules.TextOrNull,
        ["pixel"] = FieldRules.FilledText,
        ["affiliate_id"] = FieldRules.NumberOrDigits,
        ["deal_id"] = FieldRules.Number,
        ["pixel_status"] = FieldRules.OneOf(1, 2),
    };

    // Undocumented: which fields a new definition needs. A name and a status can be done without.
    private static readonly string[] s_mandatory = ["affiliate_id", "pixel_type_id", "pixel_trigger_type_id", "pixel"];

    private readonly SandboxState _state;

    public PixelResource(SandboxState state) => _state = state;

    public string Path => "/api/af2_pixel_definitions_op";

    public KeyKind Key => KeyKind.Operator;

    public Reply Handle(Call call, int? id) => (call.Method, id) switch
    {
        ("GET", null) => new Reply.Rows([.. _state.Pixels.OwnedBy(call.AffiliateId()).Where(call.Shows)]),
        ("POST", null) => Create(call),
        ("PUT", { } pixel) => Update(call, pixel),
        (_, not null) => throw Refusals.NotFound(),
        _ => throw Refusals.MethodNotAllowed(),
    };

    private Reply.Written Create(Call call)
    {
        JObject body = call.BodyObject();
        foreach (string field in s_mandatory)
        {
            body.Required<object>(field, s_fields[field]);
        }

        var pixel = new Record(Layout)
        {
            ["id"] = _state.Pixels.NextId,
            ["deal_id"] = AllDeals,
            ["pixel_status"] = 1,
        };
        pixel.ListedFrom = call.ListedFrom;
        Apply(body, pixel);
        _state.Pixels.Add(pixel);
        return new Reply.Written(pixel);
    }

    private Reply.Written Update(Call call, int id)
    {
        Record pixel = (_state.Pixels.Find(id) ?? throw Refusals.PixelNotFound()).Copy();
        Apply(call.BodyObject(), pixel);
        _state.Pixels.Replace(pixel);
        return new Reply.Written(pixel);
    }

    private void Apply(JObject body, Record pixel)
    {
        foreach (KeyValuePair<string, FieldRule> field in s_fields)
        {
            if (body[field.Key] is { } value)
            {
                pixel[field.Key] = field.Value(field.Key, value);
            }
        }

        int affiliate = (int)pixel["affiliate_id"]!;
        if (_state.Affiliates.Find(affiliate) is null)
        {
            throw Refusals.UnknownAffiliate(affiliate);
        }

        if (pixel.Number("deal_id") is { } deal && deal != AllDeals)
        {
            _state.DealOf(affiliate, deal);
        }
    }
}
