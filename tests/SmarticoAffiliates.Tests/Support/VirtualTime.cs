using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Tests;

/// <summary>A time that passes only by being waited for, for the client and the sandbox alike.</summary>
internal sealed class VirtualTime
{
    private long _ticks = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).Ticks;

    public DateTimeOffset Now => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Pass(time);
        return Task.CompletedTask;
    }
}
