using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>The time by which the pace goes; tests move it.</summary>
internal interface IPaceClock
{
    /// <summary>The time since some moment in the past; it never goes back.</summary>
    TimeSpan Now { get; }

    /// <summary>Waits.</summary>
    Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken);
}
