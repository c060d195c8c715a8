using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// The API of one Smartico account. <see cref="SendAsync{T}"/> is the only door: it authenticates, bounds, retries and
/// reads errors for all that goes out. Safe for use by many threads at once.
/// </summary>
public sealed class SmarticoClient
{
    /// <summary>More than any cmdlet overlaps (.NET Framework's default of 2 would undo all overlap).</summary>
    private const int MostConnections = 256;

    private readonly Shared _shared;
    private readonly ISmarticoLog? _log;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="handler">Carries the requests instead of the network, such as the sandbox; null for the network.</param>
    /// <exception cref="SmarticoException">The URL is not allowed or the key can't be sent in a header (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public SmarticoClient(SmarticoClientOptions options, HttpMessageHandler? handler = null)
        : this(new Shared(options, handler), log: null)
    {
    }

    private SmarticoClient(Shared shared, ISmarticoLog? log)
    {
        _shared = shared;
        _log = log;
        Affiliates = new AffiliatesApi(this);
        PromoCodes = new PromoCodesApi(this, shared.Options.PromoCodePath);
        Deals = new DealsApi(this);
        Links = new LinksApi(this);
        Pixels = new PixelsApi(this);
        Registration = new RegistrationApi(this);
        Balances = new BalancesApi(this);
        MediaReports = new MediaReportsApi(this);
    }

    /// <summary>Affiliates: list, find, update.</summary>
    public AffiliatesApi Affiliates { get; }

    /// <summary>Promo codes: list, get, create, update.</summary>
    public PromoCodesApi PromoCodes { get; }

    /// <summary>Deals: list, create.</summary>
    public DealsApi Deals { get; }

    /// <summary>Destination links: list; tracking links: build.</summary>
    public LinksApi Links { get; }

    /// <summary>Pixel definitions (postbacks): list, create, update.</summary>
    public PixelsApi Pixels { get; }

    /// <summary>The registration of affiliates.</summary>
    public RegistrationApi Registration { get; }

    /// <summary>Balances of affiliates: list, find.</summary>
    public BalancesApi Balances { get; }

    /// <summary>Media reports: read.</summary>
    public MediaReportsApi MediaReports { get; }

    /// <summary>Keeps creates of the same content apart.</summary>
    internal Twins Twins => _shared.Twins;

    /// <summary>Requests a second that the account seems to allow; null while nothing was refused.</summary>
    internal double? PresentRate => _shared.Throttle.Rate;

    /// <summary>Where this view of the client tells what it does, or null.</summary>
    internal ISmarticoLog? Log => _log;

    /// <summary>The base URL.</summary>
    public Uri BaseUri => _shared.BaseUri;

    /// <summary>The same client, over the same connections and limits, that tells <paramref name="log"/> what it does.</summary>
    public SmarticoClient WithLog(ISmarticoLog log) => new(_shared, log);

