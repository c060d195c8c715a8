using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Tests;

/// <summary>Answers requests in this process, and remembers them.</summary>
internal sealed class StubHandler : HttpMessageHandler
{
    private readonly Func<SeenRequest, CancellationToken, Task<HttpResponseMessage>> _answer;
    private readonly List<SeenRequest> _requests = new();

    public StubHandler(Func<SeenRequest, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public StubHandler(Func<SeenRequest, CancellationToken, Task<HttpResponseMessage>> answer) => _answer = answer;

    public IReadOnlyList<SeenRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return _requests.ToArray();
            }
        }
    }

    /// <summary>Always the same answer.</summary>
    public static StubHandler Always(int status, string body, string contentType = "application/json") => new(_ => Answer(status, body, contentType));

    /// <summary>These answers in turn; the last one from then on.</summary>
    public static StubHandler InTurn(params Func<HttpResponseMessage>[] answers)
    {
        int next = -1;
        return new StubHandler(_ => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]());
    }

    public static HttpResponseMessage Answer(int status, string body, string contentType = "application/json")
        => Answer(status, Encoding.UTF8.GetBytes(body), contentType);

    public static HttpResponseMessage Answer(int status, byte[] body, string contentType = "application/json")
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        if (contentType.Length > 0)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return response;
    }

    public static HttpResponseMessage WithRetryAfter(HttpResponseMessage response, string value, DateTimeOffset? date = null)
    {
        response.Headers.TryAddWithoutValidation("Retry-After", value);
        response.Headers.Date = date;
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpHeaders headers = request.Headers;
        var seen = new SeenRequest(
            request.Method.Method,
            request.RequestUri!,
            request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken),
            headers.TryGetValues("authorization", out IEnumerable<string>? keys) ? string.Join("|", keys) : null);
        lock (_requests)
        {
            _requests.Add(seen);
        }

        return await _answer(seen, cancellationToken);
    }
}

/// <summary>A request as the stub received it.</summary>
internal sealed record SeenRequest(string Method, Uri Uri, string Body, string? Authorization)
{
    /// <summary>The decoded value of a query parameter.</summary>
    public string? Query(string name) => Uri.Query.TrimStart('?').Split('&')
        .Select(p => p.Split('=', 2)).Where(p => p[0] == name).Select(p => Uri.UnescapeDataString(p[1])).SingleOrDefault();
}
