using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A row of a run, as the run's record is told of it, before anything is sent.</summary>
public sealed class RunRow
{
    /// <summary>Which of the rows it is, from 1; 0 where nothing was piped.</summary>
    public int Number { get; init; }

    /// <summary>Where it stands: <c>row 37</c>, <c>herbst.csv line 38</c>; empty where nothing was piped.</summary>
    public string Place { get; init; } = string.Empty;

    /// <summary>The cmdlet.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>The kind of record: <c>PromoCode</c>.</summary>
    public string Resource { get; init; } = string.Empty;

    /// <summary>What is done.</summary>
    public RunAction Action { get; init; }

    /// <summary>What it is about, as errors name it: <c>affiliate 35425</c>.</summary>
    public string What { get; init; } = string.Empty;

    /// <summary>The record that is changed; null for one that is yet to be made.</summary>
    public int? Id { get; init; }

    /// <summary>The affiliate to whom the record belongs, where it can only be read by that.</summary>
    public int? Owner { get; init; }

    /// <summary>What the row asks for; null for a row that could not be read.</summary>
    public ChangeSet? Asked { get; init; }

    /// <summary>What tells it from a row that asks for the same of another record: the record that is changed. Empty for a create.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The fields that it gives a value, without secrets; what was there before, where that is known.</summary>
    public FieldChangeList Changes { get; init; } = FieldChangeList.None;

    /// <summary>What the record must still have to be the one that is meant; empty where its id tells.</summary>
    public FieldChangeList KnownBy { get; init; } = FieldChangeList.None;

    /// <summary>What else there is to say: what an undo leaves alone, and why. Empty where there is nothing.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>The record that the row is to make, with a number in place of its id; null where it can't be shown before it is there.</summary>
    /// <param name="id">The number.</param>
    public T? Planned<T>(int id)
        where T : SmarticoObject
    {
        JObject body = Changes.ToBody();
        body["id"] = id;
        try
        {
            T record = WireJson.Read<T>(body);
            record.PlannedAs = $"{What} (planned)";
            return record;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The planned row whose record it uses; null where all that it uses is there.</summary>
    public PlannedReference? After { get; init; }
}
