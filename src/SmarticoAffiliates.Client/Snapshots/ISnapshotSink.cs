namespace SmarticoAffiliates;

/// <summary>Takes an account's records while they are read. Called by one thread at a time.</summary>
public interface ISnapshotSink
{
    /// <summary>A record.</summary>
    void Take(string kind, SmarticoObject record);

    /// <summary>All of a part was told.</summary>
    void EndOf(SnapshotPart part);

    /// <summary>All of one affiliate's records of a part was told.</summary>
    void EndOf(SnapshotPart part, int affiliateId);
}
