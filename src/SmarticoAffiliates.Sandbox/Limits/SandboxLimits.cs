using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace SmarticoAffiliates.Sandbox;

/// <summary>
/// The account's limits, so that a slow account can be rehearsed. A request has to pass all of them, in the order in which they were added.
/// They go by the machine's monotonic clock, not by <see cref="SandboxOptions.Clock"/>. Safe to use from several threads.
/// </summary>
public sealed class SandboxLimits
{
    private readonly List<SandboxLimit> _limits = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _status;
    private int _atOnce;

    internal SandboxLimits(int status, SandboxThrottleAnswer answer)
    {
        Status = status;
        Answer = answer;
    }

    /// <summary>The HTTP status of a refusal: 429, 291, 503, 200 and others are seen in the field.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no HTTP status.</exception>
    public int Status
    {
        get => _status;
        set => _status = value is >= 200 and <= 599 ? value : throw new ArgumentOutOfRangeException(nameof(value), "It must be an HTTP status.");
    }

    /// <summary>What stands in the answer to a refused request (seen in the field in every form).</summary>
    public SandboxThrottleAnswer Answer { get; set; }

    /// <summary>Adds a limit.</summary>
    /// <param name="limit">The limit.</param>
    public void Add(SandboxLimit limit)
    {
        if (limit is null)
        {
            throw new ArgumentNullException(nameof(limit));
        }

        lock (_limits)
        {
            _limits.Add(limit);
        }
    }

    /// <summary>Takes all limits away.</summary>
    public void Clear()
    {
        lock (_limits)
        {
            _limits.Clear();
        }
    }

    /// <summary>A request comes; it leaves by <see cref="Leave"/>, whether it was let in or not.</summary>
    internal bool Enter()
    {
        lock (_limits)
        {
            _atOnce++;
            TimeSpan now = _watch.Elapsed;
            foreach (SandboxLimit limit in _limits)
            {
                if (!limit.Admits(now, _atOnce))
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal void Leave()
    {
        lock (_limits)
        {
            _atOnce--;
        }
    }
}
