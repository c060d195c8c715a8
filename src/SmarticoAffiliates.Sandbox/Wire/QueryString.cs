using System;
using System.Collections.Generic;

namespace SmarticoAffiliates.Sandbox;

internal static class QueryString
{
    /// <summary>The decoded values by name; of a repeated name the last. A plus sign is a space, as in web forms.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = equals < 0 ? pair : pair.Substring(0, equals);
            values[Decode(name)] = equals < 0 ? "" : Decode(pair.Substring(equals + 1));
        }

        return values;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
