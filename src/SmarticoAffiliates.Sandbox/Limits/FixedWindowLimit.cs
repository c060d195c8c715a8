using System;

namespace SmarticoAffiliates.Sandbox;

/// <summary>One window after another.</summary>
internal sealed class FixedWindowLimit : SandboxLimit
{
    private readonly int _count;
    private readonly TimeSpan _period;
    private long _window = -1;
    private int _accepted;

    public FixedWindowLimit(int count, TimeSpan period)
    {
        _count = count;
        _period = period;
    }

    internal override bool Admits(TimeSpan now, int atOnce)
    {
        long window = now.Ticks / _period.Ticks;
        if (window != _window)
        {
            _window = window;
            _accepted = 0;
        }

        if (_accepted >= _count)
        {
            return false;
        }

        _accepted++;
        return true;
    }
}
