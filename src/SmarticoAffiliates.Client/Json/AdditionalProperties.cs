using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Fields under their wire names, as ordinary values (strings, <see cref="long"/>, <see cref="decimal"/>, <see cref="bool"/>,
/// null, arrays and further dictionaries). In PowerShell: <c>$affiliate.AdditionalProperties.custom_prop_155</c>.
/// </summary>
public sealed class AdditionalProperties : ReadOnlyDictionary<string, object?>
{
    private readonly string _json;

    internal AdditionalProperties(IEnumerable<KeyValuePair<string, JToken?>> fields)
        : this(new JObject(fields.Select(f => new JProperty(f.Key, f.Value))))
    {
    }

    internal AdditionalProperties(JObject fields)
        : base(fields.Properties().ToDictionary(p => p.Name, p => WireJson.Plain(p.Value), System.StringComparer.Ordinal))
        => _json = fields.ToString(Formatting.None);

    /// <summary>The fields as one line of JSON, so that a CSV file shows them; empty where there are none.</summary>
    public override string ToString() => Count == 0 ? string.Empty : _json;
}
