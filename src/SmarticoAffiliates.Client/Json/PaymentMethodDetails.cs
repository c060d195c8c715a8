using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
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

        throw Wrong(json);
    }

    /// <summary>
    /// Reads a cell: details, fields in a dictionary, or their JSON. A blank field is not given, and neither are details of
    /// nothing but blank fields.
    /// </summary>
    /// <exception cref="FormatException">The cell is none of them, or a field in it holds what can't be sent.</exception>
    public static PaymentMethodDetails? Read(object? cell)
    {
        switch (cell)
        {
            case PaymentMethodDetails details:
                return details.Count == 0 ? null : details;
            case string json when !CellText.IsBlank(json):
                return Parse(json);
            case IDictionary fields:
                JObject read = Record(fields);
                return read.Count == 0 ? null : new PaymentMethodDetails(read);
            default:
                return CellText.IsBlank(cell) ? null : throw Wrong(cell);
        }
    }

    /// <summary>A copy of the JSON.</summary>
    internal JObject ToJson() => (JObject)_json.DeepClone();

    private static JObject Record(IDictionary fields)
    {
        var record = new JObject();
        foreach (DictionaryEntry field in fields)
        {
            if (CellText.Text(field.Key) is not { } name)
            {
                throw Wrong(fields);
            }

            if (!CellText.IsBlank(field.Value))
            {
                record[name] = Value(field.Value!);
            }
        }

        return record;
    }

    private static JToken Value(object value) => value switch
    {
        PaymentMethodDetails details => details.ToJson(),
        IDictionary fields => Record(fields),
        bool flag => new JValue(flag),
        byte or sbyte or short or ushort or int or uint or long => new JValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        decimal or double or float => new JValue(CellText.Decimal(value)!.Value),
        IEnumerable list and not string => new JArray(list.Cast<object?>().Where(e => !CellText.IsBlank(e)).Select(e => Value(e!))),
        _ => new JValue(CellText.Text(value)),
    };

    private static FormatException Wrong(object? cell)
        => CellText.Wrong(cell, "a set of payment details: write it as @{skrill_email='someone@example.com'}, or in a cell as {\"skrill_email\":\"someone@example.com\"}");

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
