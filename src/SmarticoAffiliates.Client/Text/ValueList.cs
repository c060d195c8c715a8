using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A list that a CSV file can hold: its text is what <see cref="CellText"/> reads back.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public abstract class ValueList<T> : ReadOnlyCollection<T>
{
    private protected ValueList(IEnumerable<T> values)
        : base(values.ToArray())
    {
    }

    /// <summary>The values with semicolons between them: a comma between numbers is a decimal or thousands separator to a spreadsheet.</summary>
    public override string ToString() => string.Join(";", this);
}

/// <summary>A list of ids; its text is <c>333;334</c>.</summary>
[JsonConverter(typeof(IdListConverter))]
public sealed class IdList : ValueList<int>
{
    /// <summary>Makes a list of these ids.</summary>
    public IdList(IEnumerable<int> ids)
        : base(ids)
    {
    }
}

/// <summary>Reads a number[], and the bare <c>103,104,122</c> of S000 in a string; writes a number[].</summary>
internal abstract class ValueListConverter<TList> : JsonConverter
    where TList : class
{
    public override bool CanConvert(Type objectType) => objectType == typeof(TList);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.StartArray)
        {
            return Make(Elements(reader));
        }

        JToken token = JToken.ReadFrom(reader);
        IEnumerable<int>? numbers = token.Type switch
        {
            JTokenType.Null => null,
            JTokenType.Integer => new[] { Number(token) },
            JTokenType.String => CellText.Elements((string)token!).Select(e => Number(new JValue((string)e))),
            _ => throw new JsonSerializationException($"A list of numbers was expected at '{reader.Path}'."),
        };
        return numbers is null ? null : Make(numbers);
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        writer.WriteStartArray();
        foreach (int number in Numbers((TList)value!))
        {
            writer.WriteValue(number);
        }

        writer.WriteEndArray();
    }

    private protected abstract TList Make(IEnumerable<int> numbers);

    private protected abstract IEnumerable<int> Numbers(TList list);

    /// <summary>The numbers of an array whose beginning the reader stands on; nulls are left out.</summary>
    private static List<int> Elements(JsonReader reader)
    {
        var numbers = new List<int>();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            if (reader.TokenType == JsonToken.Integer && reader.Value is long number)
            {
                numbers.Add(checked((int)number));
            }
            else if (reader.TokenType is not (JsonToken.Null or JsonToken.Comment))
            {
                numbers.Add(Number(JToken.ReadFrom(reader)));
            }
        }

        return numbers;
    }

    private static int Number(JToken token) => token.Type is JTokenType.Integer or JTokenType.String
        ? token.Value<int>()
        : throw new JsonSerializationException($"A number was expected at '{token.Path}'.");
}

internal sealed class IdListConverter : ValueListConverter<IdList>
{
    private protected override IdList Make(IEnumerable<int> numbers) => new(numbers);

    private protected override IEnumerable<int> Numbers(IdList list) => list;
}
