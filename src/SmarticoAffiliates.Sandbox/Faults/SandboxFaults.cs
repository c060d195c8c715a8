using System;
using System.Collections.Generic;

namespace SmarticoAffiliates.Sandbox;

/// <summary>The faults that wait for a sandbox's next requests. Safe to use from several threads.</summary>
public sealed class SandboxFaults
{
    private readonly LinkedList<SandboxFault> _queue = new();

    internal SandboxFaults()
    {
    }

    /// <summary>
    /// Asked for every request to which the queue has nothing to say; <see langword="null"/> means no fault. It is called from several threads at once.
    /// </summary>
    public Func<SandboxRequest, SandboxFault?>? Chooser { get; set; }

    /// <summary>Adds a fault. It is used once, by the next request that it matches; the oldest such fault first.</summary>
    /// <param name="fault">The fault.</param>
    public void Enqueue(SandboxFault fault)
    {
        if (fault is null)
        {
            throw new ArgumentNullException(nameof(fault));
        }

        lock (_queue)
        {
            _queue.AddLast(fault);
        }
    }

    /// <summary>Forgets the faults that wait and the <see cref="Chooser"/>.</summary>
    public void Clear()
    {
        Chooser = null;
        lock (_queue)
        {
            _queue.Clear();
        }
    }

    internal SandboxFault? Take(SandboxRequest request)
    {
        lock (_queue)
        {
            for (LinkedListNode<SandboxFault>? node = _queue.First; node is not null; node = node.Next)
            {
                if (node.Value.Matches(request))
                {
                    _queue.Remove(node);
                    return node.Value;
                }
            }
        }

        return Chooser?.Invoke(request) is { } chosen && chosen.Matches(request) ? chosen : null;
    }
}
