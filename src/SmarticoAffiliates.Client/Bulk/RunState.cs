namespace SmarticoAffiliates;

/// <summary>How a row of a run stands.</summary>
public enum RunState
{
    /// <summary>It is to be sent, and was not yet.</summary>
    Planned,

    /// <summary>The record has all values already: nothing is sent.</summary>
    Unchanged,

    /// <summary>The record is there already and is left alone: nothing is sent.</summary>
    Exists,

    /// <summary>The row is wrong: nothing is sent, the error says why.</summary>
    Refused,

    /// <summary>It was sent, and nothing is known of how it ended: it is under way, or the run was cut off.</summary>
    Started,

    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>The server refused it, or it failed, and nothing was carried out.</summary>
    Failed,

    /// <summary>Its answer was lost, and it could not be found out whether it was carried out.</summary>
    Unknown,
}
