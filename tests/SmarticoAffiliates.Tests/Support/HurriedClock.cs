using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Tests;

/// <summary>A clock on which time goes by many times as fast as in the world, where waits must still lie in their order.</summary>
internal sealed class HurriedClock : IPaceClock
{
    private const int Haste = 20;

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Now => _watch.Elapsed * Haste;

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay / Haste, cancellationToken);
}
