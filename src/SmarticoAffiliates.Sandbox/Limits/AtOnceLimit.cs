using System;

namespace SmarticoAffiliates.Sandbox;

/// <summary>How many are under way together.</summary>
internal sealed class AtOnceLimit : SandboxLimit
{
    private readonly int _count;
    private readonly TimeSpan _penalty;
    private TimeSpan _closedUntil;

    public AtOnceLimit(int count, TimeSpan penalty)
    {
        _count = count;
        _penalty = penalty;
    }

    internal override bool Admits(TimeSpan now, int atOnce)
    {
        if (now < _closedUntil)
        {
            return false;
        }

        if (atOnce <= _count)
        {
            return true;
        }

        _closedUntil = now + _penalty;
        return false;
    }
}
