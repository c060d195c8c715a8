using System;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>What was done to a record that a writing cmdlet writes: its last property, and a column that nothing reads back.</summary>
internal static class WrittenObject
{
    /// <summary>The name of the property.</summary>
    public const string OutcomeColumn = "Outcome";

    /// <summary>The column in which a file of rows to try again says why: it is for people, and passed over.</summary>
    public const string ReasonColumn = "Reason";

    /// <summary>One object for each outcome, however many records have it.</summary>
    private static readonly object[] s_outcomes = Enum.GetValues(typeof(RowResult)).Cast<object>().ToArray();

    /// <summary>The record with its outcome; null for none.</summary>
    public static SmarticoObject? Of(SmarticoObject? record, RowResult outcome)
    {
        record?.Attach(s_outcomes[(int)outcome]);
        return record;
    }

    /// <summary>What was done to a record; null where it was only read.</summary>
    public static RowResult? OutcomeOf(object record) => (record as SmarticoObject)?.Attached() as RowResult?;
}
