using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Rows overlap, and nobody who reads the results notices.</summary>
public sealed class OrderedRunnerTests
{
    [Fact]
    public async Task Results_come_in_the_order_of_the_work_whichever_ends_first()
    {
        using var runner = new OrderedRunner<int>(4);
        var gates = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource()).ToArray();
        for (int i = 0; i < 4; i++)
        {
            int number = i;
            runner.Add(async () =>
            {
                await gates[number].Task;
                return number;
            });
        }

        foreach (int number in new[] { 3, 1, 2 })
        {
            gates[number].SetResult();
        }

        await Task.Delay(30);
        Assert.False(runner.TryTake(out _));
        gates[0].SetResult();

        Assert.Equal([0, 1, 2, 3], Drain(runner));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_more_runs_at_once_than_allowed_and_as_much_as_allowed(int limit)
    {
        using var runner = new OrderedRunner<int>(limit);
        int now = 0;
        int most = 0;
        var full = new TaskCompletionSource();
        for (int i = 0; i < 30; i++)
        {
            int number = i;
            runner.Add(async () =>
            {
                int count = Interlocked.Increment(ref now);
                int seen;
                while (count > (seen = Volatile.Read(ref most)))
                {
                    Interlocked.CompareExchange(ref most, count, seen);
                }

                if (count == limit)
                {
                    full.TrySetResult();
                }

                await full.Task;
                Interlocked.Decrement(ref now);
                return number;
            });
        }

        Assert.Equal(Enumerable.Range(0, 30), Drain(runner));
        Assert.Equal(limit, most);
    }

    [Fact]
    public void Memory_is_bounded_while_the_first_is_slow()
    {
        using var runner = new OrderedRunner<int>(2);
        var gate = new TaskCompletionSource();
        runner.Add(async () =>
        {
            await gate.Task;
            return -1;
        });
        int added = 0;
        int done = 0;
        while (added < 1_000)
        {
            // Full for good is what is full although all but the first is done.
            SpinWait.SpinUntil(() => !runner.IsFull || Volatile.Read(ref done) == added);
            if (runner.IsFull)
            {
                break;
            }

            added++;
            runner.Add(() => Task.FromResult(Interlocked.Increment(ref done)));
        }

        Assert.InRange(added, 100, 200);
        gate.SetResult();
        Assert.Equal(added + 1, Drain(runner).Count);
    }

    [Fact]
    public void Nothing_starts_after_a_result_that_ends_it_and_what_runs_is_finished()
    {
        using var runner = new OrderedRunner<int>(2, result => result == 1);
        var gate = new TaskCompletionSource();
        int started = 0;
        for (int i = 0; i < 10; i++)
        {
            int number = i;
            runner.Add(async () =>
            {
                Interlocked.Increment(ref started);
                if (number == 0)
                {
                    await gate.Task;
                }

                return number;
            });
        }

        SpinWait.SpinUntil(() => runner.IsStopped);
        gate.SetResult();

        Assert.Equal([0, 1], Drain(runner));
        Assert.Equal(2, started);
    }

    [Fact]
    public void Result_that_is_there_already_waits_for_its_turn()
    {
        using var runner = new OrderedRunner<string>(2);
        var gate = new TaskCompletionSource();
        runner.Add(async () =>
        {
            await gate.Task;
            return "first";
        });
        runner.AddResult("second");

        Assert.False(runner.TryTake(out _));
        gate.SetResult();

        Assert.Equal(string.Join(' ', "first", "second"), string.Join(' ', Drain(runner)));
    }

    private static List<T> Drain<T>(OrderedRunner<T> runner)
    {
        var results = new List<T>();
        while (runner.Pending > 0)
        {
            if (runner.TryTake(out T result))
            {
                results.Add(result);
            }
            else
            {
                runner.WaitForProgress(20);
            }
        }

        return results;
    }

    /// <summary>What nobody waits for any more has the result that it was added with; what waited has none.</summary>
    [Fact]
    public async Task Rest_is_in_order_what_has_ended_and_what_was_under_way()
    {
        using var runner = new OrderedRunner<string>(2);
        var never = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        runner.Add(
            () =>
            {
                begun.SetResult(true);
                return never.Task;
            },
            "lost");
        runner.Add(() => Task.FromResult("done"), "unused");
        await begun.Task;
        while (runner.Running > 1)
        {
            runner.WaitForProgress(10);
        }

        runner.AddResult("known");
        runner.StopStarting();
        runner.Add(() => Task.FromResult("late"), "unused");

        Assert.Equal(["lost", "done", "known"], runner.TakeRest());
        Assert.Equal(0, runner.Pending);
        Assert.Equal(1, runner.Dropped);
        never.SetResult("too late");
    }

    [Fact]
    public void Window_bounds_what_is_begun_beyond_the_last_that_was_taken()
    {
        using var runner = new OrderedRunner<int>(4, window: 3);
        for (int i = 0; i < 3; i++)
        {
            Assert.False(runner.IsFull);
            runner.AddResult(i);
        }

        Assert.True(runner.IsFull);
        Assert.True(runner.TryTake(out _));
        Assert.False(runner.IsFull);
    }
}
