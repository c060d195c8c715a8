using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>What an affiliate had of one kind before something was created: what is among it was not created then.</summary>
public sealed class SeenRecords
{
    internal SeenRecords(string resource, int owner, IReadOnlyCollection<int> ids)
    {
        Resource = resource;
        Owner = owner;
        Ids = ids;
    }

    /// <summary>The kind of record.</summary>
    public string Resource { get; }

    /// <summary>The affiliate.</summary>
    public int Owner { get; }

    /// <summary>The ids.</summary>
    public IReadOnlyCollection<int> Ids { get; }
}
