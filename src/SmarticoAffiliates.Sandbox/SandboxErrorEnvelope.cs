namespace SmarticoAffiliates.Sandbox;

/// <summary>The form in which the sandbox tells a refusal (undocumented: every form is plausible).</summary>
public enum SandboxErrorEnvelope
{
    /// <summary><c>{"message":"…"}</c></summary>
    Message = 0,

    /// <summary>A bare JSON string.</summary>
    JsonString = 1,

    /// <summary><c>{"error":"…"}</c></summary>
    Error = 2,

    /// <summary><c>{"error":{"message":"…"}}</c></summary>
    ErrorObject = 3,

    /// <summary><c>{"err_message":"…"}</c></summary>
    ErrMessage = 4,

    /// <summary><c>{"error_message":"…"}</c></summary>
    ErrorMessage = 5,

    /// <summary>An HTML page, as a proxy in front of the API sends.</summary>
    Html = 6,
}
