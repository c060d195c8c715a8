using System;

namespace SmarticoAffiliates;

/// <summary>
/// Decides when the next request of a connection may go out. It learns two things of the account: how many requests it takes
/// at once, and how many a second. It knows no HTTP and no clock: the caller says what time it is. Not safe for several
/// threads; <see cref="Pace"/> is.
/// </summary>
/// <remarks>See docs/pace.md for why it does what it does, and for what a simulator measured.</remarks>
internal sealed class PaceController
{
    /// <summary>Nothing more than this at once until it was seen to work: the live account refuses more than about five (FA).</summary>
    public const int FirstOverlap = 4;

    /// <summary>What is left of a rate or an overlap after a refusal.</summary>
    private const double KeptPart = 0.8;

    /// <summary>What is left of an overlap where the refusal closed the account.</summary>
    private const double KeptPartClosed = 0.6;
    private const double KeptPartClosedAgain = 0.5;

    /// <summary>So many accepted requests bring it back to where it was refused (CUBIC's K, counted in requests, because an account may allow one in ten seconds).</summary>
    private const double RecoveryOfRate = 8;
    private const double RecoveryOfOverlap = 30;

    /// <summary>The recovery takes at least so long, however many requests that is: at high rates a refusal every few requests would be too many.</summary>
    private const double RecoverySeconds = 3;

    /// <summary>A refusal that closed the account for a while is not risked again for so many times that while.</summary>
    private const int HoldFactor = 10;

    /// <summary>Meanwhile the recovery stays at this part of its length, where the rate is a little below the one that was refused.</summary>
    private const double HoldPart = 0.5;

    /// <summary>
    /// Where more requests than this would have gone through while it was closed, the rate does not grow at all meanwhile: what was
    /// refused is known no better than to a fifth, and another standstill would cost more than that. A bucket costs some turns, a ban of five seconds 40.
    /// </summary>
    private const double CostlyRequests = 30;

    /// <summary>
    /// Where nothing is known of the rate but what went through before the first standstill, and more than this would have gone through
    /// meanwhile, the next standstill is a ban that is not risked: a penalty of five seconds for too many at once costs 40.
    /// </summary>
    private const double CostlyRequestsAtFirst = 60;

    /// <summary>While nothing is known of the rate but what went through, it doubles with so many accepted requests (TCP's slow start).</summary>
    private const double DoublingRequests = 2;

    /// <summary>So many a second are no limit.</summary>
    private const double NoLimit = 100_000;

    /// <summary>So many refusals one after another, each of a request that was sent after the one before was known, and the account is taken to refuse everything.</summary>
    private const int RefusalsToClose = 3;

    /// <summary>Where so few went through between two times that the account was closed, it is not for too much at once.</summary>
    private const int FewRequests = 10;

    /// <summary>Refusals at random make such a row of them once in so many requests, at most.</summary>
    private const double FalseClosings = 1e-4;

    /// <summary>When the account opens again is known well enough where it is known to so much of it.</summary>
    private const double KnownWell = 0.15;

    /// <summary>The first and the longest time until one request asks whether the account takes requests again.</summary>
    private static readonly TimeSpan s_firstProbe = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestProbe = TimeSpan.FromSeconds(60);

    /// <summary>A standstill of no more than this costs less than to send one at a time where that is not asked for.</summary>
    private static readonly TimeSpan s_longStand = TimeSpan.FromSeconds(3);

    /// <summary>Timers are late by a little every time: so much of a lost turn is made up for.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromMilliseconds(30);

    /// <summary>So many more cuts that came after fewer accepted requests than this than that came later, and the refusals have nothing to do with the pace.</summary>
    private const int EarlyCuts = 14;
    private const double EarlyRequests = 7;

    /// <summary>A rate is measured over so many seconds of accepted requests, and over no fewer than so many.</summary>
    private const double MeasuredSeconds = 0.5;
    private const int FewestToMeasure = 3;

    /// <summary>Where the rate doubles, over so many; and it was too high by no more than so much.</summary>
    private const int MeasuredDoubling = 6;
    private const double MostOvershoot = 2;

