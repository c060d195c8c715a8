using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// The one way out: it authenticates, bounds, paces, retries and logs all that is sent, and lets nothing but a
/// <see cref="SmarticoException"/> and the caller's own cancellation come back. Safe for use by many threads at once.
/// </summary>
internal sealed class Transport
{
    /// <summary>So often one request is sent again as soon as the pace allows. Refused more often than that while others get through, it is refused for itself.</summary>
    private const int RefusalsAtThePace = 10;

    /// <summary>
    /// An affiliate's own report says whose it is (FA: <c>meta.affiliate_id</c>). A day long gone is asked for: it costs the server
    /// nothing, and an affiliate without traffic is told as well.
    /// </summary>
    private static readonly SmarticoRequest s_whose = SmarticoRequest.Get(
        "api/af2_media_report_af", new KeyValuePair<string, string>[] { new("date_from", "2020-01-01"), new("date_to", "2020-01-02") });

    private readonly SmarticoClientOptions _options;
    private readonly Endpoint _endpoint;
    private readonly Exchange _exchange;
    private readonly Pace _pace;

    /// <summary>Makes a transport; nothing is sent yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="handler">Carries the requests instead of the network; null for the network.</param>
    /// <exception cref="SmarticoException">The URL is not allowed or the key can't be sent in a header (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public Transport(SmarticoClientOptions options, HttpMessageHandler? handler)
    {
        _options = options;
        _endpoint = new Endpoint(options);
        _exchange = new Exchange(_endpoint, options, handler);
        _pace = new Pace(options.PaceClock, options.Clock, options.MaxThrottleWait);
        Key = new KeyIdentity(options.KeyOwner, options.KeyAffiliateId);
    }

    private Transport(Transport other, ISmarticoLog log)
    {
        _options = other._options;
        _endpoint = other._endpoint;
        _exchange = other._exchange;
        _pace = other._pace;
        Key = other.Key;
        Log = log;
    }

    /// <summary>Whose key it is, as far as it is known.</summary>
    public KeyIdentity Key { get; }

    /// <summary>Where it tells what it does, or null.</summary>
    public ISmarticoLog? Log { get; }

    /// <summary>The base URL.</summary>
    public Uri BaseUri => _endpoint.BaseUri;

    /// <summary>Which account this is, as files tell it.</summary>
    public AccountIdentity Account => _endpoint.Account.Value;

    /// <summary>Takes the key, and what a request held in secret, out of what is written to a file, under whatever name it stands.</summary>
    public void Conceal(JToken line, JToken? sent) => _endpoint.Redactor.Conceal(line, sent);

    /// <summary>What was learnt of the account's limit.</summary>
    public PaceState Pace => _pace.State;

    /// <summary>How often a request, and a create whose answer was lost, is sent again.</summary>
    public int MaxRetryCount => _options.MaxRetryCount;

    /// <summary>The time, in UTC.</summary>
    public DateTimeOffset Now => _options.Clock();

    /// <summary>The same connections and limits, telling <paramref name="log"/>.</summary>
    public Transport WithLog(ISmarticoLog log) => new(this, log);

