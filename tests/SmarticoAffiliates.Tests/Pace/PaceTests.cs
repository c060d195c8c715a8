using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What whoever waits for a turn sees.</summary>
public sealed class PaceTests
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);
    private readonly PassingClock _clock = new();

    [Fact]
    public async Task Nobody_waits_where_nothing_is_refused()
    {
        Pace pace = Make();
        for (int i = 0; i < 1_000; i++)
        {
            pace.Accepted(await pace.TakeAsync(null, default));
        }

        Assert.Empty(_clock.Asked);
        Assert.Null(pace.State.HeldBackFor);
    }

    [Fact]
    public async Task No_more_than_four_go_out_until_one_was_taken()
    {
        Pace pace = Make();
        PaceTicket[] first = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pace.TakeAsync(null, default)));
        using var enough = new CancellationTokenSource();
        Task<PaceTicket> fifth = pace.TakeAsync(null, enough.Token);

        Assert.False(fifth.IsCompleted);
        pace.Accepted(first[0]);
        await fifth;
    }

    [Fact]
    public async Task Retry_after_stops_everybody_for_its_time()
    {
        Pace pace = Make();
        pace.Refused(await pace.TakeAsync(null, default), TimeSpan.FromSeconds(60));
        TimeSpan begin = _clock.Now;

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => pace.Ended(await pace.TakeAsync(null, default))));

        Assert.InRange((_clock.Now - begin).TotalSeconds, 59, 70);
    }

    [Fact]
    public async Task Later_refusal_with_a_shorter_Retry_after_does_not_shorten_the_pause()
    {
        Pace pace = Make();
        PaceTicket[] sent = [await pace.TakeAsync(null, default), await pace.TakeAsync(null, default), await pace.TakeAsync(null, default)];
        pace.Refused(sent[0], TimeSpan.FromSeconds(60));
        pace.Refused(sent[1], TimeSpan.FromSeconds(2));
        pace.Ended(sent[2], TimeSpan.FromSeconds(1));
        TimeSpan begin = _clock.Now;

        await pace.TakeAsync(null, default);

        Assert.InRange((_clock.Now - begin).TotalSeconds, 59, 70);
    }

    [Fact]
    public async Task While_everything_is_refused_one_asks_at_growing_intervals()
    {
        Pace pace = Make();
        var sent = new List<double>();
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(async () =>
        {
            while (true)
            {
                PaceTicket ticket = await pace.TakeAsync(null, default);
                sent.Add(_clock.Now.TotalSeconds);
                pace.Refused(ticket, retryAfter: null);
            }
        });

        double[] gaps = sent.Zip(sent.Skip(1), (a, b) => b - a).Skip(2).Take(7).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 32, 60], gaps.Select(g => Math.Round(g)));
        Assert.True(pace.State.IsStandingStill);
        Assert.Equal(SmarticoErrorKind.Throttled, failure.Kind);
        Assert.False(failure.IsTransient);
        Assert.Contains("has refused everything since 2026-03-01 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_longest_wait_one_may_still_ask_when_it_is_due()
    {
        Pace pace = Make();
        await StandAsync(pace);

        await Assert.ThrowsAsync<SmarticoException>(() => pace.TakeAsync(null, default));
        _clock.Pass(TimeSpan.FromSeconds(60));
        PaceTicket probe = await pace.TakeAsync(null, default);
        Assert.True(probe.IsProbe);
        await Assert.ThrowsAsync<SmarticoException>(() => pace.TakeAsync(null, default));

        pace.Accepted(probe);
        await pace.TakeAsync(null, default);
    }

    [Fact]
    public async Task Stand_of_long_ago_is_not_held_against_who_comes_anew()
    {
        Pace pace = Make();
        await StandAsync(pace);
        _clock.Pass(TimeSpan.FromHours(2));

        pace.Refused(await pace.TakeAsync(null, default), retryAfter: null);

        PaceTicket again = await pace.TakeAsync(null, default);
        Assert.True(again.IsProbe);
    }

    [Fact]
    public async Task Pause_that_is_longer_than_the_longest_wait_fails_everybody_at_once_and_says_until_when()
    {
        Pace pace = Make();
        pace.Refused(await pace.TakeAsync(null, default), TimeSpan.FromHours(1));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => pace.TakeAsync(null, default));

        Assert.Empty(_clock.Asked);
        Assert.Contains("a pause until 2026-03-01 13:00:0", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.RetryAfter!.Value.TotalMinutes, 59, 60);
    }

    [Fact]
    public async Task Wait_for_a_turn_ends_with_cancellation()
    {
        var pace = new Pace(new MonotonicClock(), () => DateTimeOffset.UtcNow, s_longest);
        pace.Refused(await pace.TakeAsync(null, default), TimeSpan.FromMinutes(5));
        using var cancel = new CancellationTokenSource(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pace.TakeAsync(null, cancel.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pace.TakeAsync(null, cancel.Token)); // the gate is free again
    }

    [Fact]
    public async Task Standstill_is_warned_of_once()
    {
        Pace pace = Make();
        var warnings = new List<string>();
        await StandAsync(pace, warnings.Add);

        Assert.Contains("since 12:00:0", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("until 12:15:0", warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_waits_is_served_in_the_order_of_coming()
    {
        Pace pace = Make();
        PaceTicket[] first = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pace.TakeAsync(null, default)));
        var order = new List<int>();
        Task[] later = Enumerable.Range(0, 6).Select(async i =>
        {
            PaceTicket ticket = await pace.TakeAsync(null, default);
            lock (order)
            {
                order.Add(i);
            }

            pace.Ended(ticket);
        }).ToArray();

        pace.Ended(first[0]);
        await Task.WhenAll(later);

        Assert.Equal(Enumerable.Range(0, 6), order.Order());
        Assert.Equal(0, order[0]);
    }

    [Fact]
    public void Rate_grows_only_while_it_holds_somebody_back()
    {
        var controller = new PaceController();
        TimeSpan now = TimeSpan.Zero;
        foreach (bool isTaken in new[] { true, true, true, false, true, false })
        {
            PaceTicket turn = Take();
            now += TimeSpan.FromSeconds(0.1);
            if (isTaken)
            {
                controller.Accepted(turn, now);
            }
            else
            {
                controller.Refused(turn, now);
            }
        }

        double learnt = controller.Rate!.Value;
        for (int i = 0; i < 50; i++)
        {
            now += TimeSpan.FromSeconds(10);
            controller.Accepted(Take(), now);
        }

        Assert.Equal(learnt, controller.Rate);

        for (int i = 0; i < 50; i++)
        {
            controller.Accepted(Take(), now);
        }

        Assert.True(controller.Rate > learnt);

        PaceTicket Take()
        {
            PaceTicket turn;
            while (!controller.TryTake(now, out turn, out TimeSpan? wait))
            {
                now += wait!.Value;
            }

            return turn;
        }
    }

    [Fact]
    public async Task Pause_of_the_user_is_not_taken_for_a_slow_account()
    {
        Pace pace = Make();
        for (int i = 0; i < 30; i++)
        {
            pace.Accepted(await pace.TakeAsync(null, default));
        }

        _clock.Pass(TimeSpan.FromHours(10));
        for (int i = 0; i < 3; i++)
        {
            pace.Refused(await pace.TakeAsync(null, default), retryAfter: null);
        }

        pace.Accepted(await pace.TakeAsync(null, default)); // the probe
        TimeSpan begin = _clock.Now;
        for (int i = 0; i < 5; i++)
        {
            pace.Accepted(await pace.TakeAsync(null, default));
        }

        Assert.InRange((_clock.Now - begin).TotalSeconds, 0, 10);
    }

    [Fact]
    public void After_a_refusal_one_goes_out_alone_until_one_is_accepted_or_takes_its_time()
    {
        var controller = new PaceController();
        TimeSpan now = TimeSpan.Zero;
        PaceTicket[] first = [.. Enumerable.Range(0, 4).Select(_ => Take())];
        controller.Refused(first[0], now);
        controller.Refused(first[1], now);
        controller.Refused(first[2], now);

        Assert.False(controller.TryTake(now, out _, out TimeSpan? wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        now += TimeSpan.FromSeconds(1);
        Take();
        controller.Accepted(first[3], now);
        Take();

        PaceTicket Take() => controller.TryTake(now, out PaceTicket turn, out _) ? turn : throw new InvalidOperationException("There is no turn.");
    }

    [Fact]
    public void After_a_long_ban_it_goes_on_below_what_went_through_in_a_second()
    {
        var controller = new PaceController();
        TimeSpan now = TimeSpan.Zero;
        PaceTicket turn;
        PaceTicket[] together = [.. Enumerable.Range(0, 4).Select(_ => Take())];
        foreach (PaceTicket accepted in together)
        {
            controller.Accepted(accepted, now);
        }

        together = [.. Enumerable.Range(0, 3).Select(_ => Take())];
        controller.Accepted(together[0], now);
        controller.Refused(together[1], now);
        controller.Refused(together[2], now);
        while (now < TimeSpan.FromSeconds(60))
        {
            controller.Refused(Take(), now);
        }

        controller.Accepted(Take(), now);
        Assert.Equal(4, controller.Rate!.Value, 3);

        // It is not raised while another ban would cost more than that.
        for (int i = 0; i < 100; i++)
        {
            controller.Accepted(Take(), now);
        }

        Assert.Equal(4, controller.Rate!.Value, 3);

        PaceTicket Take()
        {
            while (!controller.TryTake(now, out turn, out TimeSpan? wait))
            {
                now += wait!.Value;
            }

            return turn;
        }
    }

    private Pace Make() => new(_clock, () => new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero) + _clock.Now, s_longest);

    private static async Task StandAsync(Pace pace, Action<string>? warn = null)
        => await Assert.ThrowsAsync<SmarticoException>(async () =>
        {
            while (true)
            {
                pace.Refused(await pace.TakeAsync(warn, default), retryAfter: null);
            }
        });
}