    /// <summary>A pause of more than this, and of more than so many turns, is one in which nobody had anything to send.</summary>
    private const double IdleSeconds = 1;
    private const double IdleTurns = 3;

    /// <summary>No time is shorter, so that nothing is divided by nothing.</summary>
    private const double ShortestSeconds = 0.001;

    /// <summary>After so long a time without a refusal nobody is there any more who waited: it is longer than any two probes are apart while somebody does.</summary>
    private static readonly TimeSpan s_forgetStand = TimeSpan.FromMinutes(5);

    /// <summary>The share of refusals is known of so many answers; by how much it differs by chance.</summary>
    private const int SampleSize = 40;
    private const double ShareMargin = 0.2;
    private const double MostNoise = 0.5;

    /// <summary>When the latest requests were accepted, on a clock that stands while nobody sends.</summary>
    private readonly double[] _acceptedAt = new double[16];
    private double _busySeconds;
    private TimeSpan? _lastAccepted;
    private long _acceptedCount;
    private long _acceptedCountAtOpen;

    /// <summary>How many had been accepted when one was refused that was under way alone; long ago at first.</summary>
    private long _acceptedCountAlone = long.MinValue / 2;

    private int _inFlight;
    private double _overlap = FirstOverlap;
    private double _overlapPeak;
    private double _acceptedOfOverlap;
    private double _overlapAtRow;
    private bool _isOverlapLearnt;

    private double? _rate;
    private double _ratePeak;
    private bool _isDoubling;
    private bool _isHeldBack;
    private double _acceptedOfRate;
    private double _rateAtClosing;
    private TimeSpan _start;
    private TimeSpan _next;

    /// <summary>An answer to a request of before the last cut says nothing of the pace after it.</summary>
    private int _epoch;
    private bool _hasBegun;
    private int _row;

    /// <summary>The refusals that come one after another are known to be about how many at once, though each may be of one alone.</summary>
    private bool _isRowForOverlap;

    /// <summary>The rate was measured when the first of them was refused, and nothing went through at it.</summary>
    private bool _isRateOfRow;

    private TimeSpan? _closedSince;
    private int _closings;
    private bool _isRateSuspect;

    /// <summary>The rate is what limits in a second would have it, and nothing that was measured.</summary>
    private bool _isRateSupposed;
    private bool _isProbing;
    private TimeSpan _probeAfter = s_firstProbe;
    private TimeSpan _probeAt;
    private TimeSpan? _shutAt;
    private TimeSpan? _openAt;

    /// <summary>How long after the last refusal it opened, when it was closed before.</summary>
    private TimeSpan? _openAfterRefusal;

    /// <summary>When it is guessed to open if the refusals don't put it off, after it was closed.</summary>
    private TimeSpan _guess;
    private TimeSpan _holdUntil;
    private bool _isStandCostly;
    private TimeSpan _pausedUntil;
    private TimeSpan? _standsSince;
    private TimeSpan _lastRefused;

    private int _earlyCuts;
    private double _noise;
    private int _sample;
    private int _sampleRefused;

    /// <summary>Requests a second that go out at most; null while there is no reason to hold back.</summary>
    public double? Rate => _rate;

    /// <summary>Requests at once that go out at most.</summary>
    public int Overlap => (int)_overlap;

    /// <summary>Since when the account refuses everything; null where it does not.</summary>
    public TimeSpan? ClosedSince => _closedSince;

    /// <summary>Since when nothing was accepted although something was sent; null where the last answer was no refusal.</summary>
    public TimeSpan? StandsSince => _standsSince;

    /// <summary>Requests at once that go out at most, where more were refused; null otherwise.</summary>
    public int? LearnedOverlap => _isOverlapLearnt ? Overlap : null;

    /// <summary>Until when nothing is to be sent, because the server said so.</summary>
    public TimeSpan PausedUntil => _pausedUntil;

