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

    /// <summary><c>{"errCode":5}</c>, without a word (seen in the field).</summary>
    ErrCode = 7,

    /// <summary><c>{"errCode":5,"message":"…"}</c> (seen in the field).</summary>
    ErrCodeMessage = 8,

    /// <summary><c>{"errorCode":5,"message":"…"}</c> (seen in the field).</summary>
    ErrorCodeMessage = 9,

    /// <summary><c>{"errCode":5,"errMsg":"…"}</c> (seen in the field).</summary>
    ErrCodeErrMsg = 10,

    /// <summary><c>{"data":[],"errCode":5,"message":"…"}</c>: a refusal that looks like an empty list.</summary>
    EmptyData = 11,
}
