using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// A clock for the pace that lets a wait pass at once, and remembers it. Who waits for longer than any pause takes, waits for a
/// request that is under way, and no time passes by that.
/// </summary>
internal sealed class PassingClock : IPaceClock
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(30);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<TimeSpan> _asked = new();
    private TimeSpan _passed;

    public TimeSpan Now
    {
        get
        {
            lock (_asked)
            {
                return _watch.Elapsed + _passed;
            }
        }
    }

    public IReadOnlyList<TimeSpan> Asked
    {
        get
        {
            lock (_asked)
            {
                return _asked.ToArray();
            }
        }
    }

    /// <summary>Lets time pass in which nobody does anything.</summary>
    public void Pass(TimeSpan time)
    {
        lock (_asked)
        {
            _passed += time;
        }
    }

    public async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay > s_longestPause)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }

        // Others get a chance to give their turn back first.
        await Task.Delay(1, cancellationToken).ConfigureAwait(false);
        lock (_asked)
        {
            _asked.Add(delay);
            _passed += delay;
        }
    }
}
