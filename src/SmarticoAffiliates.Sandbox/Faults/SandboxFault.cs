using System;
using System.Globalization;
using System.Text;

namespace SmarticoAffiliates.Sandbox;

/// <summary>One fault on demand: what goes wrong with a request, and, optionally, which requests it waits for.</summary>
public sealed class SandboxFault
{
    private const string Json = "application/json";

    private readonly string? _method;
    private readonly string? _pathPrefix;

    private SandboxFault(FaultKind kind, SandboxAnswer? instead = null, TimeSpan delay = default, string? method = null, string? pathPrefix = null)
    {
        Kind = kind;
        Instead = instead;
        Delay = delay;
        _method = method;
        _pathPrefix = pathPrefix;
    }

    internal FaultKind Kind { get; }

    internal SandboxAnswer? Instead { get; }

    internal TimeSpan Delay { get; }

    /// <summary>The request is not acted upon and gets this answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body's text; none when <see langword="null"/>.</param>
    /// <param name="contentType">The body's media type.</param>
    /// <param name="retryAfter">The value of <c>Retry-After</c>, sent in whole seconds, rounded up.</param>
    /// <returns>The fault.</returns>
    public static SandboxFault Status(int status, string? body = null, string contentType = Json, TimeSpan? retryAfter = null)
        => new(FaultKind.Instead, SandboxAnswer.OfText(status, body, contentType, retryAfter));

    /// <summary>The request is acted upon, but gets this answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body's text; none when <see langword="null"/>.</param>
    /// <param name="contentType">The body's media type.</param>
    /// <param name="retryAfter">The value of <c>Retry-After</c>, sent in whole seconds, rounded up.</param>
    /// <returns>The fault.</returns>
    public static SandboxFault StatusAfterCommit(int status, string? body = null, string contentType = Json, TimeSpan? retryAfter = null)
        => new(FaultKind.InsteadAfterCommit, SandboxAnswer.OfText(status, body, contentType, retryAfter));

    /// <summary>The request is not acted upon and gets an answer of the limit (undocumented: seen in the field).</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="retryAfter">The value of <c>Retry-After</c>, sent in whole seconds, rounded up.</param>
    /// <param name="answer">What stands in the answer.</param>
    /// <returns>The fault.</returns>
    public static SandboxFault Throttle(int status = 429, TimeSpan? retryAfter = null, SandboxThrottleAnswer answer = SandboxThrottleAnswer.JsonString)
        => new(FaultKind.Instead, SandboxAnswer.Throttled(status, answer, retryAfter));

    /// <summary>The connection is aborted; the request is not acted upon.</summary>
    /// <returns>The fault.</returns>
    public static SandboxFault ResetBeforeCommit() => new(FaultKind.ResetBeforeCommit);

    /// <summary>The request is acted upon, then the connection is aborted without an answer.</summary>
    /// <returns>The fault.</returns>
    public static SandboxFault ResetAfterCommit() => new(FaultKind.ResetAfterCommit);

    /// <summary>The request is acted upon; of the answer's body half arrives, then the connection is aborted.</summary>
    /// <returns>The fault.</returns>
    public static SandboxFault TruncatedAnswer() => new(FaultKind.TruncatedAnswer);

    /// <summary>The request is acted upon; the answer is whole to HTTP, but holds half of the JSON.</summary>
    /// <returns>The fault.</returns>
    public static SandboxFault TruncatedBody() => new(FaultKind.TruncatedBody);

    /// <summary>The request is acted upon and answered only after a wait; who gives up earlier has not written anything.</summary>
    /// <param name="delay">The wait.</param>
    /// <returns>The fault.</returns>
    public static SandboxFault Stall(TimeSpan delay) => new(FaultKind.Stall, delay: delay);

    /// <summary>The request is acted upon at once and answered only after a wait; who gives up earlier has written and does not know.</summary>
    /// <param name="delay">The wait.</param>
    /// <returns>The fault.</returns>
    public static SandboxFault StallAfterCommit(TimeSpan delay) => new(FaultKind.StallAfterCommit, delay: delay);

    /// <summary>The request is not acted upon and gets these bytes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The body's media type.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The fault.</returns>
    public static SandboxFault Answer(byte[] body, string contentType, int status = 200)
        => new(FaultKind.Instead, new SandboxAnswer(status, contentType, (byte[])(body ?? throw new ArgumentNullException(nameof(body))).Clone()));

    /// <summary>The request is not acted upon; the answer is a 302 to another address.</summary>
    /// <param name="location">The other address.</param>
    /// <returns>The fault.</returns>
    public static SandboxFault Redirect(Uri location)
        => new(FaultKind.Instead, SandboxAnswer.OfText(302, "", Json) with { Location = location ?? throw new ArgumentNullException(nameof(location)) });

    /// <summary>The answer is lost at once, and the request is acted upon later, on <see cref="SandboxOptions.Clock"/>.</summary>
    /// <param name="delay">How much later.</param>
    /// <param name="status">The HTTP status that is answered at once; <see langword="null"/> aborts the connection.</param>
    /// <param name="body">The body's text; none when <see langword="null"/>.</param>
    /// <returns>The fault.</returns>
    public static SandboxFault LateCommit(TimeSpan delay, int? status = null, string? body = null)
        => new(FaultKind.LateCommit, status is { } code ? SandboxAnswer.OfText(code, body, Json) : SandboxAnswer.Reset, delay);

    /// <summary>The same fault, but only for some requests.</summary>
    /// <param name="method">The HTTP method, in any case; empty for every method.</param>
    /// <param name="pathPrefix">How the path begins, such as <c>/api/af2_aff_op</c>; empty for every path.</param>
    /// <returns>A copy that waits for such a request.</returns>
    public SandboxFault Matching(string method, string pathPrefix) => new(Kind, Instead, Delay, method, pathPrefix);

    /// <summary>What goes wrong, and for which requests.</summary>
    /// <returns>A short text for a person.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(Kind.ToString());
        if (Instead is not null)
        {
            text.Append(' ').Append(Instead.Status.ToString(CultureInfo.InvariantCulture));
        }

        if (Delay != default)
        {
            text.Append(' ').Append(Delay.ToString("c", CultureInfo.InvariantCulture));
        }

        return text.Append(_method is null ? "" : " " + _method).Append(_pathPrefix is null ? "" : " " + _pathPrefix).ToString();
    }

    internal bool Matches(SandboxRequest request)
        => (string.IsNullOrEmpty(_method) || string.Equals(_method, request.Method, StringComparison.OrdinalIgnoreCase))
            && (string.IsNullOrEmpty(_pathPrefix) || request.Path.StartsWith(_pathPrefix, StringComparison.Ordinal));
}
