using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Sandbox;

/// <summary>
/// A stand-in for the Smartico affiliate API, in memory: it starts with believable data, keeps what is written to it and enforces the documented
/// rules (S000…S004) with the documented words. Where the documents are silent, <see cref="SandboxOptions"/> decides. Safe to use from several threads.
/// </summary>
/// <remarks>
/// <para>Whatever the counts, these are there as the documents show them: the approved affiliates 35425, 35427, 36971, 46554, 64257, 100508 and 166368 with
/// their default deals 93203, 93196, 93197, 93201, 93202, 93204 and 93195; 100508's sub-deal 94509; destination links 204 and 658; 166368's pixels
/// 2887 and 2888 and its promo code 150, WELCOME2026; manager 2342, "smr".</para>
/// <para>An approved affiliate that has a parent and has earned commission keeps its parent (S000): some of the others are such.
/// An update of such an affiliate that names its status, manager or parent is refused unless it holds the present parent and a manager.
/// Which updates the live API refuses so is undocumented.</para>
/// </remarks>
/// <example>
/// <code>
/// var sandbox = new SmarticoSandbox();
/// using var client = new HttpClient(sandbox.CreateHandler()) { BaseAddress = sandbox.BaseUri };
/// client.DefaultRequestHeaders.TryAddWithoutValidation("authorization", sandbox.GetApiKey());
/// string links = await client.GetStringAsync("api/af2_link_op");
/// </code>
/// </example>
public sealed class SmarticoSandbox
{
    private const int FewestAffiliates = 10;

    private readonly SandboxOptions _options;
    private readonly Router _router;
    private readonly RequestLog _log = new();
    private readonly LateCommits _late = new();

    /// <summary>Makes a sandbox with data of its own.</summary>
    /// <param name="options">How it behaves; the defaults follow the newest documents.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count, limit or status makes no sense.</exception>
    public SmarticoSandbox(SandboxOptions? options = null)
    {
        _options = options ?? new SandboxOptions();
        Check(_options);
        _router = new Router(_options);
        Limits = new SandboxLimits(_options.ThrottleStatus, _options.ThrottleAnswer);
        if (_options.RequestsPerSecond is { } perSecond)
        {
            Limits.Add(SandboxLimit.Window(perSecond, TimeSpan.FromSeconds(1)));
        }
    }

    /// <summary>The address to give to a client that uses <see cref="CreateHandler"/>; nothing on any network has it.</summary>
    public Uri BaseUri { get; } = new("https://sandbox.smartico.invalid/");

    /// <summary>The one hostname that registrations must name exactly (S004).</summary>
    public string RegistrationHostname => _options.RegistrationHostname;

    /// <summary>What is to go wrong.</summary>
    public SandboxFaults Faults { get; } = new();

    /// <summary>What the account refuses, and how; at first what <see cref="SandboxOptions.RequestsPerSecond"/> says.</summary>
    public SandboxLimits Limits { get; }

    /// <summary>The operator's key. A method, so that no formatter or serializer prints it.</summary>
    /// <returns>The raw value of the <c>authorization</c> header (S000…S003).</returns>
    public string GetApiKey() => _options.ApiKey;

    /// <summary>An affiliate's key, which operator resources refuse. A method, so that no formatter or serializer prints it.</summary>
    /// <returns>The raw value of the <c>authorization</c> header (undocumented: that such keys exist is seen in the field).</returns>
    public string GetAffiliateApiKey() => _options.AffiliateApiKey;

    /// <summary>Makes a handler for an <see cref="HttpClient"/> that talks to this sandbox without any network.</summary>
    /// <returns>A new handler over the same state; disposing it does nothing to the state.</returns>
    public HttpMessageHandler CreateHandler() => new SandboxHandler(this);

    /// <summary>The newest 1,000 requests in order of arrival, without keys, passwords and captcha tokens.</summary>
    /// <returns>A list that later requests do not change.</returns>
    public IReadOnlyList<SandboxRequest> GetRequests() => _log.ToList();

    /// <summary>Forgets the requests received so far.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Answers a request as the API would.</summary>
    /// <param name="request">The request; its host is not looked at.</param>
    /// <param name="cancellationToken">Ends a wait. A request that was acted upon before stays so.</param>
    /// <returns>The response.</returns>
    /// <exception cref="HttpRequestException">A fault aborted the connection.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SandboxAnswer answer = await AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Cut == Cut.BeforeAnswer)
        {
            throw new HttpRequestException("An error occurred while sending the request.", CutContent.Aborted());
        }

