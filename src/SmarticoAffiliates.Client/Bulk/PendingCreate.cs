using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>A create that is under way.</summary>
internal sealed class PendingCreate
{
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isSent;

    public PendingCreate(ChangeSet create) => Create = create;

    /// <summary>What is created.</summary>
    public ChangeSet Create { get; }

    /// <summary>The ids that were there before it was sent; null where they are not known.</summary>
    public HashSet<int>? IdsBefore { get; set; }

    /// <summary>Whether a record that is not among <see cref="IdsBefore"/> can be its own. Not where the list could not be read before.</summary>
    public bool IsBeforeKnown { get; set; } = true;

    /// <summary>Whether an earlier run was cut off while it sent it.</summary>
    public bool IsResumed { get; set; }

    /// <summary>Whether something of it may be on the server.</summary>
    public bool IsSent
    {
        get => _isSent;
        set => _isSent = value;
    }

    /// <summary>Ends with it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>It is over.</summary>
    public void End() => _ended.TrySetResult(true);
}
