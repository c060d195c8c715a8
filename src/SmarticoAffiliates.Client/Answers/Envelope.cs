using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Reads of an answer what tells how it went, and passes over the records: of a long list it is to be known whether it is a
/// refusal before, and without that, a record is made of it.
/// </summary>
internal static class Envelope
{
    /// <summary>Up to here the whole is read; the envelope of a refusal is far smaller.</summary>
    private const int Small = 64 * 1024;

    /// <summary>Whether all of it is read, and nothing replaced.</summary>
    public static bool IsWhole(AnswerBody body) => body.Length <= Small;

    /// <summary>The answer; where it is large, a list or an object in it that holds records is replaced by one that holds nothing but null.</summary>
    /// <param name="body">The answer's body.</param>
    /// <param name="isStrict">Whether a name that comes twice makes it unreadable: of two codes one may be a refusal.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JToken Read(AnswerBody body, bool isStrict = false)
    {
        if (IsWhole(body))
        {
            return body.ReadJson(isStrict);
        }

        using JsonTextReader reader = body.OpenJson();
        JToken envelope;
        if (reader.TokenType == JsonToken.StartObject)
        {
            envelope = ReadFields(reader);
        }
        else if (reader.TokenType == JsonToken.StartArray)
        {
            // What is wrong with it is found when it is read.
            return new JArray(JValue.CreateNull());
        }
        else
        {
            envelope = JToken.ReadFrom(reader);
        }

        AnswerBody.ExpectEnd(reader);
        return envelope;
    }

    private static JObject ReadFields(JsonTextReader reader)
    {
        var fields = new JObject();
        while (reader.Read() && reader.TokenType != JsonToken.EndObject)
        {
            if (reader.TokenType != JsonToken.PropertyName)
            {
                continue;
            }

            string name = (string)reader.Value!;
            reader.Read();
            fields[name] = reader.TokenType switch
            {
                JsonToken.StartArray or JsonToken.StartObject when !name.StartsWith("err", System.StringComparison.OrdinalIgnoreCase) => Stub(reader),
                _ => JToken.ReadFrom(reader),
            };
        }

        if (reader.TokenType != JsonToken.EndObject)
        {
            throw new JsonReaderException("Unexpected end of the answer.");
        }

        return fields;
    }

    private static JToken Stub(JsonTextReader reader)
    {
        bool isList = reader.TokenType == JsonToken.StartArray;
        int depth = reader.Depth;
        bool isEmpty = true;
        while (reader.Read() && !(reader.Depth == depth && reader.TokenType is JsonToken.EndArray or JsonToken.EndObject))
        {
            isEmpty = false;
        }

        return isList ? isEmpty ? new JArray() : new JArray(JValue.CreateNull())
            : isEmpty ? new JObject() : new JObject { ["…"] = JValue.CreateNull() };
    }
}
