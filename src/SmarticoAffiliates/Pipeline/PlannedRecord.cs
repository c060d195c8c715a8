using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A record that a plan is to make: it has all that is given to it, and a number in place of its id. The next command of the
/// pipeline plans with it; nothing else can be done with it, and nobody is shown the number.
/// </summary>
internal static class PlannedRecord
{
    private static readonly ConditionalWeakTable<SmarticoObject, Planned> s_planned = new();

    /// <summary>The record that a row is to make; null where it can't be shown before it is there.</summary>
    public static SmarticoObject? Of<T>(RunRow row, string journal, string key)
        where T : SmarticoObject
    {
        int id = int.MaxValue - row.Number;
        if (row.Planned<T>(id) is not { } record)
        {
            return null;
        }

        s_planned.Add(record, new Planned(new PlannedReference(journal, key, id), row.After));
        return WrittenObject.Of(record, RowResult.Planned);
    }

    /// <summary>Whether a value of a record stands for an id that is not there yet.</summary>
    public static bool IsStandIn(object record, object? value)
        => value is int id && record is SmarticoObject known && s_planned.TryGetValue(known, out Planned? planned) && (id == planned.Reference.Id || id == planned.After?.Id);

    /// <summary>The planned row whose record was piped; null where what was piped is there already.</summary>
    public static PlannedReference? In(PSObject? piped)
        => piped?.BaseObject is SmarticoObject record && s_planned.TryGetValue(record, out Planned? planned) ? planned.Reference : null;

    private sealed class Planned
    {
        public Planned(PlannedReference reference, PlannedReference? after)
        {
            Reference = reference;
            After = after;
        }

        public PlannedReference Reference { get; }

        /// <summary>The planned row whose record this one uses, too.</summary>
        public PlannedReference? After { get; }
    }
}
