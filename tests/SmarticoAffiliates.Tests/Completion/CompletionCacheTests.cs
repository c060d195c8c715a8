using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

public sealed class CompletionCacheTests
{
    private static readonly CandidateList s_list = new([Candidate.ForRecord(1, "one")], isWhole: true);

    private TimeSpan _now;
    private int _reads;

    [Fact]
    public async Task List_is_read_once_a_minute()
    {
        var cache = new CompletionCache(() => _now);
        Assert.Same(s_list, await cache.GetAsync("a", Read));
        _now = TimeSpan.FromSeconds(59);
        Assert.Same(s_list, await cache.GetAsync("a", Read));
        Assert.Equal(1, _reads);

        _now = TimeSpan.FromSeconds(60);
        Assert.Same(s_list, await cache.GetAsync("a", Read));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task Lists_of_other_names_are_others()
    {
        var cache = new CompletionCache(() => _now);
        await cache.GetAsync("a", Read);
        await cache.GetAsync("b", Read);

        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task All_who_ask_while_it_is_read_wait_for_the_same_list_however_long_it_takes()
    {
        var cache = new CompletionCache(() => _now);
        var answer = new TaskCompletionSource<CandidateList>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<CandidateList>[] asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Task.FromResult(cache.GetAsync("a", Slowly)))));
        _now = TimeSpan.FromMinutes(5);
        Task<CandidateList> late = cache.GetAsync("a", Slowly);
        Assert.False(late.IsCompleted);

        answer.SetResult(s_list);
        Assert.All(await Task.WhenAll(asked.Append(late)), list => Assert.Same(s_list, list));
        Assert.Equal(1, _reads);

        Task<CandidateList> Slowly(CancellationToken token)
        {
            Interlocked.Increment(ref _reads);
            return answer.Task;
        }
    }

    [Fact]
    public async Task List_that_can_not_be_read_is_empty_and_is_soon_tried_again()
    {
        var cache = new CompletionCache(() => _now);
        Assert.Empty((await cache.GetAsync("a", Fail)).Items);
        Assert.Empty((await cache.GetAsync("a", Fail)).Items);
        Assert.Equal(1, _reads);

        _now = TimeSpan.FromSeconds(5);
        Assert.Same(s_list, await cache.GetAsync("a", Read));
    }

    [Fact]
    public async Task Read_that_throws_before_it_awaits_is_no_other()
        => Assert.Empty((await new CompletionCache().GetAsync("a", _ => throw new InvalidOperationException())).Items);

    [Fact]
    public async Task Held_back_account_is_not_asked_and_what_was_read_is_offered_however_old()
    {
        bool isHeldBack = false;
        var cache = new CompletionCache(() => _now, () => isHeldBack);
        Assert.Same(s_list, await cache.GetAsync("a", Read));
        isHeldBack = true;
        _now = TimeSpan.FromHours(1);

        Assert.Same(s_list, await cache.GetAsync("a", Read));
        Assert.Empty((await cache.GetAsync("b", Read)).Items);
        cache.Walk("c", Read);
        await cache.Walks;
        Assert.Equal(1, _reads);

        isHeldBack = false;
        Assert.Same(s_list, await cache.GetAsync("b", Read));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task Walk_is_not_made_again_for_a_while_and_its_failure_is_nobodys()
    {
        var cache = new CompletionCache(() => _now);
        cache.Walk("a", Fail);
        await cache.Walks;
        _now = TimeSpan.FromMinutes(9);
        cache.Walk("a", Read);
        await cache.Walks;
        Assert.Equal(1, _reads);

        _now = TimeSpan.FromMinutes(10);
        cache.Walk("a", Read);
        await cache.Walks;
        Assert.Equal(2, _reads);
    }

    private Task<CandidateList> Read(CancellationToken token)
    {
        _reads++;
        return Task.FromResult(s_list);
    }

    private Task<CandidateList> Fail(CancellationToken token)
    {
        _reads++;
        return Task.FromException<CandidateList>(new SmarticoException(SmarticoErrorKind.ServerError, "down"));
    }
}
