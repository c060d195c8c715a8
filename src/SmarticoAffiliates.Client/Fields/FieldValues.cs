using System;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Compares values as the wire has them.</summary>
internal static class FieldValues
{
    /// <summary>
    /// Whether two values mean the same: 10.50 is 10.5, the order of a list says nothing, and nothing, an empty text and an
    /// empty list are the same. Numbers come as texts, too (S003).
    /// </summary>
    public static bool AreSame(JToken? one, JToken? other)
        => ReferenceEquals(one, other)
            || (IsEmpty(one) ? IsEmpty(other) : !IsEmpty(other) && string.Equals(Text(one!), Text(other!), StringComparison.Ordinal));

    private static string Text(JToken value) => FieldKinds.Meaning(value) switch
    {
        JValue { Value: string text } => text,
        JValue { Value: IFormattable number } => number.ToString(null, CultureInfo.InvariantCulture),
        { } meaning => meaning.ToString(Formatting.None),
    };

    private static bool IsEmpty(JToken? value) => value is null or JValue { Value: null or "" } or JArray { Count: 0 };
}
