using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>What a half snapshot has got.</summary>
public sealed class SnapshotState
{
    private readonly Dictionary<SnapshotPart, HashSet<int>> _read = new();

    /// <summary>Parts that are whole.</summary>
    public HashSet<SnapshotPart> Done { get; } = new();

    /// <summary>The affiliates, in the list's order.</summary>
    public List<int> Affiliates { get; } = new();

    /// <summary>The affiliates whose records of a part are whole.</summary>
    public HashSet<int> ReadOf(SnapshotPart part)
    {
        if (!_read.TryGetValue(part, out HashSet<int>? read))
        {
            _read.Add(part, read = new HashSet<int>());
        }

        return read;
    }
}
