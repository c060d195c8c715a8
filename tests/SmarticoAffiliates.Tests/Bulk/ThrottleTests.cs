using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The connection finds the account's limit, and lives with it.</summary>
public sealed class ThrottleTests
{
    [Fact]
    public async Task Account_with_a_limit_is_not_hammered()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { RequestsPerSecond = 40 }));
        var client = new SmarticoClient(new SmarticoClientOptions { BaseUri = host.BaseUri, ApiKey = host.Sandbox.GetApiKey() });

        await Parallel.ForAsync(0, 160, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, token) => await client.PromoCodes.GetAsync(Samples.PromoCodeId, token));

        int refused = host.Sandbox.GetRequests().Count(r => r.StatusCode == 429);
        Assert.InRange(refused, 1, 80);
        Assert.NotNull(client.PresentRate);
    }

    [Fact]
    public async Task Server_that_refuses_nothing_is_not_held_back()
    {
        var throttle = new Throttle((_, _) => throw new InvalidOperationException("Nobody is to wait."));
        for (int i = 0; i < 1_000; i++)
        {
            throttle.Accepted(await throttle.WaitTurnAsync(CancellationToken.None));
        }

        Assert.Null(throttle.Rate);
    }

    [Fact]
    public async Task Single_refusal_among_many_answers_is_no_limit()
    {
        var throttle = new Throttle((_, _) => throw new InvalidOperationException("Nobody is to wait."));
        for (int i = 0; i < 100; i++)
        {
            int turn = await throttle.WaitTurnAsync(CancellationToken.None);
            if (i == 50)
            {
                throttle.Refused(turn, retryAfter: null);
            }
            else
            {
                throttle.Accepted(turn);
            }
        }

        Assert.Null(throttle.Rate);
    }

    [Fact]
    public async Task Retry_after_stops_everybody_for_its_time()
    {
        var throttle = new Throttle(Task.Delay);
        int turn = await throttle.WaitTurnAsync(CancellationToken.None);
        throttle.Refused(turn, TimeSpan.FromMilliseconds(300));
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => throttle.WaitTurnAsync(CancellationToken.None)));

        Assert.InRange(watch.ElapsedMilliseconds, 280, 5_000);
    }

    [Fact]
    public async Task Refusals_one_after_another_halve_the_rate_again_and_again()
    {
        var throttle = new Throttle((_, _) => Task.CompletedTask);
        double before = double.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 12; j++)
            {
                throttle.Refused(await throttle.WaitTurnAsync(CancellationToken.None), retryAfter: null);
            }

            Assert.InRange(throttle.Rate!.Value, 0.5, before);
            before = throttle.Rate.Value;
        }
    }

    [Fact]
    public async Task Refusals_at_any_rate_are_no_limit()
    {
        var throttle = new Throttle(Task.Delay);
        var random = new Random(1);
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        bool wasLimited = false;
        for (bool isOver = false; !isOver; isOver = wasLimited && throttle.Rate is null)
        {
            int turn = await throttle.WaitTurnAsync(enough.Token);
            if (random.NextDouble() < 0.15)
            {
                throttle.Refused(turn, retryAfter: null);
            }
            else
            {
                throttle.Accepted(turn);
            }

            wasLimited |= throttle.Rate is not null;
            await Task.Delay(5, enough.Token);
        }

        for (int i = 0; i < 300; i++)
        {
            int turn = await throttle.WaitTurnAsync(CancellationToken.None);
            if (i % 7 == 0)
            {
                throttle.Refused(turn, retryAfter: null);
            }
            else
            {
                throttle.Accepted(turn);
            }
        }

        Assert.Null(throttle.Rate);
    }

    [Fact]
    public async Task Limit_is_still_learnt_where_there_is_noise()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { RequestsPerSecond = 40 }));
        int count = 0;
        host.Sandbox.Faults.Chooser = _ => Interlocked.Increment(ref count) % 10 == 0 ? SandboxFault.Throttle() : null;
        var client = new SmarticoClient(new SmarticoClientOptions { BaseUri = host.BaseUri, ApiKey = host.Sandbox.GetApiKey() });

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, token) => await client.PromoCodes.GetAsync(Samples.PromoCodeId, token));

        Assert.InRange(host.Sandbox.GetRequests().Count(r => r.StatusCode == 429), 1, 150);
        Assert.NotNull(client.PresentRate);
    }

    [Fact]
    public async Task Pause_of_more_than_ten_minutes_fails_everybody_at_once()
    {
        var throttle = new Throttle((_, _) => throw new InvalidOperationException("Nobody is to wait."));
        throttle.Refused(await throttle.WaitTurnAsync(CancellationToken.None), TimeSpan.FromHours(1));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => throttle.WaitTurnAsync(CancellationToken.None));

        Assert.Equal(SmarticoErrorKind.Throttled, failure.Kind);
        Assert.False(failure.IsTransient);
        Assert.Contains("60 minutes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_for_a_turn_ends_with_cancellation()
    {
        var throttle = new Throttle(Task.Delay);
        throttle.Refused(await throttle.WaitTurnAsync(CancellationToken.None), TimeSpan.FromMinutes(5));
        using var cancel = new CancellationTokenSource(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => throttle.WaitTurnAsync(cancel.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => throttle.WaitTurnAsync(cancel.Token)); // the gate is free again
    }
}
