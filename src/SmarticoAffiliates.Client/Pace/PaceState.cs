using System;

namespace SmarticoAffiliates;

/// <summary>What was learnt of an account's limit, at one moment.</summary>
public sealed class PaceState
{
    internal PaceState(double? requestsPerSecond, int? concurrency, TimeSpan? heldBackFor, bool isStandingStill)
    {
        RequestsPerSecond = requestsPerSecond;
        Concurrency = concurrency;
        HeldBackFor = heldBackFor;
        IsStandingStill = isStandingStill;
    }

    /// <summary>Requests a second that go out at most; null where nothing was refused for there being too many.</summary>
    public double? RequestsPerSecond { get; }

    /// <summary>Requests at once that go out at most; null where nothing was refused for there being too many at once.</summary>
    public int? Concurrency { get; }

    /// <summary>For how long the account has held this connection back; null where it does not.</summary>
    public TimeSpan? HeldBackFor { get; }

    /// <summary>Whether it refuses everything now, so that one request at a time asks whether that is over.</summary>
    public bool IsStandingStill { get; }
}
