using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>What a create or an update answered.</summary>
public sealed class WriteAnswer
{
    internal static readonly WriteAnswer Nothing = new(null, null);

    internal WriteAnswer(JObject? record, int? id)
    {
        Record = record;
        Id = id;
    }

    /// <summary>The record, or what there is of it; null where the server answered an id or nothing.</summary>
    internal JObject? Record { get; }

    /// <summary>The record's id, or null where the server did not tell it.</summary>
    public int? Id { get; }
}
