using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// Compares an account's earlier state with a later one, record by record. Times that the server writes at each change or
/// sign-in are left out unless they are asked for: they would make a difference of every record that was put back.
/// </summary>
public sealed class SnapshotComparison : ISnapshotSink
{
    private static readonly HashSet<string> s_times = new(StringComparer.Ordinal) { "update_date", "last_login_date" };

    // Kept as bytes: half the size of texts, and a record that did not change is never read.
    private readonly Dictionary<(string Kind, int Id), byte[]> _before = new();
    private readonly HashSet<string> _kinds;
    private readonly bool _includesTimes;
    private readonly Action<SnapshotDifference> _tell;

    /// <summary>Compares the parts that both states have.</summary>
    /// <param name="reference">The earlier state.</param>
    /// <param name="parts">The parts to compare.</param>
    /// <param name="includesTimes">Whether the times of the last change and sign-in count.</param>
    /// <param name="tell">Told each difference: those of records that are there when they come, and at the end those that are not.</param>
    public SnapshotComparison(SnapshotFile reference, IEnumerable<SnapshotPart> parts, bool includesTimes, Action<SnapshotDifference> tell)
    {
        _includesTimes = includesTimes;
        _tell = difference =>
        {
            Differences++;
            tell(difference);
        };
        _kinds = new HashSet<string>(parts.Select(AccountReader.KindOf), StringComparer.Ordinal);
        foreach (SnapshotLine line in reference.Records().Where(l => _kinds.Contains(l.Kind)))
        {
            _before[(line.Kind, line.Id)] = Encoding.UTF8.GetBytes(line.Json);
        }
    }

    /// <summary>How many records of the later state were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>How many differences were told.</summary>
    public int Differences { get; private set; }

    /// <inheritdoc/>
    public void Take(string kind, SmarticoObject record) => Take(kind, record.Key, WireJson.WriteWithoutNulls(record).ToString(Formatting.None));

    /// <summary>A record of the later state.</summary>
    public void Take(SnapshotLine line) => Take(line.Kind, line.Id, line.Json);

    /// <inheritdoc/>
    public void EndOf(SnapshotPart part)
    {
    }

    /// <inheritdoc/>
    public void EndOf(SnapshotPart part, int affiliateId)
    {
    }

    /// <summary>All of the later state was told: what is left of the earlier one is gone.</summary>
    public void End()
    {
        foreach (KeyValuePair<(string Kind, int Id), byte[]> gone in _before)
        {
            _tell(new SnapshotDifference(SnapshotChange.Removed, gone.Key.Kind, gone.Key.Id, Fields(gone.Value), null, FieldChangeList.None));
        }
    }

    private void Take(string kind, int id, string json)
    {
        if (!_kinds.Contains(kind))
        {
            return;
        }

        Compared++;
        if (!_before.TryGetValue((kind, id), out byte[]? before))
        {
            JObject made = Fields(json);
            _tell(new SnapshotDifference(SnapshotChange.Added, kind, id, null, made, FieldChangeList.Between(RunResources.FieldsOf(kind), new JObject(), made, name => !RunResources.IsSendable(kind, name))));
            return;
        }

        _before.Remove((kind, id));
        if (Encoding.UTF8.GetString(before) == json)
        {
            return;
        }

        JObject old = Fields(before);
        JObject now = Fields(json);
        FieldChangeList changes = FieldChangeList.Between(RunResources.FieldsOf(kind), old, now, name => !_includesTimes && s_times.Contains(name));
        if (changes.Count > 0)
        {
            // What somebody has changed comes before what follows from it.
            _tell(new SnapshotDifference(SnapshotChange.Changed, kind, id, old, now, new FieldChangeList(changes.OrderByDescending(c => RunResources.IsSendable(kind, c.WireName)).ToList())));
        }
    }

    private static JObject Fields(byte[] json) => Fields(Encoding.UTF8.GetString(json));

    private static JObject Fields(string json)
        => SnapshotLine.Parse(json) ?? throw new SmarticoException(SmarticoErrorKind.InvalidInput, "A record of the snapshot can't be read.");
}
