using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The one set of rules by which JSON is read and written: decimals stay decimals, dates stay text until a model asks, nothing is guessed.</summary>
internal static class WireJson
{
    /// <summary>Milliseconds and Z, as the vendor writes them (S000).</summary>
    public const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private const int MaxDepth = 64;

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
    {
        using JsonReader reader = token.CreateReader();
        reader.MaxDepth = MaxDepth;
        reader.Read();
        return Read<T>(reader);
    }

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
    public static string Article(JsonToken token) => token switch
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
