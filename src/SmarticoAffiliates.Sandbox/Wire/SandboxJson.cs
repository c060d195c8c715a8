using System.Diagnostics.CodeAnalysis;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Reads JSON without changing a value: decimals stay decimals and texts that look like dates stay texts.</summary>
internal static class SandboxJson
{
    public static bool TryParse(string text, [NotNullWhen(true)] out JToken? token)
    {
        token = null;
        try
        {
            using var reader = new JsonTextReader(new StringReader(text))
            {
                DateParseHandling = DateParseHandling.None,
                FloatParseHandling = FloatParseHandling.Decimal,
            };
            JToken read = JToken.ReadFrom(reader);
            if (reader.Read())
            {
                return false;
            }

            token = read;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