    /// <summary>Sends a request, again where that is safe, and reads its answer.</summary>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Makes the result of a successful answer; what it can't read, it refuses with a <see cref="SmarticoException"/>.</param>
    /// <param name="cancellationToken">Ends the wait; a time-out is never reported as cancellation.</param>
    /// <exception cref="SmarticoException">Every failure but cancellation.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T> SendAsync<T>(SmarticoRequest request, Func<SmarticoAnswer, T> read, CancellationToken cancellationToken = default)
    {
        for (int attempt = 0; ; attempt++)
        {
            SmarticoException failure;
            try
            {
                return await AttemptAsync(request, read, attempt, cancellationToken).ConfigureAwait(false);
            }
            catch (SmarticoException exception)
            {
                failure = exception;
            }

            if (attempt >= _shared.Options.MaxRetryCount || !RetryPolicy.ShouldRetry(request, failure))
            {
                throw RetryPolicy.IsIndeterminate(request, failure) ? Indeterminate(request, failure) : failure;
            }

            // Where all are paced already, a refusal is chance: a row that has it more often than others must not be the last for it.
            bool isPaced = failure.Kind == SmarticoErrorKind.Throttled && failure.ServerDidNotAct && PresentRate is not null;
            TimeSpan delay = RetryPolicy.DelayBefore(isPaced ? Math.Min(attempt, 1) : attempt, failure);
            _log?.Verbose(FormattableString.Invariant(
                $"{request}: {failure.ServerMessage ?? failure.Message} Trying again in {delay.TotalSeconds:0.0} s ({attempt + 1} of {_shared.Options.MaxRetryCount})."));
            await _shared.Options.Delay(delay, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Walks the list of any resource page by page, by its <c>range</c>.</summary>
    /// <param name="list">The read of the whole list, without a range.</param>
    /// <param name="skip">How many records to leave out at the beginning.</param>
    /// <param name="first">How many at most; null for all.</param>
    public PageReader<JToken> List(SmarticoRequest list, long skip = 0, long? first = null) => PageReader.Of(this, list, skip, first);

    /// <summary>Finds what is wrong with a request before it is sent.</summary>
    /// <exception cref="SmarticoException">It can't be sent over this connection.</exception>
    internal void Check(SmarticoRequest request) => _shared.MessageFor(request).Dispose();

    /// <summary>The body as text that may be shown; empty where there is none.</summary>
    internal string Shown(SmarticoRequest request)
        => request.Body is null ? string.Empty : SmarticoAnswer.Excerpt(_shared.Redactor.Body(request.Body));

    /// <summary>Waits before something is tried again that is not a mere repetition of one request.</summary>
    internal Task WaitBeforeAsync(int attempt, SmarticoException failure, CancellationToken cancellationToken)
        => _shared.Options.Delay(RetryPolicy.DelayBefore(attempt, failure), cancellationToken);

    private static SmarticoException Indeterminate(SmarticoRequest request, SmarticoException failure)
        => new(
            SmarticoErrorKind.Indeterminate,
            $"It is not known whether the server carried out {request}: {failure.Message} {Refusals.Advice(SmarticoErrorKind.Indeterminate)}",
            failure)
        {
            StatusCode = failure.StatusCode,
            ServerMessage = failure.ServerMessage,
            Request = failure.Request,
            RetryAfter = failure.RetryAfter,
        };

    private async Task<T> AttemptAsync<T>(SmarticoRequest request, Func<SmarticoAnswer, T> read, int attempt, CancellationToken cancellationToken)
    {
        int turn = await _shared.Throttle.WaitTurnAsync(cancellationToken).ConfigureAwait(false);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_shared.Options.Timeout);
        AnswerBuffer buffer = _shared.Buffers.TryTake(out AnswerBuffer? used) ? used : new AnswerBuffer();
        try
        {
            using HttpRequestMessage message = _shared.MessageFor(request);
            if (request.Body is not null && _log?.WantsDebug == true)
            {
                _log.Debug($"{request} {_shared.Redactor.Body(request.Body)}");
            }

            var watch = Stopwatch.StartNew();
            using HttpResponseMessage response = await _shared.Http
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
            MemoryStream body = await ReadBodyAsync(request, response, buffer, timeout.Token).ConfigureAwait(false);
            _log?.Verbose(FormattableString.Invariant(
                $"{request}: {(int)response.StatusCode} in {watch.ElapsedMilliseconds} ms, {body.Length} bytes{(attempt == 0 ? string.Empty : $", attempt {attempt + 1}")}."));

            var answer = new SmarticoAnswer(request, (int)response.StatusCode, body, Charset(response), RetryAfterOf(response), response.Headers.Location, _shared.Redactor);
            answer.ThrowIfRefused();
            T result = Read(answer, read);
            _shared.Throttle.Accepted(turn);
            return result;
        }
        catch (SmarticoException failure)
        {
            if (failure.Kind == SmarticoErrorKind.Throttled)
            {
                _shared.Throttle.Refused(turn, failure.RetryAfter);
            }
            else
            {
                _shared.Throttle.Accepted(turn);
            }

            throw;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw NoAnswer(
                SmarticoErrorKind.Timeout,
                request,
                FormattableString.Invariant($"no whole answer within {_shared.Options.Timeout.TotalSeconds:0.#} s."),
                exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or ObjectDisposedException or WebException)
        {
            // Cancellation can surface as a broken connection.
            cancellationToken.ThrowIfCancellationRequested();
            SmarticoException failure = NoAnswer(
                SmarticoErrorKind.ConnectionFailed,
                request,
                SmarticoAnswer.Excerpt(_shared.Redactor.Clean(exception.GetBaseException().Message, request.Body)),
                WithoutSecrets(exception, request));
            failure.ServerDidNotAct = ConnectionWasNeverMade(exception);
            throw failure;
        }
        finally
        {
            // All that was read into it has become objects.
            if (buffer.IsWorthKeeping)
            {
                _shared.Buffers.Add(buffer);
            }
        }
    }

    /// <summary>Whatever a reader stumbles over is an answer that can't be read: no other exception leaves this library.</summary>
    private static T Read<T>(SmarticoAnswer answer, Func<SmarticoAnswer, T> read)
    {
        try
        {
            return read(answer);
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            throw answer.Unreadable(exception);
        }
    }

    /// <summary>The exception, unless it quotes a secret that a broken answer echoed.</summary>
    private Exception WithoutSecrets(Exception exception, SmarticoRequest request)
    {
        string text = exception.ToString();
        return _shared.Redactor.Clean(text, request.Body) == text
            ? exception
            : new HttpRequestException(_shared.Redactor.Clean(exception.GetBaseException().Message, request.Body));
    }

    private SmarticoException NoAnswer(SmarticoErrorKind kind, SmarticoRequest request, string what, Exception exception)
        => new(kind, $"{request} to {_shared.BaseUri.Host}: {what} {Refusals.Advice(kind)}", exception)
        {
            Request = request.ToString(),
            IsTransient = true,
        };

    private async Task<MemoryStream> ReadBodyAsync(
        SmarticoRequest request, HttpResponseMessage response, AnswerBuffer buffer, CancellationToken cancellationToken)
    {
        int limit = _shared.Options.MaxResponseBytes;
        long announced = response.Content.Headers.ContentLength ?? 0;
        if (announced > limit)
        {
            throw TooLarge(request, response);
        }

        MemoryStream body = buffer.Empty((int)announced);
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);

            // .NET Framework's streams do not all heed the token: closing the answer ends the read there.
            using CancellationTokenRegistration abort = cancellationToken.Register(response.Dispose);
            byte[] chunk = buffer.Chunk;
            int count;
            while ((count = await stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (body.Length + count > limit)
                {
                    throw TooLarge(request, response);
                }

                body.Write(chunk, 0, count);
            }

            body.Position = 0;
            return body;
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private SmarticoException TooLarge(SmarticoRequest request, HttpResponseMessage response)
        => new(
            SmarticoErrorKind.ResponseTooLarge,
            FormattableString.Invariant($"{request}: the answer is larger than {_shared.Options.MaxResponseBytes} bytes. {Refusals.Advice(SmarticoErrorKind.ResponseTooLarge)}"))
        {
            Request = request.ToString(),
            StatusCode = (int)response.StatusCode,
        };

    private static string? Charset(HttpResponseMessage response)
    {
        try
        {
            return response.Content.Headers.ContentType?.CharSet?.Trim('"');
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Seconds, or a date, which is measured by the server's own clock where it tells it.</summary>
    private static TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? wait = header?.Delta
            ?? (header?.Date is { } date ? date - (response.Headers.Date ?? DateTimeOffset.UtcNow) : null);
        return wait is { } span && span < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>
    /// A failure to connect has the socket's error directly inside (.NET) or a status that says so (.NET Framework);
    /// one that came later is wrapped in an <see cref="IOException"/>, and the server may have acted.
    /// </summary>
    private static bool ConnectionWasNeverMade(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: SocketException socket } => socket.SocketErrorCode
            is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.HostDown
            or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.TryAgain or SocketError.NoData
            or SocketError.AddressNotAvailable,
        HttpRequestException { InnerException: WebException web } => web.Status
            is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.TrustFailure
            or WebExceptionStatus.SecureChannelFailure,
        HttpRequestException { InnerException: System.Security.Authentication.AuthenticationException } => true,
        _ => false,
    };

    /// <summary>Where an answer is read into.</summary>
#pragma warning disable CA1001 // a MemoryStream holds nothing but memory
    private sealed class AnswerBuffer
#pragma warning restore CA1001
    {
        private const int LargestKept = 8 * 1024 * 1024;

        private readonly MemoryStream _body = new();

        public byte[] Chunk { get; } = new byte[64 * 1024];

        public bool IsWorthKeeping => _body.Capacity <= LargestKept;

        public MemoryStream Empty(int expectedLength)
        {
            _body.SetLength(0);
            _body.Capacity = Math.Max(_body.Capacity, expectedLength);
            return _body;
        }
    }

    /// <summary>What all views of one client have in common.</summary>
    private sealed class Shared
    {
        private readonly string? _apiKey;

        public Shared(SmarticoClientOptions options, HttpMessageHandler? handler)
        {
            Options = options;
            BaseUri = CheckedUri(options.BaseUri);
            _apiKey = CheckedKey(options.ApiKey);
            Redactor = new Redactor(_apiKey ?? string.Empty);
            Throttle = new Throttle(options.PaceDelay);
#pragma warning disable CA2000 // the handler lives as long as the client, which lives as long as its users
            Http = new HttpClient(handler ?? NetworkHandler()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
        }

        public SmarticoClientOptions Options { get; }

        public Uri BaseUri { get; }

        public HttpClient Http { get; }

        public Throttle Throttle { get; }

        public Redactor Redactor { get; }

        /// <summary>Used again: a page of a long list would otherwise leave megabytes behind it that are collected late.</summary>
        public ConcurrentBag<AnswerBuffer> Buffers { get; } = new();

        public Twins Twins { get; } = new();

        public HttpRequestMessage MessageFor(SmarticoRequest request)
        {
            if (request.IsAuthenticated && _apiKey is null)
            {
                throw new SmarticoException(SmarticoErrorKind.AuthenticationFailed, $"{request} needs an API key, and this connection has none.");
            }

            if (request.Path.Contains("#"))
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The path '{request.Path}' carries a fragment, which no server is ever sent; write a # of the path as %23.");
            }

            if (StepsUp(request.Path) || !Uri.TryCreate(BaseUri, request.PathAndQuery(), out Uri? uri) || !IsBelow(uri))
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The path '{request.Path}' leads away from {BaseUri}; give a path below it.");
            }

            if (DotNetFramework.IsCurrent)
            {
                DotNetFramework.Prepare(uri, MostConnections);
            }

            var message = new HttpRequestMessage(new HttpMethod(request.Method), uri);
            message.Headers.TryAddWithoutValidation("User-Agent", Options.UserAgent);
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
            if (request.IsAuthenticated)
            {
                // The raw key, no scheme word (S001-S004).
                message.Headers.TryAddWithoutValidation("authorization", _apiKey);
            }

            if (request.BodyText is { } body)
            {
                message.Content = new StringContent(body, Encoding.UTF8, "application/json");
            }

            return message;
        }

        /// <summary>
        /// Whether a segment of the path is "..", however often it is escaped: a server behind a proxy may unescape it once
        /// more than this side does, and end up outside the API.
        /// </summary>
        private static bool StepsUp(string path)
        {
            string text = path.Split('?', '#')[0];
            string escaped;
            do
            {
                escaped = text;
                text = Uri.UnescapeDataString(escaped);
            }
            while (text != escaped);

            return text.Split('/', '\\').Contains("..", StringComparer.Ordinal);
        }

        private bool IsBelow(Uri uri)
            => uri.Scheme == BaseUri.Scheme && uri.Authority == BaseUri.Authority
                && uri.AbsolutePath.StartsWith(BaseUri.AbsolutePath, StringComparison.Ordinal);

        private static HttpClientHandler NetworkHandler()
        {
            if (DotNetFramework.IsCurrent)
            {
                DotNetFramework.AllowTls12();
            }

            return new HttpClientHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
                MaxConnectionsPerServer = MostConnections,
            };
        }

        private static Uri CheckedUri(Uri uri)
        {
            if (uri.IsAbsoluteUri && (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0))
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The URL of the API has no user name, query or fragment: give it as https://boapi.smartico.ai/.");
            }

            if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"'{uri}' is not an absolute https URL.");
            }

            if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"{uri} would send the API key unencrypted: use https (http is for loopback addresses only).");
            }

            // Some copy the address with the first part of every path: https://boapi.smartico.ai/api.
            string path = uri.AbsolutePath.TrimEnd('/');
            path = path.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - "/api".Length) : path;
            return new Uri(uri.GetLeftPart(UriPartial.Authority) + path + "/");
        }

        private static string? CheckedKey(string? key)
        {
            if (key is null)
            {
                return null;
            }

            key = key.Trim();
            if (key.Length == 0)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The API key is blank.");
            }

            foreach (char c in key)
            {
                if (c is <= ' ' or > '~')
                {
                    throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The API key holds a space, a line break or a character outside ASCII: copy it again from BackOffice, Settings.");
                }
            }

            return key;
        }
    }
}
