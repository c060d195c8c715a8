using System;

namespace SmarticoAffiliates;

/// <summary>
/// The one exception of this library. Its message holds the server's own words where there are any, and what to do;
/// it never holds the API key, a password or a captcha token, and what no screen is to be sent is named in it (<see cref="ScreenText"/>).
/// </summary>
public sealed class SmarticoException : Exception
{
    private string? _serverMessage;

    /// <summary>Makes an exception of the given kind.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="innerException">The cause, if another exception is one.</param>
    public SmarticoException(SmarticoErrorKind kind, string message, Exception? innerException = null)
        : base(ScreenText.Of(message), innerException)
        => Kind = kind;

    /// <summary>That it is not known whether a request was carried out, with all that is known of the failure that left it open.</summary>
    internal static SmarticoException Indeterminate(string message, SmarticoException cause) => new(SmarticoErrorKind.Indeterminate, message, cause)
    {
        StatusCode = cause.StatusCode,
        ServerMessage = cause.ServerMessage,
        Request = cause.Request,
        RetryAfter = cause.RetryAfter,
        WasAccepted = cause.WasAccepted,
    };

    /// <summary>What went wrong.</summary>
    public SmarticoErrorKind Kind { get; }

    /// <summary>The HTTP status of the answer, or null where there was no answer.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>What the server said, in its own words (secrets replaced, invisible characters named), or null where it said nothing.</summary>
    public string? ServerMessage
    {
        get => _serverMessage;
        internal set => _serverMessage = value is null ? null : ScreenText.Of(value);
    }

    /// <summary>The method and path of the request, such as <c>PUT api/af2_aff_op/35425</c>; null where nothing was sent.</summary>
    public string? Request { get; internal set; }

    /// <summary>How long the server asked to wait (<c>Retry-After</c>), or null.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>True where the server certainly did not act on the request: it was never sent, or turned away at the rate limit.</summary>
    internal bool ServerDidNotAct { get; set; }

    /// <summary>True where the server said that it had carried the create out, but not what came of it.</summary>
    internal bool WasAccepted { get; set; }

    /// <summary>True where the server said that the key may not do this: an affiliate's own at an operator's resource, or an operator's that lacks the permission.</summary>
    internal bool IsOfKey { get; set; }

    /// <summary>True where the same request may well succeed a moment later.</summary>
    internal bool IsTransient { get; set; }
}
