using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// A create whose answer was lost is not sent again on a guess: the client finds out. What is found and identical is taken
/// for the one that was sent; what is not found is sent again only where a second one is impossible or the first can't come
/// any more. What can't be found out stays <see cref="SmarticoErrorKind.Indeterminate"/>.
/// </summary>
internal static class ExactlyOnce
{
    /// <summary>How often the server is asked, and the create sent, before it is given up.</summary>
    private const int Tries = 8;

    /// <summary>Creates once.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="sendAsync">Sends the create.</param>
    /// <param name="findAsync">Looks for the record that was to be created; null where there is none.</param>
    /// <param name="isUnique">Whether the server itself refuses a second one of the same name.</param>
    /// <param name="isResumed">Whether an earlier run was cut off while it sent this: then it is looked for first.</param>
    /// <param name="waitAsync">Waits before the create that was lost is looked for, and so before it is sent again; told how often that was done before, and the failure. A server that has just lost one is ailing.</param>
    /// <param name="log">Told what was found out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<T> CreateAsync<T>(
        Func<CancellationToken, Task<T>> sendAsync,
        Func<CancellationToken, Task<T?>> findAsync,
        bool isUnique,
        bool isResumed,
        Func<int, SmarticoException, CancellationToken, Task> waitAsync,
        ISmarticoLog? log,
        CancellationToken cancellationToken)
        where T : SmarticoObject
    {
        SmarticoException? lost = isResumed
            ? new SmarticoException(SmarticoErrorKind.Indeterminate, "An earlier run was cut off while it sent this.")
            : null;
        bool isToSend = !isResumed;
        int sent = 0;
        for (int i = 0; i < Tries; i++)
        {
            try
            {
                if (isToSend)
                {
                    sent++;
                    return await sendAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            catch (SmarticoException failure) when (failure.Kind == SmarticoErrorKind.Indeterminate)
            {
                lost = failure;
            }
            catch (SmarticoException failure) when (IsTaken(failure) && lost is not null)
            {
                // The one whose answer was lost, or somebody else's: the look below tells.
            }

            if (isToSend)
            {
                // The look is worth most right before the create is sent again: what comes late is seen then.
                await waitAsync(sent - 1, lost!, cancellationToken).ConfigureAwait(false);
            }

            isToSend = false;
            T? found;
            try
            {
                found = await findAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SmarticoException failure) when (failure.IsTransient)
            {
                // Nothing is known yet: it is looked for again.
                continue;
            }
            catch (SmarticoException unreadable) when (!IsTaken(unreadable))
            {
                throw new SmarticoException(
                    SmarticoErrorKind.Indeterminate,
                    $"{lost!.Message} Looking for it failed, too: {unreadable.Message}",
                    lost)
                {
                    StatusCode = lost.StatusCode,
                    ServerMessage = lost.ServerMessage,
                    Request = lost.Request,
                };
            }

            if (found is not null)
            {
                log?.Verbose($"{lost!.Message} {found} is there, as it was sent: it is taken for the one that was sent.");
                return found;
            }

            if (!isUnique && MayStillCome(lost!))
            {
                break;
            }

            log?.Verbose($"{lost!.Message} It is not there. Sending it again.");
            isToSend = true;
        }

        throw lost!;
    }

    /// <summary>
    /// Whether a record has what was sent: all that was given, but for white space around a text, which a server may drop.
    /// A wrong "no" would make a second record.
    /// </summary>
    public static bool IsAsSent(ChangeSet sent, SmarticoObject record)
        => sent.DifferenceFrom(record).All(d => d.Present is string present && d.Wanted is string wanted && present.Trim() == wanted.Trim());

    /// <summary>The server has one of this name: the one whose answer was lost, or another.</summary>
    private static bool IsTaken(SmarticoException failure)
        => failure.Kind is SmarticoErrorKind.AlreadyExists or SmarticoErrorKind.UsernameExists or SmarticoErrorKind.EmailExists;

    /// <summary>
    /// Whether it may be there although it was not found: the server said that it had accepted it; or nobody waited for the
    /// end (this client's time-out, or a gateway's: 504, and 524 of Cloudflare), and it may still be carried out.
    /// </summary>
    private static bool MayStillCome(SmarticoException lost)
        => lost.WasAccepted
            || lost.StatusCode is 504 or 524
            || lost.InnerException is SmarticoException { Kind: SmarticoErrorKind.Timeout };
}
