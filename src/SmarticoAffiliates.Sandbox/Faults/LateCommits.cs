using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>The requests that are acted upon after their answer was lost. Nobody can tell whether one is acted upon at its time or at the next request.</summary>
internal sealed class LateCommits
{
    private readonly List<Call> _waiting = [];

    public void Add(Call call)
    {
        lock (_waiting)
        {
            _waiting.Add(call);
        }
    }

    /// <summary>Acts upon those whose time has come, the earliest first, before anybody else is let through.</summary>
    public void ActUponDue(DateTimeOffset now, Action<Call> act)
    {
        lock (_waiting)
        {
            foreach (Call due in _waiting.Where(c => c.Now <= now).OrderBy(c => c.Now).ToArray())
            {
                act(due);
            }

            _waiting.RemoveAll(c => c.Now <= now);
        }
    }
}
