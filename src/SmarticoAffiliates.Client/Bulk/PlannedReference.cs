using System.IO;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A row of another plan whose record does not exist yet, and the number that stands for its id until then.</summary>
public sealed class PlannedReference
{
    /// <summary>A reference to a planned row.</summary>
    /// <param name="journal">The other plan's file.</param>
    /// <param name="key">By which that journal knows the row.</param>
    /// <param name="id">What stands for the id.</param>
    public PlannedReference(string journal, string key, int id)
    {
        Journal = journal;
        Key = key;
        Id = id;
    }

    /// <summary>The other plan's file; a name without a folder is in the same one.</summary>
    public string Journal { get; }

    /// <summary>By which that journal knows the row.</summary>
    public string Key { get; }

    /// <summary>What stands for the id.</summary>
    public int Id { get; }

    /// <summary>The same, as another file of this path names it: the two can be moved together.</summary>
    public PlannedReference SeenFrom(string path)
        => string.Equals(Path.GetDirectoryName(Journal), Path.GetDirectoryName(path), System.StringComparison.Ordinal) ? new PlannedReference(Path.GetFileName(Journal), Key, Id) : this;

    internal static PlannedReference? Read(JToken? json)
        => json is JObject && json["journal"] is JValue { Value: string journal } && json["row"] is JValue { Value: string key } && json["id"] is JValue { Value: long id }
            ? new PlannedReference(journal, key, (int)id)
            : null;

    internal JObject ToJson() => new() { ["journal"] = Journal, ["row"] = Key, ["id"] = Id };
}
