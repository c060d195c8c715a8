using System;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Does to the values of a create what servers do to values.</summary>
internal sealed class Normalizer
{
    private const int LongestText = 24;

    private static readonly string[] s_texts = ["deal_group_name", "pixel_name", "promocode", "description_internal", "description_public", "username"];
    private static readonly string[] s_dates = ["start_date", "end_date"];

    private readonly SandboxNormalization _what;

    public Normalizer(SandboxNormalization what) => _what = what;

    public Call Apply(Call call)
    {
        if (_what == SandboxNormalization.None || call.Method != "POST" || !SandboxJson.TryParse(call.Body, out JToken? token) || token is not JObject body)
        {
            return call;
        }

        foreach (JProperty property in body.Properties().ToArray())
        {
            property.Value = Applied(property.Name, property.Value);
        }

        return call with { Body = body.ToString(Formatting.None) };
    }

    private JToken Applied(string name, JToken value) => value switch
    {
        JValue { Value: decimal amount } => AppliedTo(amount),
        JValue { Value: string text } when s_texts.Contains(name, StringComparer.Ordinal) => AppliedTo(text, isAddress: false),
        JValue { Value: string text } when name == "pixel" => AppliedTo(text, isAddress: true),
        JValue { Value: string date } when s_dates.Contains(name, StringComparer.Ordinal) && _what.HasFlag(SandboxNormalization.CutMilliseconds)
            => Regex.Replace(date, @"\.\d+", string.Empty, RegexOptions.None, TimeSpan.FromSeconds(1)),
        _ => value,
    };

    private decimal AppliedTo(decimal amount)
    {
        amount = _what.HasFlag(SandboxNormalization.RoundAmounts) ? Math.Round(amount, 2, MidpointRounding.AwayFromZero) : amount;
        return _what.HasFlag(SandboxNormalization.CutAmounts) ? Math.Truncate(amount) : amount;
    }

    private string AppliedTo(string text, bool isAddress)
    {
        text = _what.HasFlag(SandboxNormalization.Trim) ? text.Trim() : text;
        text = _what.HasFlag(SandboxNormalization.Respace) ? Regex.Replace(text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)) : text;
        text = _what.HasFlag(SandboxNormalization.UpperCase) && !isAddress ? text.ToUpperInvariant() : text;
        text = _what.HasFlag(SandboxNormalization.EscapeHtml) ? WebUtility.HtmlEncode(text) : text;
        return _what.HasFlag(SandboxNormalization.CutText) && !isAddress && text.Length > LongestText ? text.Substring(0, LongestText) : text;
    }
}
