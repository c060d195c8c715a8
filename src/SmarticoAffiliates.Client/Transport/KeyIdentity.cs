using System;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>Whose key it is, as far as answers have told it; shared by all who use the connection. Safe for use by many threads at once.</summary>
internal sealed class KeyIdentity
{
    private readonly object _lock = new();
    private KeyOwner _owner;
    private int? _affiliateId;
    private Task? _asking;
    private bool _isAnswered;

    public KeyIdentity(KeyOwner owner, int? affiliateId)
    {
        _owner = owner;
        _affiliateId = affiliateId;
    }

    public KeyOwner Owner
    {
        get
        {
            lock (_lock)
            {
                return _owner;
            }
        }
    }

    /// <summary>The affiliate whose own key it is.</summary>
    public int? AffiliateId
    {
        get
        {
            lock (_lock)
            {
                return _affiliateId;
            }
        }
    }

    /// <summary>A list of the operator's came: then the key is the operator's.</summary>
    public void IsOperators() => Found(KeyOwner.Operator, null);

    /// <summary>The affiliate's own report came.</summary>
    public void IsOwn(int affiliateId) => Found(KeyOwner.Affiliate, affiliateId);

    /// <summary>It was asked whose it is, and the answer leaves it open: it is not asked again.</summary>
    public void IsNotTold()
    {
        lock (_lock)
        {
            _isAnswered = true;
        }
    }

    /// <summary>Asks, unless it is known or was answered; those who want to know at the same time wait for one question.</summary>
    public Task AskAsync(Func<Task> askAsync)
    {
        lock (_lock)
        {
            if (_owner != KeyOwner.Unknown || _isAnswered)
            {
                return Task.CompletedTask;
            }

            return _asking is { IsCompleted: false } asking ? asking : _asking = askAsync();
        }
    }

    /// <summary>The first that is known stays: a key does not change hands.</summary>
    private void Found(KeyOwner owner, int? affiliateId)
    {
        lock (_lock)
        {
            if (_owner == KeyOwner.Unknown)
            {
                _owner = owner;
                _affiliateId = affiliateId;
            }
        }
    }
}
