using System;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Finds the address of a tracking link in what <c>af2_build_link</c> answers, whose form is undocumented. An address under
/// one of the names that say so; any other only if it is the only one: the destination and a help page are addresses, too.
/// </summary>
internal static class LinkAddress
{
    private static readonly string[] s_names = { "link", "url", "tracking_link", "af2_build_link", "data" };

    /// <summary>The address; null where there is none, or where it can't be told which.</summary>
    public static string? In(JToken token)
    {
        token = token is JArray { Count: 1 } one ? one[0] : token;
        if (AddressIn(token) is { } alone)
        {
            return alone;
        }

        if (token is not JObject answer)
        {
            return null;
        }

        foreach (string name in s_names)
        {
            if (AddressIn(answer[name]) is { } named)
            {
                return named;
            }
        }

        foreach (string name in s_names)
        {
            if (answer[name] is JObject inner && In(inner) is { } nested)
            {
                return nested;
            }
        }

        string[] all = answer.Descendants().Select(AddressIn).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return all.Length == 1 ? all[0] : null;
    }

    private static string? AddressIn(JToken? token)
        => token is JValue { Value: string text } && AnswerFacts.IsWebAddress(text.Trim()) ? text.Trim() : null;
}
