namespace SmarticoAffiliates.Sandbox;

/// <summary>What a successful POST or PUT of the sandbox answers (undocumented: every form is plausible).</summary>
public enum SandboxWriteAnswer
{
    /// <summary>The object as it is now.</summary>
    Object = 0,

    /// <summary>An array that holds the object.</summary>
    ArrayOfOne = 1,

    /// <summary><c>{"data":{…}}</c></summary>
    Data = 2,

    /// <summary>The bare id.</summary>
    Id = 3,

    /// <summary>No body.</summary>
    Empty = 4,

    /// <summary><c>true</c></summary>
    True = 5,

    /// <summary><c>{}</c></summary>
    EmptyObject = 6,

    /// <summary><c>{"errCode":0}</c></summary>
    ErrCodeZero = 7,

    /// <summary>Status 202 without a body: accepted, and not said to be done.</summary>
    Accepted = 8,

    /// <summary><c>{"affectedRows":1}</c>, which does not say of what.</summary>
    AffectedRows = 9,
}
