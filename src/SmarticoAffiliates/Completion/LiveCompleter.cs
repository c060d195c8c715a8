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

    /// <summary>How many records beyond that are looked up in the background: ten pages, one after another.</summary>
    private const int MostWalked = 10 * MostRecords;

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
        CandidateList all = await connection.Completion.GetAsync(name, async token =>
        {
            IReadOnlyList<T> records = await list(token).ConfigureAwait(false);
            connection.Completion.Seen.Add(records.Cast<object>());
            return new CandidateList(records.Select(candidate).ToArray(), isWhole: true);
        }).ConfigureAwait(false);
        return all.Items;
    }

    /// <summary>The records of a list that belong to an affiliate; none without one.</summary>
    private protected static Task<IReadOnlyList<Candidate>> ReadOwnedAsync<T>(
        SmarticoConnection connection,
        int? affiliateId,
        Func<int, CancellationToken, Task<IReadOnlyList<T>>> list,
        Func<T, Candidate> candidate)
        => affiliateId is { } owner
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
            connection.Completion.Seen.Add(page);
            return new CandidateList(page.Select(candidate).ToArray(), isWhole: page.Count < MostRecords);
        });

    /// <summary>Lets what is beyond the first page of a list be seen, page by page in the background. A page is not asked for while the account holds back.</summary>
    private protected static void Walk<T>(SmarticoConnection connection, Func<long, long, PageReader<T>> list)
        where T : SmarticoObject
        => connection.Completion.Walk(typeof(T).Name, async token =>
        {
            bool isMore = true;
            for (long skip = MostRecords; isMore && skip <= MostWalked && !connection.Completion.IsHeldBack; skip += MostRecords)
            {
                using PageReader<T> pages = list(skip, MostRecords);
                IReadOnlyList<T> page = await pages.ReadPageAsync(token).ConfigureAwait(false) ?? Array.Empty<T>();
                connection.Completion.Seen.Add(page);
                isMore = page.Count == MostRecords;
            }
        });

    /// <summary>All of them, each once: as it is in the last of the lists, in the place where it comes first.</summary>
    private protected static IReadOnlyList<Candidate> Together(params IEnumerable<Candidate>[] lists)
        => lists.SelectMany(l => l).GroupBy(c => c.Text, StringComparer.Ordinal).Select(g => g.Last()).ToArray();
}
