using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// Gives each attempt of a connection its turn, reads and writes together. Waiting attempts are served first come, first served;
/// where nothing holds back, nobody waits. Safe for many threads.
/// </summary>
#pragma warning disable CA1001 // lives as long as its client; a SemaphoreSlim without a wait handle holds nothing
internal sealed class Pace
#pragma warning restore CA1001
{
    /// <summary>A shorter standstill is the ordinary life of a limit: nobody has to be warned of it.</summary>
    private static readonly TimeSpan s_warnAfter = TimeSpan.FromSeconds(5);

    /// <summary>No timer is set for longer: a framework's timers have a bound.</summary>
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromHours(1);

    /// <summary>A timer may end a little early: it would be asked in a circle otherwise.</summary>
    private static readonly TimeSpan s_shortestDelay = TimeSpan.FromMilliseconds(1);

    private readonly object _lock = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly PaceController _controller = new();
    private readonly IPaceClock _clock;
    private readonly Func<DateTimeOffset> _timeOfDay;
    private readonly TimeSpan _longestWait;

    /// <summary>What wakes the one who waits at the gate, because a turn was given back.</summary>
    private TaskCompletionSource<bool>? _givenBack;
    private int _waiting;
    private TimeSpan? _heldBackSince;
    private TimeSpan? _warnedOf;

    /// <summary>Makes the pace of one connection.</summary>
    /// <param name="clock">By what it waits.</param>
    /// <param name="timeOfDay">The time that messages name, in UTC.</param>
    /// <param name="longestWait">How long the connection may stand still without one success before a waiting attempt fails.</param>
    public Pace(IPaceClock clock, Func<DateTimeOffset> timeOfDay, TimeSpan longestWait)
    {
        _clock = clock;
        _timeOfDay = timeOfDay;
        _longestWait = longestWait;
    }

    /// <summary>What was learnt until now.</summary>
    public PaceState State
    {
        get
        {
            lock (_lock)
            {
                TimeSpan now = _clock.Now;
                bool isHeldBack = _controller.Rate is not null || _controller.StandsSince is not null || now < _controller.PausedUntil;
                return new PaceState(
                    _controller.Rate,
                    _controller.LearnedOverlap,
                    isHeldBack && _heldBackSince is { } since ? now - since : null,
                    _controller.ClosedSince is not null || now < _controller.PausedUntil);
            }
        }
    }

    /// <summary>Waits for the next turn.</summary>
    /// <param name="warn">Is told once when the account stands still; may be called from any thread.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="isAgain">Whether the same request was refused before: then it asks no more where it has waited too long.</param>
    /// <exception cref="SmarticoException">It stands still for longer than anybody is to wait (<see cref="SmarticoErrorKind.Throttled"/>); nothing was sent.</exception>
    public async Task<PaceTicket> TakeAsync(Action<string>? warn, CancellationToken cancellationToken, bool isAgain = false)
    {
        lock (_lock)
        {
            if (_waiting == 0)
            {
                TimeSpan now = _clock.Now;
                if (isAgain)
                {
                    ThrowIfTooLong(now);
                }
                else
                {
                    _controller.ForgetStand(now);
                }

                if (_controller.TryTake(now, out PaceTicket free, out _))
                {
                    return free;
                }
            }

            _waiting++;
        }

        try
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await WaitForTurnAsync(warn, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _gate.Release();
            }
        }
        finally
        {
            lock (_lock)
            {
                _waiting--;
            }
        }
    }

    /// <summary>The server took the request in, whatever it said to it.</summary>
    public void Accepted(PaceTicket ticket)
    {
        lock (_lock)
        {
            _controller.Accepted(ticket, _clock.Now);
            if (_controller.Rate is null)
            {
                _heldBackSince = null;
            }

            Wake();
        }
    }

    /// <summary>The server turned it away at the account's limit.</summary>
    public void Refused(PaceTicket ticket, TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            TimeSpan now = _clock.Now;
            _heldBackSince ??= now;
            _controller.Refused(ticket, now, retryAfter);
            Wake();
        }
    }

    /// <summary>It failed in a way that says nothing of the limit.</summary>
    /// <param name="ticket">The turn.</param>
    /// <param name="retryAfter">For how long the server asks everybody to keep away; null where it does not.</param>
    public void Ended(PaceTicket ticket, TimeSpan? retryAfter = null)
    {
        lock (_lock)
        {
            TimeSpan now = _clock.Now;
            _controller.Ended(ticket, now, retryAfter);
            if (now < _controller.PausedUntil)
            {
                _heldBackSince ??= now;
            }

            Wake();
        }
    }

    private async Task<PaceTicket> WaitForTurnAsync(Action<string>? warn, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan delay;
            Task givenBack;
            lock (_lock)
            {
                cancellationToken.ThrowIfCancellationRequested();
                TimeSpan now = _clock.Now;
                if (_controller.TryTake(now, out PaceTicket ticket, out TimeSpan? wait))
                {
                    return ticket;
                }

                ThrowIfTooLong(now);
                delay = NextLook(now, wait, warns: warn is not null);
                _givenBack ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                givenBack = _givenBack.Task;
            }

            Warn(warn);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task delayed = _clock.DelayAsync(delay, over.Token);
            await Task.WhenAny(delayed, givenBack).ConfigureAwait(false);
            over.Cancel();
        }
    }

    /// <summary>When its turn comes, or earlier: when it is to be warned, or has waited too long.</summary>
    private TimeSpan NextLook(TimeSpan now, TimeSpan? wait, bool warns)
    {
        TimeSpan delay = wait ?? s_longestDelay;
        if (_controller.StandsSince is { } since)
        {
            delay = Sooner(delay, since + _longestWait - now);
            delay = warns && _warnedOf != since ? Sooner(delay, since + s_warnAfter - now) : delay;
        }

        return delay > s_longestDelay ? s_longestDelay : delay < s_shortestDelay ? s_shortestDelay : delay;
    }

    private static TimeSpan Sooner(TimeSpan delay, TimeSpan other) => other < delay ? other : delay;

    private void Wake()
    {
        _givenBack?.TrySetResult(true);
        _givenBack = null;
    }

    private void Warn(Action<string>? warn)
    {
        if (warn is null)
        {
            return;
        }

        string text;
        lock (_lock)
        {
            TimeSpan now = _clock.Now;
            if (_controller.StandsSince is not { } since || _warnedOf == since || now - since < s_warnAfter)
            {
                return;
            }

            _warnedOf = since;
            text = FormattableString.Invariant($"The account has refused everything since {TimeOf(now, since):HH:mm:ss} UTC. One request at a time asks whether it takes requests again; the others wait, until {TimeOf(now, since + _longestWait):HH:mm:ss} UTC at most.");
        }

        warn(text);
    }

    private DateTimeOffset TimeOf(TimeSpan now, TimeSpan moment) => _timeOfDay() + (moment - now);

    private void ThrowIfTooLong(TimeSpan now)
    {
        TimeSpan pause = _controller.PausedUntil - now;
        if (pause > _longestWait)
        {
            throw TooLong(
                FormattableString.Invariant($"The server asked for a pause until {TimeOf(now, _controller.PausedUntil):yyyy-MM-dd HH:mm:ss} UTC, longer than the {_longestWait.TotalSeconds:0} s that are waited at most."),
                pause);
        }

        if (_controller.StandsSince is { } since && now - since >= _longestWait)
        {
            throw TooLong(
                FormattableString.Invariant($"The account has refused everything since {TimeOf(now, since):yyyy-MM-dd HH:mm:ss} UTC, longer than the {_longestWait.TotalSeconds:0} s that are waited at most."),
                retryAfter: null);
        }
    }

    private static SmarticoException TooLong(string message, TimeSpan? retryAfter)
        => new(SmarticoErrorKind.Throttled, $"{message} Nothing was sent.") { RetryAfter = retryAfter, ServerDidNotAct = true };
}
