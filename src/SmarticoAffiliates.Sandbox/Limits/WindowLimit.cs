using System;
using System.Collections.Generic;

namespace SmarticoAffiliates.Sandbox;

/// <summary>A window that slides.</summary>
internal sealed class WindowLimit : SandboxLimit
{
    private readonly Queue<TimeSpan> _accepted = new();
    private readonly int _count;
    private readonly TimeSpan _period;

    public WindowLimit(int count, TimeSpan period)
    {
        _count = count;
        _period = period;
    }

    internal override bool Admits(TimeSpan now, int atOnce)
    {
        while (_accepted.Count > 0 && now - _accepted.Peek() >= _period)
        {
            _accepted.Dequeue();
        }

        if (_accepted.Count >= _count)
        {
            return false;
        }

        _accepted.Enqueue(now);
        return true;
    }
}
