using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A record of the API. Read-only; what its type does not know is in <see cref="AdditionalProperties"/>.</summary>
[JsonObject(MemberSerialization.OptIn)]
public abstract class SmarticoObject
{
    // Filled by the JSON reader. Most records have nothing here, so the readable form is made when it is asked for.
#pragma warning disable CS0649, IDE0044 // assigned through reflection
    [JsonExtensionData]
    private Dictionary<string, JToken>? _unknownFields;
#pragma warning restore CS0649, IDE0044

    private AdditionalProperties? _additionalProperties;
    private object? _attached;

    /// <summary>The fields that this version of the type does not know, under their wire names.</summary>
    public AdditionalProperties AdditionalProperties
        => _additionalProperties ??= new AdditionalProperties(
            _unknownFields?.Select(f => new KeyValuePair<string, JToken?>(f.Key, f.Value)) ?? Enumerable.Empty<KeyValuePair<string, JToken?>>());

    /// <summary>Keeps something of the caller's with the record, such as what was done to it; it is no field, and is never sent.</summary>
    public void Attach(object? what) => _attached = what;

    /// <summary>What <see cref="Attach"/> was given last; null where nothing was.</summary>
    public object? Attached() => _attached;

    /// <summary>What a record is called that is only planned, and has no id; null for one that is there.</summary>
    internal string? PlannedAs { get; set; }

    /// <summary>What tells this record from the others of its kind.</summary>
    internal abstract int Key { get; }
}