        HttpContent content = answer.Cut == Cut.MidBody ? new CutContent(answer) : new ByteArrayContent(answer.Body);
        if (MediaTypeHeaderValue.TryParse(answer.ContentType, out MediaTypeHeaderValue? type))
        {
            content.Headers.ContentType = type;
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = content, RequestMessage = request };
        if (answer.RetryAfterSeconds is { } seconds)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        }

        if (answer.ContentRange is { } range)
        {
            content.Headers.TryAddWithoutValidation("Content-Range", range);
        }

        response.Headers.Location = answer.Location;
        return response;
    }

    /// <summary>The same, with cuts told instead of played, for transports that can abort a connection themselves.</summary>
    internal async Task<SandboxAnswer> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        cancellationToken.ThrowIfCancellationRequested();
        Call call = await ReadAsync(request).ConfigureAwait(false);
        SandboxRequest seen = Remember(call, request.RequestUri!.Query);
        try
        {
            bool isWithinLimits = Limits.Enter();
            await WaitAsync(_options.Latency, cancellationToken).ConfigureAwait(false);
            SandboxAnswer answer = isWithinLimits
                ? await ActAsync(call, seen, cancellationToken).ConfigureAwait(false)
                : SandboxAnswer.Throttled(Limits.Status, Limits.Answer);
            seen.StatusCode = answer.Status;
            return answer;
        }
        finally
        {
            Limits.Leave();
        }
    }

    private static void Check(SandboxOptions options)
    {
        string? wrong = options switch
        {
            { AffiliateCount: < FewestAffiliates } => "AffiliateCount must be at least 10.",
            { PromoCodeCount: < 1 } => "PromoCodeCount must be at least 1.",
            { PageCap: < 1 } => "PageCap must be at least 1.",
            { RequestsPerSecond: < 1 } => "RequestsPerSecond must be at least 1.",
            { Latency.Ticks: < 0 } => "Latency must not be negative.",
            { ThrottleStatus: < 200 or > 599 } => "ThrottleStatus must be an HTTP status.",
            { RefusalStatus: < 200 or > 599 } => "RefusalStatus must be an HTTP status.",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(options), wrong);
        }
    }

    private static Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
        => delay > TimeSpan.Zero ? Task.Delay(delay, cancellationToken) : Task.CompletedTask;

    private async Task<Call> ReadAsync(HttpRequestMessage request)
    {
        Uri uri = request.RequestUri ?? throw new ArgumentException("The request has no address.", nameof(request));
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        string? key = request.Headers.TryGetValues("authorization", out IEnumerable<string>? values) ? string.Join(",", values) : null;
        DateTimeOffset now = _options.Clock?.Invoke() ?? DateTimeOffset.UtcNow;
        return new Call(request.Method.Method, uri.AbsolutePath, QueryString.Parse(uri.Query), Encoding.UTF8.GetString(body), key, now)
        {
            ListedFrom = now + _options.ListLag,
        };
    }

    private SandboxRequest Remember(Call call, string query)
    {
        var seen = new SandboxRequest(
            call.Method, call.Path, Uri.UnescapeDataString(query.TrimStart('?')), call.Query, Redaction.Apply(call.Body), call.Key is not null, call.Now);
        _log.Add(seen);
        return seen;
    }

    private async Task<SandboxAnswer> ActAsync(Call call, SandboxRequest seen, CancellationToken cancellationToken)
    {
        SandboxFault? fault = Faults.Take(seen);
        switch (fault?.Kind)
        {
            case FaultKind.Instead:
                return fault.Instead!;
            case FaultKind.ResetBeforeCommit:
                return SandboxAnswer.Reset;
            case FaultKind.Stall:
                await WaitAsync(fault.Delay, cancellationToken).ConfigureAwait(false);
                break;
        }

        _late.ActUponDue(call.Now, due => _router.Answer(due with { ListedFrom = due.Now + _options.ListLag }));

        if (fault?.Kind == FaultKind.LateCommit)
        {
            _late.Add(call with { Now = call.Now + fault.Delay });
            return fault.Instead!;
        }

        SandboxAnswer answer = _router.Answer(call);
        switch (fault?.Kind)
        {
            case FaultKind.InsteadAfterCommit:
                return fault.Instead!;
            case FaultKind.ResetAfterCommit:
                return SandboxAnswer.Reset;
            case FaultKind.TruncatedAnswer:
                return answer.CutMidBody();
            case FaultKind.TruncatedBody:
                return answer.KeepHalf();
            case FaultKind.StallAfterCommit:
                await WaitAsync(fault.Delay, cancellationToken).ConfigureAwait(false);
                break;
        }

        return answer;
    }
}
