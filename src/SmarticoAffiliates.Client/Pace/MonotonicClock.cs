using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>The machine's monotonic clock: nobody who sets the time of day makes a pause longer or shorter.</summary>
internal sealed class MonotonicClock : IPaceClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Now => _watch.Elapsed;

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, cancellationToken);
}
