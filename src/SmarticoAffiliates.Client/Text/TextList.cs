using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A list of short texts, such as countries; its text is <c>AX;BG</c>.</summary>
[JsonConverter(typeof(Converter))]
public sealed class TextList : ValueList<string>
{
    /// <summary>Makes a list of these texts.</summary>
    public TextList(IEnumerable<string> texts)
        : base(texts)
    {
    }

    /// <summary>Reads an array of strings or numbers (undocumented: the example's list of source ids is empty); a bare one is a list of one.</summary>
    private sealed class Converter : JsonConverter<TextList>
    {
        public override TextList? ReadJson(JsonReader reader, Type objectType, TextList? existingValue, bool hasExistingValue, JsonSerializer serializer)
            => JToken.ReadFrom(reader) switch
            {
                JArray list => new TextList(list.Where(t => t.Type != JTokenType.Null).Select(Text)),
                JValue { Type: JTokenType.Null } or JValue { Value: "" } => null,
                JValue one => new TextList(new[] { Text(one) }),
                _ => throw new JsonSerializationException($"A list was expected at '{reader.Path}'."),
            };

        public override void WriteJson(JsonWriter writer, TextList? value, JsonSerializer serializer) => new JArray(value!).WriteTo(writer);

        private static string Text(JToken token) => token is JValue value
            ? value.ToString(CultureInfo.InvariantCulture)
            : throw new JsonSerializationException($"A text was expected at '{token.Path}'.");
    }
}
