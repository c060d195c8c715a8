using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace SmarticoAffiliates;

/// <summary>The one set of rules by which JSON is read and written: decimals stay decimals, dates stay text until a model asks, nothing is guessed.</summary>
internal static class WireJson
{
    /// <summary>Milliseconds and Z, as the vendor writes them (S000).</summary>
    public const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>How deep JSON may be nested; no resource comes near it.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonSerializer s_serializer = new()
    {
        ContractResolver = new WireContractResolver(),
        Culture = CultureInfo.InvariantCulture,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        MaxDepth = MaxDepth,
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        NullValueHandling = NullValueHandling.Include,
        TypeNameHandling = TypeNameHandling.None,
    };

    /// <summary>A reader with these rules over text, which it closes.</summary>
    public static JsonTextReader Open(TextReader text) => new(text)
    {
        CloseInput = true,
        Culture = CultureInfo.InvariantCulture,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        MaxDepth = MaxDepth,
        PropertyNameTable = RecordReader.Names,
    };

    /// <summary>The record that the reader stands on.</summary>
    public static T Read<T>(JsonReader reader)
        where T : SmarticoObject
        => (T)RecordReader.For(typeof(T), s_serializer).Read(reader);

    /// <summary>The record that a token holds.</summary>
    public static T Read<T>(JToken token)
        where T : SmarticoObject
        => (T)Read(token, typeof(T));

    /// <summary>The JSON text as a token, by these rules.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JToken Parse(string text)
    {
        using JsonTextReader reader = Open(new StringReader(text));
        JToken token = JToken.ReadFrom(reader);
        if (reader.Read())
        {
            throw new JsonReaderException("Something follows the end of the JSON.");
        }

        return token;
    }

    /// <summary>The body that a request object stands for: what was given, under the wire's names.</summary>
    public static JObject Write(object request) => JObject.FromObject(request, s_serializer);

    /// <summary>A record as files keep it: fields that have nothing are left out.</summary>
    public static JObject WriteWithoutNulls(SmarticoObject record)
    {
        JObject json = Write(record);
        foreach (JProperty field in json.Properties().Where(p => p.Value.Type == JTokenType.Null).ToList())
        {
            field.Remove();
        }

        return json;
    }

    /// <summary>How a type is read and written.</summary>
    public static JsonObjectContract ContractOf(Type type) => (JsonObjectContract)s_serializer.ContractResolver.ResolveContract(type);

    /// <summary>The value of a property that a token stands for.</summary>
    public static object? ReadValue(JToken token, JsonProperty property)
    {
        Type type = property.PropertyType!;
        JsonConverter? converter = property.Converter ?? s_serializer.ContractResolver.ResolveContract(type).Converter;
        using JsonReader reader = token.CreateReader();
        reader.Read();
        return converter is not null ? converter.ReadJson(reader, type, existingValue: null, s_serializer)
            : token.Type == JTokenType.Null ? null
            : typeof(SmarticoObject).IsAssignableFrom(type) ? RecordReader.For(type, s_serializer).Read(reader)
            : s_serializer.Deserialize(reader, type);
    }

    /// <summary>The record of this type that a token holds.</summary>
    public static SmarticoObject Read(JToken token, Type type)
    {
        using JsonReader reader = token.CreateReader();
        reader.MaxDepth = MaxDepth;
        reader.Read();
        return RecordReader.For(type, s_serializer).Read(reader);
    }

    /// <summary>Puts the fields of one record into another, nulls and whole lists included.</summary>
    public static void Overlay(JObject record, JObject? fields)
    {
        foreach (JProperty field in fields?.Properties() ?? Enumerable.Empty<JProperty>())
        {
            record[field.Name] = field.Value.DeepClone();
        }
    }

    /// <summary>An id as the server may send it: a number, or a number in a string. Null where there is none.</summary>
    public static int? Id(JToken? token) => token?.Type switch
    {
        JTokenType.Integer => token.Value<int>(),
        JTokenType.String => int.Parse((string)token!, NumberStyles.None, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A token as ordinary .NET values: dictionaries, arrays, strings, <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/>, null.</summary>
    public static object? Plain(JToken? token) => token switch
    {
        null => null,
        JObject record => new AdditionalProperties(record),
        JArray list => PlainArray(list),
        JValue { Value: DateTime or DateTimeOffset or TimeSpan or Guid or Uri or byte[] } value => value.ToString(CultureInfo.InvariantCulture),
        JValue { Value: int number } => (long)number, // of a request; numbers that were read are long already
        JValue value => value.Value,
        _ => token.ToString(Formatting.None),
    };

    /// <summary>How an error names a token: "a string", "an array".</summary>
    public static string NameOf(JsonToken token) => token switch
    {
        JsonToken.StartArray => "an array",
        JsonToken.StartObject => "an object",
        JsonToken.Integer or JsonToken.Float => "a number",
        JsonToken.Boolean => "a boolean",
        JsonToken.String => "a string",
        JsonToken.Null => "null",
        _ => token.ToString(),
    };

    private static object?[] PlainArray(JArray list)
    {
        var plain = new object?[list.Count];
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] = Plain(list[i]);
        }

        return plain;
    }
}
