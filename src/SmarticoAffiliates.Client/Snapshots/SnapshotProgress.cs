namespace SmarticoAffiliates;

/// <summary>How far the reading of an account is; read by another thread than the one that counts.</summary>
public sealed class SnapshotProgress
{
    private volatile object? _part;
    private volatile int _done;
    private volatile int _all;
    private volatile int _records;

    /// <summary>The part that is read at present.</summary>
    public SnapshotPart? Part => (SnapshotPart?)_part;

    /// <summary>How many affiliates of the part are done; 0 where it is no matter of affiliates.</summary>
    public int Done => _done;

    /// <summary>How many affiliates there are; 0 where it is no matter of affiliates.</summary>
    public int All => _all;

    /// <summary>How many records were read.</summary>
    public int Records => _records;

    internal void Begin(SnapshotPart part, int done, int all)
    {
        _part = part;
        _done = done;
        _all = all;
    }

    internal void CountAffiliate() => _done++;

    internal void CountRecord() => _records++;
}
