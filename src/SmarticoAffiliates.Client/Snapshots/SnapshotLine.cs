using System;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A record in a snapshot: its kind, its id, and its JSON as it stands there.</summary>
public readonly struct SnapshotLine
{
    private const string Beginning = "{\"kind\":\"";
    private const string IdMark = "\",\"id\":";
    private const string RecordMark = ",\"record\":";

    private SnapshotLine(string kind, int id, string json)
    {
        Kind = kind;
        Id = id;
        Json = json;
    }

    /// <summary>The kind of record: <c>Affiliate</c>.</summary>
    public string Kind { get; }

    /// <summary>The record's id.</summary>
    public int Id { get; }

    /// <summary>The record as JSON text; fields that have nothing are not there.</summary>
    public string Json { get; }

    /// <summary>The line of a record.</summary>
    public static string Write(string kind, SmarticoObject record) => Write(kind, record.Key, WireJson.WriteWithoutNulls(record).ToString(Formatting.None));

    /// <summary>The same, of a record's JSON.</summary>
    public static string Write(string kind, int id, string json)
        => Beginning + kind + IdMark + id.ToString(CultureInfo.InvariantCulture) + RecordMark + json + "}";

    /// <summary>The record of a line; false for a line that is no record's, as it was written.</summary>
    public static bool TryRead(string line, out SnapshotLine record)
    {
        record = default;
        if (!line.StartsWith(Beginning, StringComparison.Ordinal) || line[line.Length - 1] != '}')
        {
            return false;
        }

        int idMark = line.IndexOf(IdMark, Beginning.Length, StringComparison.Ordinal);
        int recordMark = idMark < 0 ? -1 : line.IndexOf(RecordMark, idMark, StringComparison.Ordinal);
        if (recordMark < 0
            || !int.TryParse(line.Substring(idMark + IdMark.Length, recordMark - idMark - IdMark.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int id))
        {
            return false;
        }

        int start = recordMark + RecordMark.Length;
        record = new SnapshotLine(line.Substring(Beginning.Length, idMark - Beginning.Length), id, line.Substring(start, line.Length - start - 1));
        return true;
    }

    /// <summary>The record's fields.</summary>
    /// <exception cref="SmarticoException">They can't be read (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public JObject Fields() => Parse(Json) ?? throw new SmarticoException(SmarticoErrorKind.InvalidInput, FormattableString.Invariant($"The snapshot's record {Kind} {Id} can't be read."));

    /// <summary>A line as JSON; null where it is none.</summary>
    internal static JObject? Parse(string text)
    {
        try
        {
            return WireJson.Parse(text) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
