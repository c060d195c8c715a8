using System;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>A record that a sandbox starts with instead of invented ones (<see cref="SandboxOptions.Records"/>).</summary>
public sealed class SandboxRecord
{
    /// <summary>A record.</summary>
    /// <param name="kind">What it is: Affiliate, PromoCode, DestinationLink, Deal or Pixel. Others are left out.</param>
    /// <param name="json">The record as the API answers it, as JSON.</param>
    public SandboxRecord(string kind, string json)
    {
        Kind = kind ?? throw new ArgumentNullException(nameof(kind));
        Json = json ?? throw new ArgumentNullException(nameof(json));
    }

    /// <summary>What it is.</summary>
    public string Kind { get; }

    /// <summary>The record as JSON.</summary>
    public string Json { get; }

    internal JObject Fields() => SandboxJson.TryParse(Json, out JToken? token) && token is JObject fields
        ? fields
        : throw new InvalidOperationException($"A record of the kind {Kind} is no JSON object.");
}
