namespace SmarticoAffiliates.Sandbox;

/// <summary>What a request over the limit is answered with, beside the status (each seen in the field).</summary>
public enum SandboxThrottleAnswer
{
    /// <summary>The text as a bare JSON string.</summary>
    JsonString = 0,

    /// <summary><c>{"message":"…"}</c></summary>
    Message = 1,

    /// <summary><c>{"errCode":3}</c>, without a word.</summary>
    ErrCode = 2,

    /// <summary><c>{"errCode":3,"message":"…"}</c></summary>
    ErrCodeMessage = 3,

    /// <summary><c>{"errCode":3,"message":"Access to this label is not allowed"}</c>, as some meet it under load with status 291.</summary>
    LabelRefusal = 4,

    /// <summary><c>[]</c>, which with status 291 is no list.</summary>
    EmptyList = 5,

    /// <summary><c>{"data":[]}</c>, likewise.</summary>
    EmptyData = 6,

    /// <summary>No body.</summary>
    Nothing = 7,

    /// <summary>An HTML page, as a proxy in front of the API sends.</summary>
    Html = 8,
}
