using System;

namespace SmarticoAffiliates;

/// <summary>Decides whether a failed attempt is made again, and after how long.</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longestBackoff = TimeSpan.FromSeconds(30);

    private static readonly Random s_jitter = new();

    /// <summary>
    /// Reads and updates are made again after every transient failure; a create only where the server surely did not act,
    /// because a lost answer does not tell whether the record is there.
    /// </summary>
    public static bool ShouldRetry(SmarticoRequest request, SmarticoException failure, TimeSpan longestWait)
        => failure.IsTransient
            && (request.IsIdempotent || failure.ServerDidNotAct)
            && IsWorthWaiting(failure, longestWait);

    /// <summary>Whether the server asked for no longer a pause than anybody is kept waiting for.</summary>
    public static bool IsWorthWaiting(SmarticoException failure, TimeSpan longestWait) => !(failure.RetryAfter > longestWait);

    /// <summary>
    /// Whether it can't be told if the server carried the request out: the answer to a create was lost, or that to any write
    /// says neither yes nor no.
    /// </summary>
    public static bool IsIndeterminate(SmarticoRequest request, SmarticoException failure)
        => !failure.ServerDidNotAct
            && failure.Kind switch
            {
                SmarticoErrorKind.InvalidResponse or SmarticoErrorKind.ResponseTooLarge => request.IsWrite,
                SmarticoErrorKind.ServerError or SmarticoErrorKind.Throttled or SmarticoErrorKind.ConnectionFailed or SmarticoErrorKind.Timeout => !request.IsIdempotent,
                _ => false,
            };

    /// <summary>
    /// What the server asked for, or an exponential backoff; with jitter, so that overlapping requests do not come back
    /// together.
    /// </summary>
    public static TimeSpan DelayBefore(int attempt, SmarticoException failure)
    {
        double factor = Math.Pow(2, Math.Min(attempt, 16));
        double backoff = Math.Min(s_firstDelay.TotalMilliseconds * factor, s_longestBackoff.TotalMilliseconds);
        double jittered;
        lock (s_jitter)
        {
            jittered = backoff * (0.5 + (s_jitter.NextDouble() * 0.5));
        }

        return failure.RetryAfter is { Ticks: > 0 } asked
            ? asked + TimeSpan.FromMilliseconds(jittered / 10)
            : TimeSpan.FromMilliseconds(jittered);
    }
}
