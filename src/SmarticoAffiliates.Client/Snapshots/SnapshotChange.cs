namespace SmarticoAffiliates;

/// <summary>What happened to a record between two states of an account.</summary>
public enum SnapshotChange
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is no longer there.</summary>
    Removed,

    /// <summary>Fields of it have other values.</summary>
    Changed,
}
