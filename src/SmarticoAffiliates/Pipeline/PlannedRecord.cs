using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A record that a plan is to make: it has all that is given to it, and a number in place of its id. The next command of the
/// pipeline plans with it; nothing else can be done with it.
/// </summary>
internal static class PlannedRecord
{
    private static readonly ConditionalWeakTable<SmarticoObject, PlannedReference> s_planned = new();

    /// <summary>The record that a row is to make; null where it can't be shown before it is there.</summary>
    public static SmarticoObject? Of<T>(RunRow row, string journal, string key)
        where T : SmarticoObject
    {
        int id = int.MaxValue - row.Number;
        if (row.Planned<T>(id) is not { } record)
        {
            return null;
        }

        s_planned.Add(record, new PlannedReference(journal, key, id));
        return WrittenObject.Of(record, RowResult.Planned);
    }

    /// <summary>The planned row whose record was piped; null where what was piped is there already.</summary>
    public static PlannedReference? In(PSObject? piped)
        => piped?.BaseObject is SmarticoObject record && s_planned.TryGetValue(record, out PlannedReference? planned) ? planned : null;
}
