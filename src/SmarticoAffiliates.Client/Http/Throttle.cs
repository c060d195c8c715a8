using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// Paces all requests of a connection together, and learns what the account allows. It does nothing until refusals show that
/// there is a limit; the most that went through in a second is the first guess at it. From there on a refusal halves the
/// rate, which comes back within a moment to just below what the server accepted and then tries for more, so that it settles
/// around the limit. Where most is refused, it halves again at once. A <c>Retry-After</c> stops everybody for its time.
/// </summary>
#pragma warning disable CA1001 // lives as long as its client; a SemaphoreSlim without a wait handle holds nothing
internal sealed class Throttle
#pragma warning restore CA1001
{
    private const double Comeback = 0.92;
    private const double ComebackSeconds = 0.3;
    private const double ProbePerSecond = 0.35;
    private const double LeastRate = 0.5;
    private const double NoLimit = 100_000;

    /// <summary>How much one answer counts for the share of refusals among the latest ones, and the share that is too much.</summary>
    private const double WeightOfOne = 0.1;
    private const double Overload = 0.5;

    /// <summary>A few refusals in a long time are the server's faults rather than the account's limit.</summary>
    private const int EnoughAnswers = 10;
    private const int EnoughRefusals = 4;
    private const double EnoughShare = 0.05;
    private const int RememberedSeconds = 5;

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_timeToTell = TimeSpan.FromSeconds(2);

    /// <summary>How often whoever waits looks again, because a pause was imposed meanwhile.</summary>
    private const int MostWaits = 8;

    private readonly object _lock = new();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Stopwatch _clock = new();
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;
    private readonly int[] _acceptedInSecond = new int[RememberedSeconds];
    private double? _rate;
    private double _allowedRate;
    private bool _isBinding;
    private TimeSpan _lastTurn;
    private TimeSpan _pausedUntil;
    private TimeSpan _lastGrowth;
    private TimeSpan _lastCut;

    /// <summary>Counts the cuts: an answer to a request of before the last one says nothing of the rate after it.</summary>
    private int _cuts;
    private int _accepted;
    private int _refused;
    private double _recentShare;
    private long _presentSecond;

    public Throttle(Func<TimeSpan, CancellationToken, Task> delay) => _delay = delay;

    /// <summary>Requests a second that are allowed now; null while there is no reason to hold back.</summary>
    public double? Rate
    {
        get
        {
            lock (_lock)
            {
                return _rate;
            }
        }
    }

    /// <summary>Waits for the next request's turn; one after another, so that a pause or another rate holds for all who wait.</summary>
    /// <returns>What <see cref="Accepted"/> or <see cref="Refused"/> is to be told of the request.</returns>
    public async Task<int> WaitTurnAsync(CancellationToken cancellationToken)
    {
        if (TakeFreeTurn() is { } turn)
        {
            return turn;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (int i = 0; i < MostWaits && TimeToTurn() is { Ticks: > 0 } wait; i++)
            {
                await _delay(wait, cancellationToken).ConfigureAwait(false);
            }

            lock (_lock)
            {
                _lastTurn = _clock.Elapsed;
                return _cuts;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A request was not turned away.</summary>
    public void Accepted(int turn)
    {
        lock (_lock)
        {
            CountAccepted();
            if (turn == _cuts)
            {
                _accepted++;
                _recentShare *= 1 - WeightOfOne;
            }
        }
    }

    /// <summary>A request was turned away at the rate limit.</summary>
    public void Refused(int turn, TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            TimeSpan now = _clock.Elapsed;
            PauseUntil(now + (retryAfter ?? TimeSpan.Zero));

            if (turn != _cuts)
            {
                return;
            }

            _refused++;
            _recentShare = (_recentShare * (1 - WeightOfOne)) + WeightOfOne;
            if (_rate is not { } rate)
            {
                if (_recentShare > Overload
                    || (now > s_timeToTell && _refused >= EnoughRefusals && _refused > EnoughShare * (_accepted + _refused)))
                {
                    Cut(_acceptedInSecond.Max(), now);
                    PauseUntil(now + s_second);
                }
            }
            else if (_recentShare > Overload)
            {
                // What is used up has to come back: until then everything would be refused, whatever the rate.
                Cut(rate, now);
                PauseUntil(now + s_second);
            }
            else if (now - _lastCut >= s_second && _accepted + _refused >= EnoughAnswers)
            {
                // The part that was accepted, not the number: pauses and slow times say nothing of the limit.
                Cut(rate * _accepted / (_accepted + _refused), now);
            }
        }
    }

    private void PauseUntil(TimeSpan time)
    {
        _pausedUntil = time > _pausedUntil ? time : _pausedUntil;
    }

    /// <summary>A turn at once, where nothing holds back.</summary>
    private int? TakeFreeTurn()
    {
        lock (_lock)
        {
            // The clock starts with the first request: until then nothing could have gone through.
            _clock.Start();
            return _rate is null && _clock.Elapsed >= _pausedUntil ? _cuts : null;
        }
    }

    private TimeSpan TimeToTurn()
    {
        lock (_lock)
        {
            TimeSpan now = _clock.Elapsed;
            Grow(now);
            TimeSpan turn = _rate is { } rate ? _lastTurn + TimeSpan.FromSeconds(1 / rate) : now;
            turn = turn > _pausedUntil ? turn : _pausedUntil;
            _isBinding = turn > now;
            return turn - now;
        }
    }

    private void Cut(double allowedRate, TimeSpan now)
    {
        _allowedRate = Math.Max(LeastRate, allowedRate);
        _rate = Math.Max(LeastRate, _allowedRate / 2);
        _lastCut = now;
        _lastGrowth = now;
        _cuts++;
        _accepted = 0;
        _refused = 0;
        _recentShare = 0;
    }

    private void CountAccepted()
    {
        long second = (long)_clock.Elapsed.TotalSeconds;
        for (_presentSecond = Math.Max(_presentSecond, second - RememberedSeconds); _presentSecond < second; _presentSecond++)
        {
            _acceptedInSecond[(_presentSecond + 1) % RememberedSeconds] = 0;
        }

        _acceptedInSecond[second % RememberedSeconds]++;
    }

    private void Grow(TimeSpan now)
    {
        if (_rate is not { } rate)
        {
            return;
        }

        double seconds = (now - _lastGrowth).TotalSeconds;
        _lastGrowth = now;
        double target = _allowedRate * Comeback;
        if (rate < target)
        {
            rate = Math.Min(target, rate + (_allowedRate / 2 * seconds / ComebackSeconds));
        }
        else if (_isBinding && now >= _pausedUntil)
        {
            // Only a rate that holds somebody back is tried to be raised.
            rate *= 1 + (ProbePerSecond * Math.Min(seconds, 1));
        }

        _rate = rate > NoLimit ? null : rate;
    }
}
