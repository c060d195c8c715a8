using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Sandbox.Hosting;

/// <summary>
/// The way in: counts how many requests are under way at once, and holds further ones until it is told to let them in, so that
/// a test says what happens before what without looking at a clock.
/// </summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int? _letIn;
    private int _underWay;

    /// <summary>How many requests were under way at once, at most.</summary>
    public int Peak { get; private set; }

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        Task opened;
        lock (_lock)
        {
            Peak = Math.Max(Peak, ++_underWay);
            if (_letIn is null or > 0)
            {
                _letIn--;
                return;
            }

            opened = _opened.Task;
        }

        await opened.WaitAsync(cancellationToken);
    }

    public void Leave()
    {
        lock (_lock)
        {
            _underWay--;
        }
    }

    /// <summary>Lets in so many more and holds the others.</summary>
    public void HoldAfter(int count)
    {
        lock (_lock)
        {
            _letIn = count;
        }
    }

    /// <summary>Lets all in, also those that are held, and counts anew.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _letIn = null;
            Peak = _underWay;
            _opened.SetResult();
            _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
