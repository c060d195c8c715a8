using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Completes ids from the account, by id or by name, over the connection that the command would use. It waits less than a
/// second; what comes later is there for the next time.
/// </summary>
public abstract class LiveCompleter : Completer
{
    /// <summary>How many records of a long list are offered: one page.</summary>
    private const int MostRecords = 999;

    /// <summary>Leaves PowerShell its part of the second.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(800);

    private protected LiveCompleter()
    {
    }

    private protected override IEnumerable<Candidate> Find(CompletionCall call)
    {
        if (call.FindConnection() is not { } connection)
        {
            return Enumerable.Empty<Candidate>();
        }

        Task<IReadOnlyList<Candidate>> reading = ReadAsync(connection, call);
        TimeSpan left = s_patience - call.Elapsed;
        return reading.Wait(left > TimeSpan.Zero ? left : TimeSpan.Zero)
            ? Candidate.Matching(reading.Result, call.Word)
            : Enumerable.Empty<Candidate>();
    }

    /// <summary>What the account offers; gives up its thread before anything takes time.</summary>
    internal abstract Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call);

    /// <summary>The records of a list that the account has once.</summary>
    private protected static async Task<IReadOnlyList<Candidate>> ReadAllAsync<T>(
        SmarticoConnection connection, string name, Func<CancellationToken, Task<IReadOnlyList<T>>> list, Func<T, Candidate> candidate)
    {
        CandidateList all = await connection.Completion.GetAsync(
            name,
            async token => new CandidateList((await list(token).ConfigureAwait(false)).Select(candidate).ToArray(), isWhole: true)).ConfigureAwait(false);
        return all.Items;
    }

    /// <summary>The records of a list that belong to the affiliate on the command line; none without one.</summary>
    private protected static Task<IReadOnlyList<Candidate>> ReadOwnedAsync<T>(
        SmarticoConnection connection,
        CompletionCall call,
        Func<int, CancellationToken, Task<IReadOnlyList<T>>> list,
        Func<T, Candidate> candidate)
        => call.BoundId(nameof(Affiliate.AffiliateId)) is { } owner
            ? ReadAllAsync(connection, typeof(T).Name + owner.ToString(CultureInfo.InvariantCulture), token => list(owner, token), candidate)
            : Task.FromResult<IReadOnlyList<Candidate>>(Array.Empty<Candidate>());

    /// <summary>The first page of a list.</summary>
    private protected static Task<CandidateList> ReadPageAsync<T>(
        SmarticoConnection connection, string name, Func<int, PageReader<T>> list, Func<T, Candidate> candidate)
        where T : SmarticoObject
        => connection.Completion.GetAsync(name, async token =>
        {
            using PageReader<T> pages = list(MostRecords);
            IReadOnlyList<T> page = await pages.ReadPageAsync(token).ConfigureAwait(false) ?? Array.Empty<T>();
            return new CandidateList(page.Select(candidate).ToArray(), isWhole: page.Count < MostRecords);
        });
}
