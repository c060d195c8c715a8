using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A record that a plan is to make: it has all that is given to it, and a number in place of its id. The next command of the
/// pipeline plans with it; nothing else can be done with it.
/// </summary>
internal static class PlannedRecord
{
    private const string Member = "SmarticoPlanned";

    /// <summary>The record that a row is to make; null where it can't be shown before it is there.</summary>
    public static PSObject? Of<T>(RunRow row, string journal, string key)
        where T : SmarticoObject
    {
        int id = int.MaxValue - row.Number;
        JObject body = row.Changes.ToBody();
        body["id"] = id;
        try
        {
            var written = (PSObject?)WrittenObject.Of(WireJson.Read<T>(body), RowResult.Planned);
            written?.Members.Add(new PSMemberSet(Member, new PSMemberInfo[] { new PSNoteProperty(Member, new PlannedReference(journal, key, id)) }));
            return written;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The planned row whose record was piped; null where what was piped is there already.</summary>
    public static PlannedReference? In(PSObject? piped)
        => (piped?.Members.FirstOrDefault(m => m.Name == Member) as PSMemberSet)?.Members[Member]?.Value as PlannedReference;
}