    /// <summary>Takes a turn, if there is one now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="wait">Otherwise, after how long to ask again; null: when a turn was given back.</param>
    public bool TryTake(TimeSpan now, out PaceTicket turn, out TimeSpan? wait)
    {
        turn = default;
        wait = null;
        if (!_hasBegun)
        {
            _hasBegun = true;
            _start = now;
        }

        if (now < _pausedUntil)
        {
            wait = _pausedUntil - now;
            return false;
        }

        if (_closedSince is not null)
        {
            if (_isProbing)
            {
                return false;
            }

            if (now < _probeAt)
            {
                wait = _probeAt - now;
                return false;
            }

            _isProbing = true;
            turn = new PaceTicket(_epoch, ++_inFlight, isProbe: true);
            return true;
        }

        if (_inFlight >= (int)_overlap)
        {
            return false;
        }

        if (_standsSince is not null && _inFlight > 0 && now - _lastRefused < s_firstProbe)
        {
            // Nothing was accepted since: one alone tells as much as several would. But it may be one that takes its time.
            wait = _lastRefused + s_firstProbe - now;
            return false;
        }

        if (_rate is { } rate)
        {
            if (now < _next)
            {
                _isHeldBack = true;
                wait = _next - now;
                return false;
            }

            _isHeldBack &= now - _next < s_slack;
            TimeSpan earliest = now - s_slack;
            _next = (_next > earliest ? _next : earliest) + TimeSpan.FromSeconds(1 / rate);
        }

        turn = new PaceTicket(_epoch, ++_inFlight, isProbe: false);
        return true;
    }

    /// <summary>A request was taken in.</summary>
    public void Accepted(PaceTicket turn, TimeSpan now)
    {
        _inFlight--;
        _standsSince = null;
        CountAccepted(now);
        if (turn.IsProbe)
        {
            _isProbing = false;
            if (_closedSince is not null)
            {
                Open(now);
            }
        }
        else if (_closedSince is null && turn.Epoch == _epoch)
        {
            if (_row > 0 && _rate is null)
            {
                // A refusal that closed nothing: there is no standstill to be afraid of.
                _holdUntil = TimeSpan.Zero;
            }

            _row = 0;
            _isRowForOverlap = false;
            _isRateOfRow = false;
            Sample(isRefused: false);
            GrowOverlap(turn, now);
            GrowRate(now);
        }
    }

    /// <summary>A request was turned away at the account's limit.</summary>
    public void Refused(PaceTicket turn, TimeSpan now, TimeSpan? retryAfter = null)
    {
        _inFlight--;
        _standsSince ??= now;
        _lastRefused = now;
        PauseFor(retryAfter, now);
        if (turn.IsProbe)
        {
            _isProbing = false;
            if (_closedSince is { } since)
            {
                _shutAt = now - since;
                _probeAfter = ProbeAfterRefused(now - since);
                _probeAt = AfterPause(now + _probeAfter, now);
            }
        }
        else if (_closedSince is null && turn.Epoch == _epoch)
        {
            Sample(isRefused: true);
            _row++;
            if (_noise > 0 && _row < RowToClose())
            {
                return;
            }

            CutFor(turn, now);
            if (_row >= RowToClose())
            {
                Close(now);
            }
        }
    }

    /// <summary>Forgets since when it stands, because the last request that waited has gone: the next one waits anew.</summary>
    public void ForgetStand(TimeSpan now)
    {
        if (_inFlight == 0 && now - _lastRefused >= s_forgetStand)
        {
            _standsSince = null;
        }
    }

    /// <summary>A request of which nothing is known came back: it says nothing of the limit.</summary>
    public void Ended(PaceTicket turn, TimeSpan now, TimeSpan? retryAfter = null)
    {
        _inFlight--;
        PauseFor(retryAfter, now);
        if (turn.IsProbe)
        {
            // It may ask again at once.
            _isProbing = false;
            _probeAt = now;
        }
    }

    /// <summary>A pause between two calls of the user says nothing of the account: no more of it counts than the rate explains.</summary>
    private void CountAccepted(TimeSpan now)
    {
        double gap = (now - (_lastAccepted ?? now)).TotalSeconds;
        _lastAccepted = now;
        _busySeconds += Math.Min(gap, _rate is { } rate ? Math.Max(IdleSeconds, IdleTurns / rate) : IdleSeconds);
        _acceptedAt[_acceptedCount++ % _acceptedAt.Length] = _busySeconds;
    }

