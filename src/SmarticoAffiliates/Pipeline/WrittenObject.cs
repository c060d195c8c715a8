using System.Runtime.CompilerServices;

namespace SmarticoAffiliates.Commands;

/// <summary>What was done to a record that a writing cmdlet writes: its last property, and a column that nothing reads back.</summary>
internal static class WrittenObject
{
    /// <summary>The name of the property.</summary>
    public const string OutcomeColumn = "Outcome";

    private static readonly ConditionalWeakTable<SmarticoObject, object> s_outcomes = new();

    /// <summary>The record with its outcome; null for none.</summary>
    public static SmarticoObject? Of(SmarticoObject? record, RowResult outcome)
    {
        if (record is not null)
        {
            s_outcomes.Remove(record);
            s_outcomes.Add(record, outcome);
        }

        return record;
    }

    /// <summary>What was done to a record; null where it was only read.</summary>
    public static RowResult? OutcomeOf(object record)
        => record is SmarticoObject known && s_outcomes.TryGetValue(known, out object? outcome) ? (RowResult)outcome : null;
}
