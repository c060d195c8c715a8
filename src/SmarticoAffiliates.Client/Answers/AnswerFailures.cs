using System;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Makes the exceptions that an answer leads to: the server's words, cleaned of secrets, and what to do.</summary>
internal sealed class AnswerFailures
{
    private readonly Asked _asked;
    private readonly int _status;
    private readonly AnswerBody _body;
    private readonly TimeSpan? _retryAfter;

    public AnswerFailures(Asked asked, int status, AnswerBody body, TimeSpan? retryAfter)
    {
        _asked = asked;
        _status = status;
        _body = body;
        _retryAfter = retryAfter;
    }

    /// <summary>The server said no, by the table's row.</summary>
    public SmarticoException Refused(AnswerRule rule, string? words)
    {
        string beginning = words is null ? Beginning() : string.Empty;
        SmarticoException refusal = Refused(rule.Kind, words ?? (beginning.Length == 0 ? null : AnswerText.Plain(beginning)), rule.Advice);
        refusal.IsTransient = rule.Meaning is AnswerMeaning.Throttled or AnswerMeaning.Transient;
        refusal.IsOfKey = rule.IsOfKey;

        // A 503 may come from a proxy after the server has acted; the limit of the account turns away before.
        refusal.ServerDidNotAct = rule.Meaning == AnswerMeaning.Throttled;
        return refusal;
    }

    /// <summary>The server said no.</summary>
    public SmarticoException Refused(SmarticoErrorKind kind, string? words, string? advice = null)
    {
        string? shown = words is null ? null : AnswerText.Excerpt(_asked.Clean(words));
        string said = shown is null ? "The server gave no reason." : shown.TrimEnd('.') + ".";
        return Failure(kind, FormattableString.Invariant($"{said} (HTTP {_status}, {_asked.Request}) {advice ?? Advice.For(kind)}").TrimEnd(), shown);
    }

    /// <summary>JSON that is well formed, but not what was asked for: a refusal if it has words, else an answer of a wrong shape.</summary>
    public SmarticoException Unexpected(JToken token, string expected)
    {
        AnswerFacts facts = AnswerFacts.OfJson(_status, _asked, token);
        return facts.HasUnknownWords
            ? Refused(SmarticoErrorKind.InvalidRequest, facts.Words[0])
            : Failure(SmarticoErrorKind.InvalidResponse, Sentence($"JSON of another shape where {expected} was expected: {AnswerText.Quote(Shown(token))}"), null);
    }

    /// <summary>The answer to a write that does not say that it was done.</summary>
    /// <param name="why">What is amiss with it, as a sentence.</param>
    /// <param name="answered">The answer; null for none.</param>
    /// <param name="isAccepted">Whether the server has taken it on, so that it may still come.</param>
    public SmarticoException Unclear(string why, JToken? answered, bool isAccepted = false)
    {
        string quoted = answered is null ? "an empty answer" : AnswerText.Quote(Shown(answered));
        string message = FormattableString.Invariant($"{_asked.Request}: the server answered {quoted} (HTTP {_status}). {why}");
        SmarticoException unclear = Failure(SmarticoErrorKind.InvalidResponse, message, answered is null ? null : Shown(answered));
        unclear.WasAccepted = isAccepted;
        return unclear;
    }

    /// <summary>The answer could not be read, and why; null where it can be read and still is no answer.</summary>
    public SmarticoException Unreadable(Exception? exception)
    {
        string text = Beginning();
        string plain = AnswerText.Plain(text);
        Exception? cause = exception?.GetBaseException();
        string why = cause is null ? "its status is not that of a success." : AnswerText.Excerpt(_asked.Clean(AnswerText.Flat(cause.Message)));
        string what = AnswerText.IsPage(text) ? $"an HTML page ({AnswerText.Quote(plain)}) where JSON was expected"
            : text.Length == 0 ? "an empty answer where JSON was expected"
            : $"an answer that can't be read: {why} It begins with {AnswerText.Quote(plain)}";

        // An error about a value quotes it, secret or not, so only its cleaned words go on.
        bool mayQuote = cause is JsonException or FormatException or OverflowException or ArgumentException;
        SmarticoException failure = Failure(SmarticoErrorKind.InvalidResponse, Sentence(what), text.Length == 0 ? null : plain, mayQuote ? null : exception);
        failure.IsTransient = exception is not null && _body.IsCutOff;
        return failure;
    }

    /// <summary>The beginning of the body as text, whatever it is; enough of it for a page's title and first words.</summary>
    public string Beginning()
    {
        const int enough = 8 * 1024;
        const int longestSecret = 1024;

        // Cleaned first, then cut: half a secret would not be known any more.
        string text = _asked.Clean(_body.Beginning(enough + longestSecret));
        text = text.Length > enough ? text.Substring(0, enough) : text;
        return AnswerText.IsPage(text) ? text : AnswerText.Flat(text);
    }

    private string Shown(JToken token) => AnswerText.Excerpt(_asked.Clean(token.ToString(Formatting.None)));

    private string Sentence(string what)
        => FormattableString.Invariant($"{_asked.Request}: the server sent {what} (HTTP {_status}). {Advice.For(SmarticoErrorKind.InvalidResponse)}");

    private SmarticoException Failure(SmarticoErrorKind kind, string message, string? words, Exception? inner = null)
        => new(kind, message, inner) { Request = _asked.Request, StatusCode = _status, ServerMessage = words, RetryAfter = _retryAfter };
}