    private void CutFor(PaceTicket turn, TimeSpan now)
    {
        double accepted = _rate is null ? _acceptedOfOverlap : _acceptedOfRate;
        if (_row == 1)
        {
            _earlyCuts = accepted < EarlyRequests ? _earlyCuts + 1 : Math.Max(0, _earlyCuts - 1);
        }

        if (_earlyCuts >= EarlyCuts)
        {
            // It is refused at whatever pace: that is no limit.
            _earlyCuts = 0;
            _noise = MostNoise;
            _rate = null;
            _overlap = Math.Max(_overlap, FirstOverlap);
            _overlapPeak = 0;
            BeginEpoch();
        }
        else if (_isDoubling && turn.InFlight > 1 && _openAt > s_longStand)
        {
            // While one at a time went through, it did however quickly: it is for how many at once.
            _isDoubling = false;
            _isRowForOverlap = true;
            _rate = null;
            CutOverlap(2);
        }
        else if (_rate is { } rate)
        {
            CutRate(RefusedRate(rate), now);
        }
        else if (turn.InFlight == 1 && _inFlight == 0 && !_isRowForOverlap && _row < RefusalsToClose && _acceptedCount > 1)
        {
            // Alone: how many at once is not the matter. Where it happens again soon, or when no more than one goes at once, it is the rate.
            bool isAgain = _acceptedCount - _acceptedCountAlone < RecoveryOfOverlap;
            _acceptedCountAlone = _acceptedCount;
            if (isAgain || (int)_overlap == 1)
            {
                _isRateOfRow = true;
                CutRate(RecentRate(FirstOverlap), now);
            }
            else
            {
                BeginEpoch();
            }
        }
        else
        {
            CutOverlap(Math.Max(1, Math.Min(_overlap, Math.Max(turn.InFlight, _inFlight + 1))));
        }
    }

    private void CutOverlap(double refused)
    {
        _overlapPeak = refused;
        _overlapAtRow = _row == 1 ? _overlapPeak : _overlapAtRow;
        _isOverlapLearnt = true;
        _overlap = Math.Max(1, _overlapPeak * KeptPart);
        BeginEpoch();
    }

    private void CutRate(double refusedRate, TimeSpan now)
    {
        _isDoubling = false;
        _ratePeak = refusedRate;
        SetRate(refusedRate * KeptPart, now);
    }

    private void SetRate(double rate, TimeSpan now)
    {
        _rate = rate;
        _next = now + TimeSpan.FromSeconds(1 / rate);
        BeginEpoch();
    }

    private void BeginEpoch()
    {
        _epoch++;
        _acceptedOfRate = 0;
        _acceptedOfOverlap = 0;
        _sample = 0;
        _sampleRefused = 0;
    }

    private int RowToClose()
        => _noise == 0 ? RefusalsToClose : Math.Max(RefusalsToClose, (int)Math.Ceiling(Math.Log(FalseClosings) / Math.Log(_noise)));

    /// <summary>
    /// Whether the account was closed for too much in a time, and not for too much at once: where one at a time was refused, or,
    /// the first time, where little went through. Where of the first few that went out together some were taken and some were not, it is for how many they were.
    /// </summary>
    private bool IsForTheRate()
        => _overlapAtRow < 2
            || (_closings == 0 && _acceptedCount < FewRequests && (_acceptedCount <= 1 || _acceptedCount >= FirstOverlap));

