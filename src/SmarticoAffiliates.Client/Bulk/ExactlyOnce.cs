using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// A create whose answer was lost is not sent again on a guess: the client finds out. What is found and as it was sent is
/// taken for the one that was sent; what is not found is sent again only where a second one is impossible or the first can't
/// come any more. What can't be found out stays <see cref="SmarticoErrorKind.Indeterminate"/>, with at most one create in doubt.
/// </summary>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed class ExactlyOnce<T>
    where T : SmarticoObject
{
    /// <summary>
    /// The waits before the looks for a lost create, 15.5 s in all: servers were met that commit up to 4 s after the answer
    /// was lost and list up to 5 s after that (undocumented). Early looks serve the many that are there at once; doubling
    /// keeps it at five reads.
    /// </summary>
    private static readonly TimeSpan[] s_looks =
    {
        TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8),
    };

    private readonly ICreation<T> _creation;
    private readonly Transport _transport;

    public ExactlyOnce(ICreation<T> creation, Transport transport)
    {
        _creation = creation;
        _transport = transport;
    }

    /// <summary>Creates once.</summary>
    /// <param name="isResumed">Whether an earlier run was cut off while it sent this: then it is looked for first, as carefully as after a lost answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SmarticoException">A refusal, a failure, or that it is not known what came of it.</exception>
    public async Task<T> CreateAsync(bool isResumed, CancellationToken cancellationToken)
    {
        SmarticoException? lost = isResumed
            ? new SmarticoException(SmarticoErrorKind.Indeterminate, "An earlier run was cut off while it sent this.")
            : null;
        SmarticoException? refused = null;
        bool isToSend = !isResumed;
        for (int resends = 0; ; resends++)
        {
            if (isToSend)
            {
                try
                {
                    return await _creation.PostAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (SmarticoException failure) when (failure.Kind == SmarticoErrorKind.Indeterminate)
                {
                    lost = failure;
                }
                catch (SmarticoException failure) when (lost is not null)
                {
                    // The second was refused, be it because the first is there: that says nothing of what became of the first.
                    refused = failure;
                }
            }

            bool isLast = refused is not null || resends >= _transport.MaxRetryCount;
            if (await FindAsync(lost!, refused, isLast, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            if (refused is not null)
            {
                throw IsTaken(refused) ? Unknown(lost!, $"The server then said: {refused.Message} But it lists none.") : refused;
            }

            if (isLast || (!_creation.HasUniqueName && MayStillCome(lost!)))
            {
                throw lost!;
            }

            _transport.Log?.Verbose($"{lost!.Message} It is not there. Sending it again.");
            isToSend = true;
        }
    }

    /// <summary>The server has one of this name: the one whose answer was lost, or another.</summary>
    private static bool IsTaken(SmarticoException? failure)
        => failure?.Kind is SmarticoErrorKind.AlreadyExists or SmarticoErrorKind.UsernameExists or SmarticoErrorKind.EmailExists;

    /// <summary>
    /// Whether it may be there although it was not found: the server said that it had accepted it; or nobody waited for the
    /// end (this client's time-out, or a gateway's: 504, and 524 of Cloudflare), and it may still be carried out.
    /// </summary>
    private static bool MayStillCome(SmarticoException lost)
        => lost.WasAccepted
            || lost.StatusCode is 504 or 524
            || lost.InnerException is SmarticoException { Kind: SmarticoErrorKind.Timeout };

    private static SmarticoException Unknown(SmarticoException lost, string why) => SmarticoException.Indeterminate($"{lost.Message} {why}", lost);

    /// <summary>
    /// Looks for it over a growing time. Where the name is unique one look is enough for another create: that it is there is
    /// what the server will say then.
    /// </summary>
    /// <returns>The record; null where it is certainly not there, so far as looks can tell.</returns>
    /// <exception cref="SmarticoException">It is not known: a look failed, or showed something that may be it.</exception>
    private async Task<T?> FindAsync(SmarticoException lost, SmarticoException? refused, bool isLast, CancellationToken cancellationToken)
    {
        Sighting<T> seen = Sighting<T>.Nothing;
        SmarticoException? unseen = null;
        for (int look = 0; look < s_looks.Length; look++)
        {
            await _transport.WaitAtLeastAsync(s_looks[look], look == 0 ? lost : null, cancellationToken).ConfigureAwait(false);
            try
            {
                seen = await _creation.LookAsync(isLast, cancellationToken).ConfigureAwait(false);
            }
            catch (SmarticoException failure) when (failure.IsTransient)
            {
                unseen = failure;
                continue;
            }
            catch (SmarticoException failure) when (!IsTaken(failure))
            {
                throw Unknown(lost, $"Looking for it failed, too: {failure.Message}");
            }

            if (seen.Own is { } own)
            {
                string how = seen.Differences.Length == 0 ? "as it was sent" : $"as it was sent but for what a server does to values ({seen.Differences})";
                _transport.Log?.Verbose($"{lost.Message} {own} (id {own.Key}) is there, {how}: it is taken for the one that was sent.");
                return own;
            }

            if (_creation.HasUniqueName && !isLast && seen.Near is null)
            {
                return null;
            }
        }

        if (seen.Near is { } near)
        {
            throw Unknown(lost, FormattableString.Invariant($"{near} (id {near.Key}) is there and may be it: {seen.Differences}. It was not sent again."));
        }

        // Only where every look was certain is a create without a unique name known not to be there.
        return unseen is null ? null : throw Unknown(lost, $"Looking for it failed, too: {unseen.Message}");
    }
}
