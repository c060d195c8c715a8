using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>A record as a writing cmdlet writes it: with what was done to it. Import-Csv gives that back as a column that nothing reads.</summary>
internal static class WrittenObject
{
    /// <summary>The name of the property.</summary>
    public const string OutcomeColumn = "Outcome";

    public static object? Of(SmarticoObject? record, RowResult outcome)
    {
        if (record is null)
        {
            return null;
        }

        PSObject written = PSObject.AsPSObject(record);
        written.Properties.Remove(OutcomeColumn);
        written.Properties.Add(new PSNoteProperty(OutcomeColumn, outcome));
        return written;
    }
}