    private void Close(TimeSpan now)
    {
        _closedSince = now;
        _row = 0;
        _isRowForOverlap = false;
        bool isRateUnknown = _isRateSupposed || (_isRateOfRow && _closings == 0 && _acceptedCount < FewRequests);
        _isRateOfRow = false;
        _rateAtClosing = isRateUnknown ? 0 : _rate ?? 0;
        _isRateSuspect = isRateUnknown || (_rate is null && IsForTheRate());
        _closings++;
        BeginEpoch();

        // Where the account was closed before: between when it was still shut and when it was open, until that is known well.
        // But first after what was enough since the last refusal then: where questions put it off, it is over sooner now that nobody has asked.
        _guess = s_firstProbe;
        if (_openAt is { } open)
        {
            double shut = _shutAt is { } known && known < open ? known.TotalSeconds : 0;
            double middle = open.TotalSeconds - shut < open.TotalSeconds * KnownWell ? open.TotalSeconds : (open.TotalSeconds + shut) / 2;
            _guess = TimeSpan.FromSeconds(Math.Max(s_firstProbe.TotalSeconds, middle));
        }

        _probeAfter = _openAfterRefusal < _guess ? _openAfterRefusal.Value : _guess;
        _probeAt = AfterPause(now + _probeAfter, now);
    }

    /// <summary>The server's own word, where it gave one, and not a guess.</summary>
    private TimeSpan AfterPause(TimeSpan guess, TimeSpan now) => _pausedUntil > now ? _pausedUntil : guess;

    private void PauseFor(TimeSpan? asked, TimeSpan now)
    {
        if (asked is { Ticks: > 0 } pause && now + pause > _pausedUntil)
        {
            _pausedUntil = now + pause;
        }
    }

    private void Open(TimeSpan now)
    {
        _openAt = now - _closedSince!.Value;
        _openAfterRefusal = now - _lastRefused;
        _isStandCostly = _openAt.Value.TotalSeconds * _rateAtClosing > CostlyRequests;
        double through = _acceptedCount - 1 - _acceptedCountAtOpen;
        _holdUntil = now + TimeSpan.FromTicks(_openAt.Value.Ticks * HoldFactor);
        _closedSince = null;
        _isRateSupposed = !_isRateSupposed && _isRateSuspect && through >= FirstOverlap && _openAt.Value.TotalSeconds * through > CostlyRequestsAtFirst;
        _acceptedCountAtOpen = _acceptedCount - 1;
        if (_rateAtClosing > 0)
        {
            CutRate(_rateAtClosing, now);
        }
        else if (_isRateSuspect)
        {
            _overlap = Math.Max(_overlap, FirstOverlap);
            _overlapPeak = _overlap;
            _isOverlapLearnt = false;
            if (_isRateSupposed)
            {
                // So few went through, and so long was it closed, that to find the rate would cost another ban: limits are mostly of so many in a second.
                _isStandCostly = true;
                CutRate(RateBefore((int)Math.Min(through, _acceptedAt.Length - 1)), now);
            }
            else
            {
                // What went through until now, over the time that it took: it is surely no more than what the account allows.
                _isDoubling = true;
                SetRate(RateAtOpening(now), now);
            }
        }
        else
        {
            _overlapPeak = _overlapAtRow;
            _overlap = OverlapAtOpening(through < FewRequests);
            BeginEpoch();
        }
    }

    /// <summary>
    /// Less than closed it: a half where it was closed so before and little went through; one at a time, where it can't be less.
    /// </summary>
    private double OverlapAtOpening(bool isLittleThrough)
    {
        double kept = _overlapAtRow * (isLittleThrough && _closings > 1 ? KeptPartClosedAgain : KeptPartClosed);
        return Math.Max(isLittleThrough ? 1 : Math.Min(2, _overlapAtRow - 1), kept);
    }

    /// <summary>
    /// What went through since the account opened before, over the time until now; at least one in the time that it was closed,
    /// after which one went through just now.
    /// </summary>
    private double RateAtOpening(TimeSpan now)
        => Math.Max(_acceptedCount / Math.Max(ShortestSeconds, (now - _start).TotalSeconds), 1 / Math.Max(ShortestSeconds, _openAt!.Value.TotalSeconds));

    /// <summary>How many a second went through just before the account was closed; over no less than a second.</summary>
    private double RateBefore(int count)
    {
        double first = _acceptedAt[(_acceptedCount - 1 - count) % _acceptedAt.Length];
        double last = _acceptedAt[(_acceptedCount - 2) % _acceptedAt.Length];
        return count / Math.Max(1, last - first);
    }

