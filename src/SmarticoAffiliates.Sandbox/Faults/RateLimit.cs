using System.Collections.Generic;
using System.Diagnostics;

namespace SmarticoAffiliates.Sandbox;

/// <summary>A sliding window of one second over the account. Refused requests do not count.</summary>
internal sealed class RateLimit
{
    private readonly Queue<long> _accepted = new();
    private readonly int? _perSecond;

    public RateLimit(int? perSecond) => _perSecond = perSecond;

    public bool TryTake()
    {
        if (_perSecond is not { } limit)
        {
            return true;
        }

        lock (_accepted)
        {
            long now = Stopwatch.GetTimestamp();
            while (_accepted.Count > 0 && now - _accepted.Peek() >= Stopwatch.Frequency)
            {
                _accepted.Dequeue();
            }

            if (_accepted.Count >= limit)
            {
                return false;
            }

            _accepted.Enqueue(now);
            return true;
        }
    }
}
