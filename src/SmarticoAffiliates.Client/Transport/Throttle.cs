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
/// around the limit. Where most is refused, it stops for a second first. A <c>Retry-After</c> stops everybody for its time.
/// </summary>
/// <remarks>
/// A server that is merely ailing refuses, too, but at any rate. So the first guess is put to a trial: after a pause in which
/// any limit has recovered, three quarters of what went through is a rate at which none refuses. What is refused there all the same
/// is noise, and from then on only a share of refusals that is clearly above it is taken for a limit.
/// </remarks>
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
    private const double WeightOfOne = 0.07;
    private const double Overload = 0.5;

    /// <summary>A few refusals in a long time are the server's faults rather than the account's limit.</summary>
    private const int EnoughAnswers = 10;
    private const int EnoughRefusals = 4;
    private const double EnoughShare = 0.05;
    private const int RememberedSeconds = 5;
    private const int RememberedAnswers = 200;

    /// <summary>What a trial needs for a verdict, and the share of refusals that can be noise.</summary>
    private const double TrialPart = 0.75;
    private const int TrialAnswers = 40;
    private const int TrialRefusals = 3;
    private const double LeastNoise = 0.02;
    private const double MostNoise = 0.25;

    /// <summary>How much one answer counts for the noise, once there is some and no limit.</summary>
    private const double NoiseWeightOfOne = 0.004;

    /// <summary>After so many cuts without a trial it may be noise after all; each trial that finds none doubles it.</summary>
    private const int CutsBeforeTrial = 8;

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_timeToTell = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longestTrial = TimeSpan.FromSeconds(5);

    /// <summary>Timers are late by a little every time: so much is made up for.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromMilliseconds(30);

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
    private double _accepted;
    private double _refused;
    private double _recentShare;
    private long _presentSecond;

    private bool _isOnTrial;
    private double? _rateBeforeTrial;
    private double _shareBeforeTrial;
    private int _cutsUntilTrial = CutsBeforeTrial;
    private int _cutsBetweenTrials = CutsBeforeTrial;
    private double _noise;

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
        if (TakeFreeTurn() is { } free)
        {
            return free;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TimeSpan turn;
            for (int i = 0; TimeToTurn(out turn) is { Ticks: > 0 } wait && i < MostWaits; i++)
            {
                ThrowIfTooLong(wait);
                await _delay(wait, cancellationToken).ConfigureAwait(false);
            }

            lock (_lock)
            {
                TimeSpan earliest = _clock.Elapsed - s_slack;
                _lastTurn = turn > earliest ? turn : earliest;
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
            Count(turn, isRefused: false);
        }
    }

    /// <summary>A request was turned away at the rate limit.</summary>
    public void Refused(int turn, TimeSpan? retryAfter)
    {
        lock (_lock)
        {
            TimeSpan now = _clock.Elapsed;
            PauseUntil(now + (retryAfter ?? TimeSpan.Zero));
            if (!Count(turn, isRefused: true))
            {
                return;
            }

            double share = _refused / (_accepted + _refused);
            if (_recentShare > Overload + _noise)
            {
                // Once more in the middle of a trial: the guess is far off.
                CutAndTry(_isOnTrial ? _rate!.Value / 2 : _rate ?? _acceptedInSecond.Max(), _recentShare, now);
            }
            else if (_rate is not { } rate)
            {
                if (now > s_timeToTell && _refused >= EnoughRefusals && !IsNoise(share))
                {
                    CutAndTry(_acceptedInSecond.Max(), share, now);
                }
            }
            else if (!_isOnTrial && now - _lastCut >= s_second && _accepted + _refused >= EnoughAnswers && (_noise == 0 || !IsNoise(share)))
            {
                // The part that was accepted, not the number: pauses and slow times say nothing of the limit.
                double allowed = rate * (1 - share) / (1 - _noise);
                if (--_cutsUntilTrial > 0)
                {
                    Cut(allowed, now);
                }
                else
                {
                    CutAndTry(allowed, share, now);
                }
            }
        }
    }

    /// <summary>Whether so many refusals are no more than what comes at any rate.</summary>
    private bool IsNoise(double share) => share <= EnoughShare + (2 * _noise);

    /// <summary>Counts an answer, unless it is one to a request of before the last cut.</summary>
    private bool Count(int turn, bool isRefused)
    {
        if (turn != _cuts)
        {
            return false;
        }

        double one = isRefused ? 1 : 0;
        _refused += one;
        _accepted += 1 - one;
        _recentShare += (one - _recentShare) * WeightOfOne;
        if (_rate is null && _accepted + _refused > RememberedAnswers)
        {
            _accepted /= 2;
            _refused /= 2;
        }

        if (_rate is null && _noise > 0)
        {
            _noise = Math.Min(MostNoise, _noise + ((one - _noise) * NoiseWeightOfOne));
        }

        return true;
    }

    /// <summary>What one request was told to wait for holds for all: they fail like it instead of being sent, or of waiting for an hour.</summary>
    private static void ThrowIfTooLong(TimeSpan wait)
    {
        if (wait > RetryPolicy.LongestRetryAfter)
        {
            throw new SmarticoException(
                SmarticoErrorKind.Throttled,
                FormattableString.Invariant($"The server asked for a pause that lasts another {wait.TotalMinutes:0} minutes. Nothing was sent."))
            {
                RetryAfter = wait,
                ServerDidNotAct = true,
            };
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

    private TimeSpan TimeToTurn(out TimeSpan turn)
    {
        lock (_lock)
        {
            TimeSpan now = _clock.Elapsed;
            EndTrial(now);
            Grow(now);
            turn = _rate is { } rate ? _lastTurn + TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond / rate)) : now;
            turn = turn > _pausedUntil ? turn : _pausedUntil;
            _isBinding = turn > now;
            return turn - now;
        }
    }

    /// <summary>What is used up has to come back: until then everything would be refused, whatever the rate.</summary>
    private void CutAndTry(double allowedRate, double share, TimeSpan now)
    {
        _rateBeforeTrial = _rate;
        _shareBeforeTrial = share;
        Cut(allowedRate, now);
        _rate = Math.Max(LeastRate, _allowedRate * TrialPart);
        _isOnTrial = true;
        PauseUntil(now + s_second);
    }

    private void Cut(double allowedRate, TimeSpan now)
    {
        _allowedRate = Math.Max(LeastRate, allowedRate);
        _rate = Math.Max(LeastRate, _allowedRate / 2);
        _lastCut = now;
        _lastGrowth = now;
        BeginCount();
    }

    private void BeginCount()
    {
        _cuts++;
        _accepted = 0;
        _refused = 0;
        _recentShare = _noise;
    }

    /// <summary>A trial takes a second of requests, or longer where it is not clear.</summary>
    private void EndTrial(TimeSpan now)
    {
        double answers = _accepted + _refused;
        TimeSpan tried = now - _lastCut - s_second;
        bool isEnough = tried >= s_longestTrial || (tried >= s_second && (answers >= TrialAnswers || (_refused == 0 && answers >= EnoughAnswers)));
        if (!_isOnTrial || !isEnough)
        {
            return;
        }

        _isOnTrial = false;
        _lastGrowth = now;
        double share = _refused / Math.Max(1, answers);
        _noise = _refused >= TrialRefusals && share is >= LeastNoise and <= MostNoise ? share : 0;
        _cutsBetweenTrials = _noise > 0 ? CutsBeforeTrial : _cutsBetweenTrials * 2;
        _cutsUntilTrial = _cutsBetweenTrials;
        if (_noise > 0 && IsNoise(_shareBeforeTrial))
        {
            // There was no reason for the cut.
            _rate = _rateBeforeTrial;
        }

        BeginCount();
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
        if (_isOnTrial || _rate is not { } rate)
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
