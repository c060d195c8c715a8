using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>The permission to send one attempt, and the one place where it is told what came of it. A turn of which nothing is told says nothing of the limit.</summary>
internal readonly struct Turn
{
    private readonly Throttle _throttle;
    private readonly int _number;

    private Turn(Throttle throttle, int number)
    {
        _throttle = throttle;
        _number = number;
    }

    /// <summary>Waits for the next turn.</summary>
    public static async Task<Turn> TakeAsync(Throttle throttle, CancellationToken cancellationToken)
        => new(throttle, await throttle.WaitTurnAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The server took the request in.</summary>
    public void Accepted() => _throttle.Accepted(_number);

    /// <summary>The server turned it away at the account's limit.</summary>
    public void Refused(TimeSpan? retryAfter) => _throttle.Refused(_number, retryAfter);
}
