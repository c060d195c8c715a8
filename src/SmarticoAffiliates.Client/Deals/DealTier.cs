using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>One step of a deal whose pay depends on what the affiliate has reached (S003: cpa_tiers_structure).</summary>
public sealed class DealTier : SmarticoObject
{
    [JsonConstructor]
    internal DealTier()
    {
    }

    /// <summary>From where the tier is reached; undocumented of what: the example counts 1, 3, 5.</summary>
    [JsonProperty("step")]
    public decimal? Step { get; private set; }

    /// <summary>What is paid from there: an amount in the operator's currency, or a share in percent.</summary>
    [JsonProperty("amount")]
    public decimal? Amount { get; private set; }

    internal override int Key => 0;

    /// <summary>The step and the amount, such as <c>1:2</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Step}:{Amount}");
}

/// <summary>The tiers of a deal; their text is <c>1:2;3:4</c>.</summary>
[JsonConverter(typeof(Converter))]
public sealed class DealTierList : ValueList<DealTier>
{
    internal DealTierList(IEnumerable<DealTier> tiers)
        : base(tiers)
    {
    }

    private sealed class Converter : JsonConverter<DealTierList>
    {
        public override DealTierList? ReadJson(
            JsonReader reader, Type objectType, DealTierList? existingValue, bool hasExistingValue, JsonSerializer serializer)
            => JToken.ReadFrom(reader) switch
            {
                JArray tiers => new DealTierList(tiers.Select(WireJson.Read<DealTier>)),
                JValue { Type: JTokenType.Null } or JValue { Value: "" } => null,
                _ => throw new JsonSerializationException($"A list of tiers was expected at '{reader.Path}'."),
            };

        public override void WriteJson(JsonWriter writer, DealTierList? value, JsonSerializer serializer)
            => new JArray(value!.Select(WireJson.Write)).WriteTo(writer);
    }
}
