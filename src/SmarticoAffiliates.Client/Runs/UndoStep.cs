using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>What of a run is to be taken back at one record.</summary>
public sealed class UndoStep
{
    // By these a record that was made is known: another one may have its id, in another sandbox or a restored account.
    private static readonly string[] s_identity = { "promocode", "pixel_name", "affiliate_id" };

    private readonly Dictionary<string, FieldChange> _changes = new(StringComparer.Ordinal);

    private UndoStep(JournalRow row)
    {
        Resource = row.Resource;
        What = row.What;
        Number = row.RowNumber;
        Id = row.Id;
        Owner = row.Owner;
    }

    /// <summary>The kind of record.</summary>
    public string Resource { get; }

    /// <summary>What it is about.</summary>
    public string What { get; }

    /// <summary>The run's row, the last one where several changed the record.</summary>
    public int Number { get; private set; }

    /// <summary>The record; null where it is not known.</summary>
    public int? Id { get; }

    /// <summary>The affiliate to whom it belongs, where that is known.</summary>
    public int? Owner { get; private set; }

    /// <summary>What a record that the run has made must still have to be that one.</summary>
    public FieldChangeList KnownBy { get; private set; } = FieldChangeList.None;

    /// <summary>Whether the run has made the record.</summary>
    public bool IsCreated { get; private set; }

    /// <summary>Why it can't be taken back; null where it can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>Whether there is nothing on the server to take back.</summary>
    public bool IsNothing { get; private set; }

    /// <summary>What a run has done, the last first.</summary>
    public static IReadOnlyList<UndoStep> Of(IEnumerable<JournalRow> rows)
    {
        var steps = new List<UndoStep>();
        var byRecord = new Dictionary<(string, int), UndoStep>();
        foreach (JournalRow row in rows.Where(r => r.State is RunState.Done or RunState.Started or RunState.Unknown))
        {
            if (row.Action == RunAction.Set && row.Id is { } id)
            {
                if (!byRecord.TryGetValue((row.Resource, id), out UndoStep? known))
                {
                    byRecord.Add((row.Resource, id), known = new UndoStep(row));
                    steps.Add(known);
                }

                known.Add(row);
            }
            else
            {
                steps.Add(Created(row));
            }
        }

        steps.Reverse();
        return steps;
    }

    /// <summary>The plan for the record as it is.</summary>
    /// <param name="present">The record; null where it is not there.</param>
    /// <param name="state">Whether something is to be sent.</param>
    /// <param name="why">What is left alone, and why; null where nothing is.</param>
    public FieldChangeList Plan(SmarticoObject? present, out RunState state, out SmarticoException? why)
    {
        why = null;
        if (IsNothing || Obstacle is not null || present is null)
        {
            state = IsNothing ? RunState.Unchanged : RunState.Refused;
            why = state == RunState.Unchanged ? null : new SmarticoException(SmarticoErrorKind.NotUndoable, Obstacle ?? "It is not there any more.");
            return FieldChangeList.None;
        }

        JObject record = WireJson.WriteWithoutNulls(present);
        var back = new List<FieldChange>();
        List<string> left = RunCheck.NotMeant(KnownBy, present).Select(ChangedSince).ToList();
        foreach (FieldChange change in left.Count > 0 ? Enumerable.Empty<FieldChange>() : IsCreated ? Deactivation(record) : _changes.Values.Where(c => !FieldValues.AreSame(c.OldToken, c.NewToken) || c.OldToken is null))
        {
            JToken? now = record[change.WireName];
            if (change.OldToken is null)
            {
                left.Add($"what {change.Name} was before is not known");
            }
            else if (FieldValues.AreSame(now, change.NewToken) && change.OldToken.Type == JTokenType.Null && !RunResources.CanBeEmptied(Resource, change.WireName))
            {
                left.Add($"{change.Name} had no value before, and can't be emptied through the API");
            }
            else if (FieldValues.AreSame(now, change.NewToken))
            {
                back.Add(change.Back());
            }
            else if (!FieldValues.AreSame(now, change.OldToken))
            {
                left.Add(ChangedSince(change.Over(now)));
            }
        }

        if (left.Count > 0)
        {
            why = new SmarticoException(SmarticoErrorKind.ChangedMeanwhile, $"Left alone: {string.Join("; ", left)}.");
        }

        state = back.Count > 0 ? RunState.Planned : left.Count > 0 ? RunState.Refused : RunState.Unchanged;
        return new FieldChangeList(WithPartner(back, record));
    }

    private static UndoStep Created(JournalRow row)
    {
        var step = new UndoStep(row) { IsCreated = true };
        if (row.Action == RunAction.Build)
        {
            step.IsNothing = true;
        }
        else if (row.State != RunState.Done)
        {
            step.Obstacle = "It is not known whether it was made. Run Invoke-SmarticoJournal with the run's journal first: it finds out.";
        }
        else if (row.Id is null || row.Resource is not (nameof(PromoCode) or nameof(Pixel)))
        {
            step.Obstacle = $"The API has no way to take back a {(row.Action == RunAction.Register ? "registration" : row.Resource.ToLowerInvariant())}.";
        }
        else
        {
            step.Owner ??= (row.Record as IAffiliateReference)?.GetAffiliateId();
            step.KnownBy = new FieldChangeList(row.Changes.Where(c => s_identity.Contains(c.WireName, StringComparer.Ordinal)).ToList());
        }

        return step;
    }

    private static string ChangedSince(FieldChange change) => $"{change.Name} was changed since, to {FieldChange.Text(change.New)}";

    /// <summary>What was created is made inactive: there is no other way back.</summary>
    private FieldChange[] Deactivation(JObject record)
    {
        string field = Resource == nameof(PromoCode) ? "status" : "pixel_status";
        JToken inactive = Resource == nameof(PromoCode) ? new JValue(false) : new JValue((int)PixelInactive);
        return FieldValues.AreSame(record[field], inactive)
            ? Array.Empty<FieldChange>()
            : new[] { new FieldChange(RunResources.FieldsOf(Resource), field, inactive, record[field]) };
    }

    private const int PixelInactive = 2;

    /// <summary>A promo code's affiliate and deal are changed only together (S000).</summary>
    private List<FieldChange> WithPartner(List<FieldChange> back, JObject record)
    {
        if (Resource == nameof(PromoCode))
        {
            foreach ((string one, string other) in new[] { ("affiliate_id", "deal_id"), ("deal_id", "affiliate_id") })
            {
                if (back.Exists(c => c.WireName == one) && !back.Exists(c => c.WireName == other))
                {
                    back.Add(new FieldChange(RunResources.FieldsOf(Resource), other, record[other], record[other]));
                }
            }
        }

        return back;
    }

    private void Add(JournalRow row)
    {
        Number = row.RowNumber;
        Owner ??= row.Owner;
        foreach (FieldChange change in row.Changes)
        {
            _changes[change.WireName] = _changes.TryGetValue(change.WireName, out FieldChange? first) ? first.Over(change.NewToken) : change;
        }
    }
}
