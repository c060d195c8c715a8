using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// How an affiliate is paid: free-form fields under their wire names, because the vendor's table of methods is lost. Seen
/// (S000, S001, field): bank_name, beneficary, swift_code, back_country and account_number of a wire transfer, in the API's
/// own spelling; skrill_email, paypal_email, erc20_wallet, trc20_wallet. In PowerShell:
/// <c>$affiliate.PaymentMethodDetails.skrill_email</c>. Its text is one line of JSON, which a cell can hold and give back.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class PaymentMethodDetails : ReadOnlyDictionary<string, object?>
{
    private readonly JObject _json;

    /// <summary>Makes details of fields under their wire names.</summary>
    public PaymentMethodDetails(IEnumerable<KeyValuePair<string, object?>> fields)
        : this(new JObject(fields.Select(f => new JProperty(f.Key, f.Value is null ? JValue.CreateNull() : JToken.FromObject(f.Value)))))
    {
    }

    internal PaymentMethodDetails(JObject json)
        : base(json.Properties().ToDictionary(p => p.Name, p => WireJson.Plain(p.Value), StringComparer.Ordinal))
        => _json = json;

    /// <summary>Reads the JSON of a cell.</summary>
    /// <exception cref="FormatException">The text is no JSON object.</exception>
    public static PaymentMethodDetails Parse(string json)
    {
        try
        {
            if (WireJson.Parse(json) is JObject details)
            {
                return new PaymentMethodDetails(details);
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw CellText.Wrong(json, "a set of payment details: write it as {\"skrill_email\":\"someone@example.com\"}");
    }

    /// <summary>The fields as one line of JSON.</summary>
    public override string ToString() => _json.ToString(Formatting.None);

    private sealed class Converter : JsonConverter<PaymentMethodDetails>
    {
        public override PaymentMethodDetails? ReadJson(
            JsonReader reader, Type objectType, PaymentMethodDetails? existingValue, bool hasExistingValue, JsonSerializer serializer)
            => JToken.ReadFrom(reader) switch
            {
                JObject details => new PaymentMethodDetails(details),
                JValue { Type: JTokenType.Null } => null,
                JValue { Type: JTokenType.String, Value: string text } when string.IsNullOrWhiteSpace(text) => null,
                JValue { Type: JTokenType.String, Value: string text } => Parse(text),
                _ => throw new JsonSerializationException($"An object was expected at '{reader.Path}'."),
            };

        public override void WriteJson(JsonWriter writer, PaymentMethodDetails? value, JsonSerializer serializer) => value!._json.WriteTo(writer);
    }
}
