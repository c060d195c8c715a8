using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>The work of a journal's row: exactly what the plan says, or nothing where the record has it already.</summary>
internal static class RunWork
{
    /// <summary>Whether there is something to do for a row.</summary>
    public static bool IsOpen(JournalRow row) => row.State is RunState.Planned or RunState.Started or RunState.Failed or RunState.Unknown;

    /// <summary>The work of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="path">Its journal.</param>
    /// <param name="present">What the server has; null where the plan was made just now, of what is there.</param>
    /// <param name="isForced">Whether it is sent also where the record is no longer as the plan saw it.</param>
    /// <param name="passThru">Whether a record that is changed is written, too.</param>
    /// <exception cref="SmarticoException">It can't be sent so, or the record is no longer as the plan saw it.</exception>
    public static RowWork Of(JournalRow row, string path, PresentRecords? present, bool isForced, bool passThru)
    {
        ChangeSet request = RunRequests.Read(row, path);
        RunAction action = row.Action ?? RunAction.Set;
        SmarticoObject? known = null;
        if (present is not null && action == RunAction.Set && row.Id is { } id)
        {
            known = present.Find(row.Resource, id, row.Owner, out bool isKnown);
            if (isKnown && IsSettled(row, known, isForced))
            {
                return new RowWork(row.What, action, "it has all of it already", request, new RowDone(RowResult.Unchanged, known) { IsWritten = passThru });
            }
        }

        return new RowWork(row.What, action, ActionOf(row), request, request, CarryingOut(row, request, known, action != RunAction.Set || passThru))
        {
            Identity = action == RunAction.Set && row.Id is { } changed ? FormattableString.Invariant($"{row.Resource} {changed}")
                : action == RunAction.Set || row.Resource == nameof(PromoCode) ? row.What : null,
        };
    }

    private static string ActionOf(JournalRow row) => row.Action switch
    {
        RunAction.Create => $"Create with {ChangeText.Of(row.Changes)}",
        RunAction.Build => "Build",
        _ => $"Set {row.Changes}",
    };

    private static Func<SmarticoClient, ResumedCreate?, CancellationToken, Task<RowDone>> CarryingOut(JournalRow row, ChangeSet request, SmarticoObject? known, bool isWritten)
        => async (client, resumed, token) =>
        {
            SmarticoObject? made = await RunRequests.CarryOutAsync(client, request, row.Id, known, resumed, token).ConfigureAwait(false);
            return new RowDone(row.Action == RunAction.Set ? RowResult.Updated : RowResult.Created, made) { IsWritten = isWritten };
        };

    /// <summary>Whether nothing is to be sent, because the record has it all.</summary>
    private static bool IsSettled(JournalRow row, SmarticoObject? present, bool isForced)
    {
        if (present is null)
        {
            throw new SmarticoException(SmarticoErrorKind.ChangedMeanwhile, "It is not there any more. Nothing was sent.");
        }

        if (RunCheck.NotMeant(row.GetKnownBy(), present) is { Count: > 0 } other)
        {
            throw RunCheck.Failure(other);
        }

        if (RunCheck.IsDone(row.Changes, present))
        {
            return true;
        }

        IReadOnlyList<FieldChange> changed = RunCheck.ChangedMeanwhile(row.Changes, present);
        return changed.Count == 0 || isForced ? false : throw RunCheck.Failure(changed);
    }
}
