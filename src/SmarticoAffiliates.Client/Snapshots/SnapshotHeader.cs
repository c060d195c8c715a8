using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The first line of a snapshot: what the file is, of which account, with what in it.</summary>
public sealed class SnapshotHeader
{
    private const string Format = "smartico-snapshot";
    private const int CurrentVersion = 1;

    /// <summary>What a snapshot is to be.</summary>
    /// <param name="account">The account.</param>
    /// <param name="include">What is in it.</param>
    /// <param name="at">When it is begun, UTC.</param>
    public SnapshotHeader(AccountIdentity account, IEnumerable<SnapshotPart> include, DateTimeOffset at)
    {
        Account = account;
        Include = include.Distinct().OrderBy(p => p).ToArray();
        At = at;
    }

    /// <summary>The account.</summary>
    public AccountIdentity Account { get; }

    /// <summary>What is in it.</summary>
    public IReadOnlyList<SnapshotPart> Include { get; }

    /// <summary>When it was begun, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What a first line tells; null where it is no snapshot's.</summary>
    /// <exception cref="SmarticoException">It is of a version that is not known (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static SnapshotHeader? Read(string? line)
    {
        if (line is null || SnapshotLine.Parse(line) is not { } json || json["format"] is not JValue { Value: Format })
        {
            return null;
        }

        if (json["version"] is not JValue { Value: long and CurrentVersion })
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                FormattableString.Invariant($"The snapshot has version {json["version"]} of the format, written by module version {json["module"]}; this module knows version {CurrentVersion}. Update the module."));
        }

        var parts = new List<SnapshotPart>();
        foreach (JToken name in (json["include"] as JArray) ?? new JArray())
        {
            if (!Enum.TryParse((string?)name, out SnapshotPart part))
            {
                return null;
            }

            parts.Add(part);
        }

        return AccountIdentity.Read(json["account"]) is { } account && JournalHeader.Date(json["at"]) is { } at && parts.Count > 0 ? new SnapshotHeader(account, parts, at) : null;
    }

    /// <summary>The line.</summary>
    public string Write() => new JObject
    {
        ["format"] = Format,
        ["version"] = CurrentVersion,
        ["module"] = Modules.Version,
        ["account"] = Account.ToJson(),
        ["include"] = new JArray(Include.Select(p => p.ToString())),
        ["at"] = At.UtcDateTime.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture),
    }.ToString(Formatting.None);
}
