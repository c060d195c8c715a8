using System;
using System.Globalization;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>A status that is a boolean on the wire (S000: promo codes). A number is tolerated, and an unknown one kept.</summary>
internal sealed class BooleanStatusConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => true;

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
        => reader.TokenType switch
        {
            JsonToken.Null => null,
            JsonToken.Boolean => (bool)reader.Value! ? ActiveStatus.Active : ActiveStatus.Inactive,
            JsonToken.Integer => (ActiveStatus)Convert.ToInt32(reader.Value, CultureInfo.InvariantCulture),
            JsonToken.String => CellText.Enum(reader.Value, typeof(ActiveStatus)),
            _ => throw new JsonSerializationException($"true or false was expected at '{reader.Path}'."),
        };

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
        => writer.WriteValue((ActiveStatus)value! != ActiveStatus.Inactive);
}
