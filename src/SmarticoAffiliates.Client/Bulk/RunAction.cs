namespace SmarticoAffiliates;

/// <summary>What a row of a run asks for.</summary>
public enum RunAction
{
    /// <summary>A new record.</summary>
    Create,

    /// <summary>Other values in fields of a record that is there.</summary>
    Set,

    /// <summary>A tracking link: it is computed, nothing is kept on the server.</summary>
    Build,

    /// <summary>The registration of an affiliate. It is never planned: its password must not be written.</summary>
    Register,
}
