using System;

namespace SmarticoAffiliates.Sandbox;

/// <summary>A bucket of permissions that fills by itself.</summary>
internal sealed class BucketLimit : SandboxLimit
{
    /// <summary>What a sum of many small parts may lack.</summary>
    private const double Rounding = 1e-9;

    private readonly double _perSecond;
    private readonly double _capacity;
    private double _left;
    private TimeSpan? _filledAt;

    public BucketLimit(double perSecond, double capacity)
    {
        _perSecond = perSecond;
        _capacity = capacity;
        _left = capacity;
    }

    internal override bool Admits(TimeSpan now, int atOnce)
    {
        _left = Math.Min(_capacity, _left + ((now - (_filledAt ?? now)).TotalSeconds * _perSecond));
        _filledAt = now;
        if (_left < 1 - Rounding)
        {
            return false;
        }

        _left--;
        return true;
    }
}