    /// <summary>Sends a request, again where that is safe, and reads its answer.</summary>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Makes the result of a successful answer; what it can't read, it refuses with a <see cref="SmarticoException"/>.</param>
    /// <param name="cancellationToken">Ends the wait; a time-out is never reported as cancellation.</param>
    /// <exception cref="SmarticoException">Every failure but cancellation.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T> SendAsync<T>(SmarticoRequest request, Func<Answer, T> read, CancellationToken cancellationToken = default)
    {
        if (request.OwnPath is not null && Key.Owner == KeyOwner.Affiliate)
        {
            return await SendAsItIsAsync(request.Own(), read, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            T result = await SendAsItIsAsync(request, read, cancellationToken).ConfigureAwait(false);
            if (request is { IsLongList: true, IsOfOperator: true })
            {
                Key.IsOperators();
            }

            return result;
        }
        catch (SmarticoException refusal) when (refusal.IsOfKey && request.IsOfOperator)
        {
            await FindOwnerAsync(cancellationToken).ConfigureAwait(false);
            if (Key.Owner != KeyOwner.Affiliate)
            {
                throw;
            }

            return request.OwnPath is null
                ? throw OfOwnKey(refusal)
                : await SendAsItIsAsync(request.Own(), read, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds out whose key it is, where a refusal leaves that open. Only the known answer decides it.</summary>
    private async Task FindOwnerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Key.AskAsync(AskAsync).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody else's wait was ended.
        }

        async Task AskAsync()
        {
            try
            {
                if (await SendAsItIsAsync(s_whose, OwnerIn, cancellationToken).ConfigureAwait(false) is { } affiliateId)
                {
                    Log?.Verbose(FormattableString.Invariant($"The API key is affiliate {affiliateId}'s own."));
                    Key.IsOwn(affiliateId);
                }
                else
                {
                    Key.IsNotTold();
                }
            }
            catch (SmarticoException failure)
            {
                Log?.Verbose($"Whose API key it is was not found out: {failure.Message}");
                if (failure is { StatusCode: not null, IsTransient: false })
                {
                    Key.IsNotTold();
                }
            }
        }
    }

    private static int? OwnerIn(Answer answer)
        => answer.ReadReport().Meta?["affiliate_id"] is { } id
            && int.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
                ? number
                : null;

    /// <summary>The refusal, which says that nothing else was to be expected.</summary>
    private SmarticoException OfOwnKey(SmarticoException refusal)
        => new(
            refusal.Kind,
            FormattableString.Invariant($"{refusal.Message} This API key is affiliate {Key.AffiliateId}'s own: it reads this affiliate's media report, destination links and balance, and nothing else."),
            refusal)
        {
            StatusCode = refusal.StatusCode,
            ServerMessage = refusal.ServerMessage,
            Request = refusal.Request,
            IsOfKey = true,
        };

    /// <summary>Sends a request to the resource that it names.</summary>
    private async Task<T> SendAsItIsAsync<T>(SmarticoRequest request, Func<Answer, T> read, CancellationToken cancellationToken)
    {
        SmarticoException? refusal = null;
        int refusals = 0;
        TimeSpan waited = TimeSpan.Zero;
        int retries = 0;
        for (int attempt = 0; ; attempt++)
        {
            PaceTicket ticket = await TakeTurnAsync(refusal, cancellationToken).ConfigureAwait(false);
            SmarticoException failure;
            try
            {
                return await AttemptAsync(ticket, request, read, attempt, cancellationToken).ConfigureAwait(false);
            }
            catch (SmarticoException exception)
            {
                failure = exception;
            }

            if (IsRefusal(failure))
            {
                // It did not act, and only time is lost: it is sent again however often, when its turn comes.
                if (_options.MaxThrottleWait == TimeSpan.Zero)
                {
                    throw failure;
                }

                refusal = failure;
                refusals++;
                Log?.Verbose($"{request}: {failure.ServerMessage ?? failure.Message} Trying again when its turn comes.");
                if (refusals > RefusalsAtThePace)
                {
                    // Others get through, this one does not: it waits by itself, and not for ever.
                    TimeSpan delay = RetryPolicy.DelayBefore(refusals - RefusalsAtThePace, failure);
                    waited += delay;
                    if (waited > _options.MaxThrottleWait)
                    {
                        throw failure;
                    }

                    await _options.Delay(delay, cancellationToken).ConfigureAwait(false);
                }
            }
            else if (retries >= _options.MaxRetryCount || !RetryPolicy.ShouldRetry(request, failure, _options.MaxThrottleWait))
            {
                throw RetryPolicy.IsIndeterminate(request, failure) ? Indeterminate(request, failure) : failure;
            }
            else
            {
                TimeSpan delay = RetryPolicy.DelayBefore(retries, failure);
                retries++;
                Log?.Verbose(FormattableString.Invariant(
                    $"{request}: {failure.ServerMessage ?? failure.Message} Trying again in {delay.TotalSeconds:0.0} s ({retries} of {_options.MaxRetryCount})."));
                await _options.Delay(delay, cancellationToken).ConfigureAwait(false);
            }

            if (request.MayBeSentAgainAsync is { } mayBeSentAgainAsync && !await mayBeSentAgainAsync(cancellationToken).ConfigureAwait(false))
            {
                throw Indeterminate(request, failure);
            }
        }
    }

    /// <summary>Finds what is wrong with a request before it is sent.</summary>
    /// <exception cref="SmarticoException">It can't be sent over this connection.</exception>
    public void Check(SmarticoRequest request) => _endpoint.MessageFor(request).Dispose();

    /// <summary>The body as text that may be shown; empty where there is none.</summary>
    public string Shown(SmarticoRequest request)
        => request.Body is null ? string.Empty : AnswerText.Excerpt(_endpoint.Redactor.Body(request.Body));

    /// <summary>Waits before a lost create is looked for: so long, or longer where the server asked for it.</summary>
    /// <exception cref="SmarticoException">The server asked for a longer wait than anybody is kept waiting for: the failure itself.</exception>
    public async Task WaitAtLeastAsync(TimeSpan delay, SmarticoException? failure, CancellationToken cancellationToken)
    {
        if (failure is not null && !RetryPolicy.IsWorthWaiting(failure, _options.MaxThrottleWait))
        {
            throw failure;
        }

        delay = failure?.RetryAfter is { } asked && asked > delay ? asked : delay;
        if (failure is not null)
        {
            Log?.Verbose(FormattableString.Invariant($"{failure.Request}: {failure.ServerMessage ?? failure.Message} Looking for it in {delay.TotalSeconds:0.0} s."));
        }

        await _options.Delay(delay, cancellationToken).ConfigureAwait(false);
    }

    private static SmarticoException Indeterminate(SmarticoRequest request, SmarticoException failure)
        => SmarticoException.Indeterminate($"It is not known whether the server carried out {request}: {failure.Message} {Advice.For(SmarticoErrorKind.Indeterminate)}", failure);

    /// <summary>The account's limit, known from what the server said: it did not act.</summary>
    private static bool IsRefusal(SmarticoException failure) => failure.Kind == SmarticoErrorKind.Throttled && failure.ServerDidNotAct;

    /// <summary>Waits for a turn. An attempt that was refused before and waits no longer fails with what the server said then.</summary>
    private async Task<PaceTicket> TakeTurnAsync(SmarticoException? refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await _pace.TakeAsync(Log is { } log ? log.Warning : null, cancellationToken, isAgain: refusal is not null).ConfigureAwait(false);
        }
        catch (SmarticoException tooLong) when (refusal is not null)
        {
            throw new SmarticoException(SmarticoErrorKind.Throttled, $"{refusal.Message} {tooLong.Message}", refusal)
            {
                StatusCode = refusal.StatusCode,
                ServerMessage = refusal.ServerMessage,
                Request = refusal.Request,
                RetryAfter = tooLong.RetryAfter ?? refusal.RetryAfter,
                ServerDidNotAct = true,
            };
        }
    }

    /// <summary>One attempt in one turn, which is given back once, whatever comes.</summary>
    private async Task<T> AttemptAsync<T>(PaceTicket ticket, SmarticoRequest request, Func<Answer, T> read, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            T result = await _exchange.AttemptAsync(request, read, attempt, Log, cancellationToken).ConfigureAwait(false);
            _pace.Accepted(ticket);
            return result;
        }
        catch (SmarticoException failure) when (IsRefusal(failure))
        {
            _pace.Refused(ticket, failure.RetryAfter);
            throw;
        }
        catch (SmarticoException failure) when (failure.StatusCode is not null && failure.Kind != SmarticoErrorKind.Throttled)
        {
            // It was answered: that what was answered is no success is none of the account's limit.
            _pace.Accepted(ticket);
            throw;
        }
        catch (Exception exception)
        {
            _pace.Ended(ticket, (exception as SmarticoException)?.RetryAfter);
            throw;
        }
    }
}
