using System;
using System.Globalization;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>A status that is 1 or 2 on the wire (S000: pixels). An unknown number is kept, a boolean tolerated.</summary>
internal sealed class NumberStatusConverter : JsonConverter
{
    private const int Active = 1;
    private const int Inactive = 2;

    public override bool CanConvert(Type objectType) => true;

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
        => reader.TokenType switch
        {
            JsonToken.Null => null,
            JsonToken.Integer => OfNumber(Convert.ToInt32(reader.Value, CultureInfo.InvariantCulture)),
            JsonToken.String when int.TryParse((string)reader.Value!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) => OfNumber(number),
            JsonToken.Boolean => (bool)reader.Value! ? ActiveStatus.Active : ActiveStatus.Inactive,
            _ => throw new JsonSerializationException($"1 (active) or 2 (inactive) was expected at '{reader.Path}'."),
        };

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        // The model writes null itself where it is written, which is into a journal.
        if (value is ActiveStatus status)
        {
            writer.WriteValue(status switch
            {
                ActiveStatus.Active => Active,
                ActiveStatus.Inactive => Inactive,
                _ => (int)status,
            });
        }
        else
        {
            writer.WriteNull();
        }
    }

    private static ActiveStatus OfNumber(int number) => number switch
    {
        Active => ActiveStatus.Active,
        Inactive => ActiveStatus.Inactive,
        _ => (ActiveStatus)number,
    };
}
