using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>One attempt: the message out, the whole answer in. Whatever is thrown on the way becomes a <see cref="SmarticoException"/>.</summary>
#pragma warning disable CA1001 // lives as long as its client, which lives as long as its users
internal sealed class Exchange
#pragma warning restore CA1001
{
    private readonly Endpoint _endpoint;
    private readonly SmarticoClientOptions _options;
    private readonly HttpClient _http;
    private readonly BodyReader _bodies = new();

    public Exchange(Endpoint endpoint, SmarticoClientOptions options, HttpMessageHandler? handler)
    {
        _endpoint = endpoint;
        _options = options;
#pragma warning disable CA2000 // the handler lives as long as the client, which lives as long as its users
        _http = new HttpClient(handler ?? NetworkHandler.For(endpoint.BaseUri)) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
    }

    /// <summary>Sends a request once.</summary>
    public async Task<T> AttemptAsync<T>(SmarticoRequest request, Func<Answer, T> read, int attempt, ISmarticoLog? log, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = Message(request);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            if (request.Body is not null && log?.WantsDebug == true)
            {
                log.Debug($"{request} {_endpoint.Redactor.Body(request.Body)}");
            }

            var watch = Stopwatch.StartNew();
            using HttpResponseMessage response = await _http
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
            using BodyReader.Lease lease = await _bodies.ReadAsync(response, Bound(request), request.IsLongList, timeout.Token).ConfigureAwait(false)
                ?? throw TooLarge(request, response);
            log?.Verbose(FormattableString.Invariant(
                $"{request}: {(int)response.StatusCode} in {watch.ElapsedMilliseconds} ms, {lease.Body.Length} bytes{(attempt == 0 ? string.Empty : $", attempt {attempt + 1}")}."));

            var asked = new Asked(request.ToString(), request.Method is not ("GET" or "HEAD" or "OPTIONS"), request.Codes, text => _endpoint.Redactor.Clean(text, request.Body));
            var answer = new Answer(asked, (int)response.StatusCode, lease.Body, RetryAfter.Of(response), response.Headers.Location) { TotalCount = TotalCount(response) };
            answer.ThrowUnlessSuccess();
            return Read(answer, read);
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            // Cancellation can surface as a broken connection.
            cancellationToken.ThrowIfCancellationRequested();
            throw AnswerLost(request, exception);
        }
    }

    /// <summary>How many records a list has in all: what stands behind the slash of Content-Range, in whatever unit (FC).</summary>
    private static long? TotalCount(HttpResponseMessage response)
    {
        if (!response.Content.Headers.TryGetValues("Content-Range", out IEnumerable<string>? values))
        {
            return null;
        }

        string text = string.Join(",", values);
        return long.TryParse(text.Substring(text.LastIndexOf('/') + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long total) ? total : null;
    }

    /// <summary>Whatever a reader stumbles over is an answer that can't be read: no other exception leaves this library.</summary>
    private static T Read<T>(Answer answer, Func<Answer, T> read)
    {
        try
        {
            return read(answer);
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            throw answer.Failures.Unreadable(exception);
        }
    }

    /// <summary>What fails here was not sent.</summary>
    private HttpRequestMessage Message(SmarticoRequest request)
    {
        try
        {
            return _endpoint.MessageFor(request);
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput, $"{request} can't be sent: {Shown(exception, request)} Nothing was sent.", WithoutSecrets(exception, request))
            {
                Request = request.ToString(),
                ServerDidNotAct = true,
            };
        }
    }

    private int Bound(SmarticoRequest request)
        => Math.Min(
            _options.MaxResponseBytes,
            request.IsLongList ? _options.MaxResponseBytes : request.IsWrite ? _options.MaxWriteResponseBytes : _options.MaxUnknownResponseBytes);

    /// <summary>From the moment of sending on nobody knows whether the server acted, unless no connection was made.</summary>
    private SmarticoException AnswerLost(SmarticoRequest request, Exception exception)
    {
        (SmarticoErrorKind kind, string what) = exception switch
        {
            OperationCanceledException => (SmarticoErrorKind.Timeout, FormattableString.Invariant($"no whole answer within {_options.Timeout.TotalSeconds:0.#} s.")),
            InvalidDataException => (SmarticoErrorKind.ConnectionFailed, "the answer is broken: " + Shown(exception, request)),
            _ => (SmarticoErrorKind.ConnectionFailed, Shown(exception, request)),
        };
        return new SmarticoException(
            kind, $"{request} to {_endpoint.BaseUri.Host}: {what} {Advice.For(kind)}", WithoutSecrets(exception, request))
        {
            Request = request.ToString(),
            IsTransient = true,
            ServerDidNotAct = ConnectionWasNeverMade(exception),
        };
    }

    private string Shown(Exception exception, SmarticoRequest request)
        => AnswerText.Excerpt(_endpoint.Redactor.Clean(exception.GetBaseException().Message, request.Body));

    /// <summary>The exception, unless it quotes a secret that a broken answer echoed, or what no screen is to be sent.</summary>
    private Exception WithoutSecrets(Exception exception, SmarticoRequest request)
    {
        string text = exception.ToString();
        bool isShowable = true;
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            isShowable = isShowable && ScreenText.Of(cause.Message) == cause.Message;
        }

        return isShowable && _endpoint.Redactor.Clean(text, request.Body) == text
            ? exception
            : new HttpRequestException(ScreenText.Of(_endpoint.Redactor.Clean(exception.GetBaseException().Message, request.Body)));
    }

    private SmarticoException TooLarge(SmarticoRequest request, HttpResponseMessage response)
        => new(
            SmarticoErrorKind.ResponseTooLarge,
            FormattableString.Invariant($"{request}: the answer is larger than {Bound(request)} bytes. {Advice.For(SmarticoErrorKind.ResponseTooLarge)}"))
        {
            Request = request.ToString(),
            StatusCode = (int)response.StatusCode,
        };

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
}
