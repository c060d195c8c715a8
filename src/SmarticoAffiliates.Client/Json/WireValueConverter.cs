using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Reads one value as the server may send it: numbers in strings (S003: counts), 0 and 1 for booleans (S003), blank strings
/// for nothing; and writes it the one way the documents show. What can't be the value is an error with its JSON path.
/// </summary>
internal sealed class WireValueConverter : JsonConverter
{
    private static readonly ConcurrentDictionary<Type, JsonConverter?> s_converters = new();

    private readonly Func<JsonReader, object?> _read;
    private readonly bool _isNullable;

    private WireValueConverter(Func<JsonReader, object?> read, bool isNullable)
    {
        _read = read;
        _isNullable = isNullable;
    }

    /// <summary>The converter for a type of property, or null where the library's own reading is right.</summary>
    public static JsonConverter? For(Type type) => s_converters.GetOrAdd(type, Make);

    public override bool CanConvert(Type objectType) => true;

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null || (reader.TokenType == JsonToken.String && ((string)reader.Value!).Length == 0 && objectType != typeof(string)))
        {
            return _isNullable ? null : throw Wrong(reader, "a value");
        }

        return _read(reader);
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        switch (value)
        {
            case DateTimeOffset date:
                writer.WriteValue(date.UtcDateTime.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture));
                break;
            case Enum number:
                writer.WriteValue(Convert.ToInt32(number, CultureInfo.InvariantCulture));
                break;
            case decimal number when DecimalPlaces.Of(number) == 0 && number is >= long.MinValue and <= long.MaxValue:
                // 1000 goes out as 1000, not as 1000.0.
                writer.WriteValue((long)number);
                break;
            default:
                writer.WriteValue(value);
                break;
        }
    }

    private static JsonConverter? Make(Type type)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        bool isNullable = inner != type || !type.IsValueType;
        Func<JsonReader, object?>? read =
            inner.IsEnum ? reader => Enum.ToObject(inner, (int)Integer(reader, int.MinValue, int.MaxValue))
            : inner == typeof(int) ? reader => (int)Integer(reader, int.MinValue, int.MaxValue)
            : inner == typeof(long) ? reader => Integer(reader, long.MinValue, long.MaxValue)
            : inner == typeof(decimal) ? reader => Number(reader)
            : inner == typeof(bool) ? reader => Flag(reader)
            : inner == typeof(DateTimeOffset) ? reader => Date(reader)
            : inner == typeof(string) ? Text
            : inner == typeof(object) ? reader => WireJson.Plain(JToken.ReadFrom(reader))
            : null;
        return read is null ? null : new WireValueConverter(read, isNullable);
    }

    private static long Integer(JsonReader reader, long least, long most)
    {
        if (reader.TokenType == JsonToken.Integer && reader.Value is long whole && whole >= least && whole <= most)
        {
            return whole;
        }

        decimal number = Number(reader);
        return number == decimal.Truncate(number) && number >= least && number <= most
            ? (long)number
            : throw Wrong(reader, "a whole number");
    }

    private static decimal Number(JsonReader reader) => reader.TokenType switch
    {
        JsonToken.Integer when reader.Value is BigInteger big => big >= new BigInteger(decimal.MinValue) && big <= new BigInteger(decimal.MaxValue)
            ? (decimal)big
            : throw Wrong(reader, "a smaller number"),
        JsonToken.Integer or JsonToken.Float => Convert.ToDecimal(reader.Value, CultureInfo.InvariantCulture),
        JsonToken.String when decimal.TryParse((string)reader.Value!, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => throw Wrong(reader, "a number"),
    };

    private static bool Flag(JsonReader reader) => reader switch
    {
        { TokenType: JsonToken.Boolean, Value: bool flag } => flag,
        { TokenType: JsonToken.Integer, Value: 0L } => false,
        { TokenType: JsonToken.Integer, Value: 1L } => true,
        { TokenType: JsonToken.String, Value: "0" } => false,
        { TokenType: JsonToken.String, Value: "1" } => true,
        { TokenType: JsonToken.String, Value: string text } when bool.TryParse(text, out bool flag) => flag,
        _ => throw Wrong(reader, "true or false"),
    };

    private static DateTimeOffset Date(JsonReader reader)
        => reader.TokenType == JsonToken.String && CellText.TryParseDate((string)reader.Value!, out DateTimeOffset date)
            ? date
            : throw Wrong(reader, "an ISO 8601 date");

    private static string? Text(JsonReader reader) => reader.TokenType switch
    {
        JsonToken.String => (string?)reader.Value,
        JsonToken.Boolean => (bool)reader.Value! ? "true" : "false",
        JsonToken.StartObject or JsonToken.StartArray => JToken.ReadFrom(reader).ToString(Formatting.None),
        _ => Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
    };

    private static JsonSerializationException Wrong(JsonReader reader, string expected)
    {
        string found = reader.Value is { } value
            ? $"'{Convert.ToString(value, CultureInfo.InvariantCulture)}'"
            : WireJson.NameOf(reader.TokenType);
        return new JsonSerializationException($"{expected} was expected at '{reader.Path}', but there is {found}.");
    }
}
