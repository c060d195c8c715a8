using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace SmarticoAffiliates;

/// <summary>The fields of a type of record: which property a wire name is, and which value a token stands for there.</summary>
internal sealed class RecordFields
{
    /// <summary>The fields of records of which nothing is known.</summary>
    public static readonly RecordFields Unknown = new(null);

    private static readonly ConcurrentDictionary<Type, RecordFields> s_known = new();

    private readonly Dictionary<string, JsonProperty> _properties;

    private RecordFields(JsonObjectContract? contract)
        => _properties = contract?.Properties.ToDictionary(p => p.PropertyName!, StringComparer.Ordinal) ?? new Dictionary<string, JsonProperty>(StringComparer.Ordinal);

    /// <summary>The fields of a type.</summary>
    public static RecordFields Of(Type recordType) => s_known.GetOrAdd(recordType, type => new RecordFields(WireJson.ContractOf(type)));

    /// <summary>The property's name; the wire's where there is no such property.</summary>
    public string NameOf(string wireName)
        => !_properties.TryGetValue(wireName, out JsonProperty? property) ? wireName
            : property.UnderlyingName!.StartsWith("_", StringComparison.Ordinal) ? Pascal(wireName)
            : property.UnderlyingName;

    /// <summary>The value as the property would have it; one that it could not have, as ordinary values.</summary>
    public object? ValueOf(string wireName, JToken? token)
    {
        if (token is not null && _properties.TryGetValue(wireName, out JsonProperty? property))
        {
            try
            {
                return WireJson.ReadValue(token, property);
            }
            catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or InvalidCastException or ArgumentException)
            {
                // It is shown as it stands there.
            }
        }

        return WireJson.Plain(token);
    }

    // Ids that a record may have under two names are read into fields.
    private static string Pascal(string wireName)
        => string.Concat(wireName.Split('_').Where(w => w.Length > 0).Select(w => char.ToUpper(w[0], CultureInfo.InvariantCulture) + w.Substring(1)));
}
