using System;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>What is different between two states of an account at one record.</summary>
public sealed class SnapshotDifference
{
    internal SnapshotDifference(SnapshotChange change, string resource, int id, JObject? before, JObject? after, FieldChangeList changes)
    {
        Change = change;
        Resource = resource;
        Id = id;
        Changes = changes;
        Before = Read(before);
        After = Read(after);
    }

    /// <summary>Whether the record came, went, or changed.</summary>
    public SnapshotChange Change { get; }

    /// <summary>The kind of record: Affiliate, PromoCode, DestinationLink, Deal, Pixel.</summary>
    public string Resource { get; }

    /// <summary>The record's id.</summary>
    public int Id { get; }

    /// <summary>The record as it shows itself: its name and its id.</summary>
    public string Record => (After ?? Before)?.ToString() ?? FormattableString.Invariant($"{Resource} {Id}");

    /// <summary>Each field that changed, those first that can be sent; of an added record those of its fields that can be sent.</summary>
    public FieldChangeList Changes { get; }

    /// <summary>The record in the earlier state; null where it was not there.</summary>
    public SmarticoObject? Before { get; }

    /// <summary>The record in the later state; null where it is not there.</summary>
    public SmarticoObject? After { get; }

    /// <summary>What happened, and to which record.</summary>
    public override string ToString() => FormattableString.Invariant($"{Change} {Resource} {Record}");

    private SmarticoObject? Read(JObject? record) => record is not null && RunResources.TypeOf(Resource) is { } type ? WireJson.Read(record, type) : null;
}