    /// <summary>Doubled; but where the account was closed before, first when it was guessed to open, and when it opened then.</summary>
    private TimeSpan ProbeAfterRefused(TimeSpan closedFor)
    {
        TimeSpan due = _guess - closedFor >= s_firstProbe ? _guess : _openAt ?? _guess;
        if (due - closedFor >= s_firstProbe)
        {
            return due - closedFor;
        }

        double longest = Math.Max(s_longestProbe.TotalSeconds, closedFor.TotalSeconds / 4);
        return TimeSpan.FromSeconds(Math.Min(longest, 2 * Math.Max(_probeAfter.TotalSeconds, s_firstProbe.TotalSeconds)));
    }

    private double RecoveryRequests => Math.Max(RecoveryOfRate, RecoverySeconds * _ratePeak);

    private void GrowRate(TimeSpan now)
    {
        // Only a rate that holds somebody back is tried to be raised.
        if (_rate is not { } rate || !_isHeldBack)
        {
            return;
        }

        _acceptedOfRate++;
        double grown = _isDoubling
            ? rate * Math.Pow(2, 1 / DoublingRequests)
            : Recovered(_ratePeak, ref _acceptedOfRate, RecoveryRequests, now);
        if (_isDoubling)
        {
            // It counts for the next request already, which was given its turn at the rate before.
            _next -= TimeSpan.FromSeconds((1 / rate) - (1 / grown));
        }

        _rate = grown > NoLimit ? null : grown;
    }

    private void GrowOverlap(PaceTicket turn, TimeSpan now)
    {
        if (turn.InFlight < (int)_overlap || now < _holdUntil)
        {
            return;
        }

        if (_overlapPeak == 0)
        {
            // Each accepted request makes room for one more: twice as many after a round trip.
            _overlap++;
            return;
        }

        _acceptedOfOverlap++;
        _overlap = Math.Max(_overlap, Recovered(_overlapPeak, ref _acceptedOfOverlap, RecoveryOfOverlap, now));
    }

    /// <summary>CUBIC: quickly back to near what was refused, slowly past it, then ever faster.</summary>
    private double Recovered(double peak, ref double accepted, double requests, TimeSpan now)
    {
        if (now < _holdUntil)
        {
            accepted = Math.Min(accepted, _isStandCostly ? 0 : requests * HoldPart);
        }

        double x = (accepted / requests) - 1;
        return peak * (1 + ((1 - KeptPart) * x * x * x));
    }

    /// <summary>The rate that was refused: no more than was asked for, and no more than went through.</summary>
    private double RefusedRate(double rate)
        => _isDoubling
            ? Math.Min(rate / Math.Pow(2, 1 / DoublingRequests), MostOvershoot * RecentRate(MeasuredDoubling))
            : _acceptedOfRate < FewestToMeasure
                ? Math.Max(RecentRate(FewestToMeasure), KeptPart * rate)
                : Math.Min(rate, RecentRate((int)Math.Min(_acceptedOfRate, Math.Max(FewestToMeasure, Math.Min(_acceptedAt.Length, rate * MeasuredSeconds)))));

    /// <summary>What went through of late, a second.</summary>
    private double RecentRate(int most)
    {
        int count = (int)Math.Min(_acceptedCount - _acceptedCountAtOpen, most);
        if (count < 2)
        {
            return _rate ?? 1;
        }

        double first = _acceptedAt[(_acceptedCount - count) % _acceptedAt.Length];
        double last = _acceptedAt[(_acceptedCount - 1) % _acceptedAt.Length];
        return (count - 1) / Math.Max(ShortestSeconds, last - first);
    }

    /// <summary>Follows the share of refusals where they are noise, and notices when they are more than that.</summary>
    private void Sample(bool isRefused)
    {
        _sample++;
        _sampleRefused += isRefused ? 1 : 0;
        if (_noise == 0 || _sample < SampleSize)
        {
            return;
        }

        double share = (double)_sampleRefused / _sample;
        _noise = share > _noise + ShareMargin || share == 0 ? 0 : Math.Min(MostNoise, (0.5 * _noise) + (0.5 * share));
        _sample = 0;
        _sampleRefused = 0;
    }
}
