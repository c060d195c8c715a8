namespace SmarticoAffiliates;

/// <summary>How far a row came in an earlier session.</summary>
public enum JournalState
{
    /// <summary>It was planned, and not started.</summary>
    Planned,

    /// <summary>It was under way when the session ended, or its answer was lost.</summary>
    Unknown,

    /// <summary>It was carried out, or there was nothing to do.</summary>
    Done,

    /// <summary>It was refused or failed, and nothing was carried out.</summary>
    Failed,
}
