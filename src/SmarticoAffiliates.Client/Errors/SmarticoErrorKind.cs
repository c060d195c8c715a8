namespace SmarticoAffiliates;

/// <summary>What went wrong, in the terms in which a caller decides what to do. The names are stable: error ids are made of them.</summary>
public enum SmarticoErrorKind
{
    /// <summary>The request was refused for a reason that has no kind of its own; the server's words say it.</summary>
    InvalidRequest = 0,

    /// <summary>A value was wrong or missing; nothing was sent.</summary>
    InvalidInput,

    /// <summary>An update named no field; nothing was sent.</summary>
    NothingToChange,

    /// <summary>The API key is missing or not accepted (HTTP 401).</summary>
    AuthenticationFailed,

    /// <summary>The key is not allowed to do this: an affiliate's key at an operator's resource, a label of somebody else, or a block in front of the API (HTTP 403).</summary>
    PermissionDenied,

    /// <summary>There is no such record or path.</summary>
    NotFound,

    /// <summary>A promo code of this name exists (S000).</summary>
    AlreadyExists,

    /// <summary>The deal does not belong to the affiliate (S000).</summary>
    InvalidDeal,

    /// <summary>The parent affiliate can't be changed any more (S000).</summary>
    ParentAffiliateLocked,

    /// <summary>The account's rate limit, or a server that is temporarily unavailable (HTTP 291, 429, 503, <c>{"errCode":3}</c>, or the throttling text with any status).</summary>
    Throttled,

    /// <summary>The server failed (HTTP 5xx).</summary>
    ServerError,

    /// <summary>The server could not be reached, or the connection broke.</summary>
    ConnectionFailed,

    /// <summary>No answer within the connection's time-out.</summary>
    Timeout,

    /// <summary>The server wanted to send the request, and with it the key, elsewhere (HTTP 3xx).</summary>
    RedirectRefused,

    /// <summary>The answer is larger than the connection's bound.</summary>
    ResponseTooLarge,

    /// <summary>The answer is not what the API documents: not JSON, cut off, or of another shape.</summary>
    InvalidResponse,

    /// <summary>It can't be known whether the server carried the request out: the answer to a create was lost, or that to a write says neither yes nor no.</summary>
    Indeterminate,

    /// <summary>A registration was taken for a robot's: the captcha token was not accepted (S004: BOT).</summary>
    RegistrationBot,

    /// <summary>A field of a registration is missing or wrong (S004: FORM_NOT_VALID).</summary>
    RegistrationFormInvalid,

    /// <summary>The username is too short (S004: USERNAME_RULE_NOT_VALID).</summary>
    UsernameRule,

    /// <summary>No operator has this registration hostname (S004: CANNOT_FIND_AFFILIATE_OPERATOR_BY_HOST).</summary>
    UnknownRegistrationHostname,

    /// <summary>The registration failed on the server (S004: FAIL_IN_REGISTRATION_FLOW).</summary>
    RegistrationFailed,

    /// <summary>The username is taken (S004: USERNAME_ALREADY_EXISTS).</summary>
    UsernameExists,

    /// <summary>The e-mail address is taken (S004: EMAIL_ALREADY_EXISTS).</summary>
    EmailExists,

    /// <summary>The password is too weak (S004: PASSWORD_STRENGTH).</summary>
    PasswordStrength,

    /// <summary>The journal of a bulk run could not be written: the row was not sent.</summary>
    JournalFailed,

    /// <summary>A record is no longer as the plan saw it; nothing was sent.</summary>
    ChangedMeanwhile,

    /// <summary>The API has no way to take it back.</summary>
    NotUndoable,

    /// <summary>Cells of a row, or arguments, are missing or can't be read; the message tells all of them, and nothing was sent.</summary>
    InvalidCell,
}
