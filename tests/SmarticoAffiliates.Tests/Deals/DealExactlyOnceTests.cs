using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>A deal whose answer was lost is there once, whatever happened, or the caller is told that nobody knows.</summary>
public sealed class DealExactlyOnceTests
{
    private const string Path = "/api/af2_deals_op";
    private const int AffiliateId = 64257;

    private static readonly DealCreate s_create = new() { AffiliateId = AffiliateId, DealType = DealType.CPA, Name = "Lost", CpaAmount = 12.5m };

    private readonly SmarticoSandbox _sandbox = new();

    public static TheoryData<string, SandboxFault> Lost => new()
    {
        { "reset after commit", SandboxFault.ResetAfterCommit() },
        { "reset before commit", SandboxFault.ResetBeforeCommit() },
        { "503 after commit", SandboxFault.StatusAfterCommit(503) },
        { "503 before commit", SandboxFault.Status(503) },
        { "500 after commit", SandboxFault.StatusAfterCommit(500) },
        { "cut off", SandboxFault.TruncatedAnswer() },
        { "half of the JSON", SandboxFault.TruncatedBody() },
        { "not JSON", SandboxFault.StatusAfterCommit(200, "<html>oops</html>", "text/html") },
        { "accepted without an answer", SandboxFault.StatusAfterCommit(200, string.Empty) },
        { "throttled", SandboxFault.Throttle() },
    };

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task Deal_whose_answer_was_lost_is_there_once(string name, SandboxFault fault)
    {
        _sandbox.Faults.Enqueue(fault.Matching("POST", Path));
        SmarticoClient client = Client();

        Deal created = await client.Deals.CreateAsync(s_create);

        Assert.True(await CountAsync(client) == 1, name);
        Assert.Equal(("Lost", 12.5m), (created.Name, created.CpaAmount));
    }

    [Fact]
    public async Task Deal_that_timed_out_after_the_commit_is_adopted()
    {
        _sandbox.Faults.Enqueue(SandboxFault.StallAfterCommit(TimeSpan.FromSeconds(20)).Matching("POST", Path));
        SmarticoClient client = Client(TimeSpan.FromMilliseconds(300));

        Deal created = await client.Deals.CreateAsync(s_create);

        Assert.Equal((1, "Lost"), (await CountAsync(client), created.Name));
        Assert.Equal(1, Posts());
    }

    public static TheoryData<SandboxFault> StillUnderWay => new()
    {
        SandboxFault.Stall(TimeSpan.FromSeconds(20)), SandboxFault.Status(504), SandboxFault.Status(524, "<html>A timeout occurred</html>", "text/html"),
        SandboxFault.Status(200, string.Empty),
    };

    [Theory]
    [MemberData(nameof(StillUnderWay))]
    public async Task Deal_that_is_not_there_but_may_still_come_is_not_sent_again(SandboxFault fault)
    {
        _sandbox.Faults.Enqueue(fault.Matching("POST", Path));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Client(TimeSpan.FromMilliseconds(300)).Deals.CreateAsync(s_create));

        Assert.Equal((SmarticoErrorKind.Indeterminate, 1), (failure.Kind, Posts()));
    }

    [Fact]
    public async Task Deal_that_only_resembles_the_lost_one_is_not_taken_for_it()
    {
        SmarticoClient client = Client();
        await client.Deals.CreateAsync(s_create.With(r => r.CpaFtdQualifier, 5m));
        await client.Deals.CreateAsync(s_create.With(r => r.CpaAmount, 12.51m));
        await client.Deals.CreateAsync(s_create.With(r => r.Name, "Lost and found"));
        _sandbox.Faults.Enqueue(SandboxFault.ResetBeforeCommit().Matching("POST", Path));

        Deal created = await client.Deals.CreateAsync(s_create);

        Assert.Equal((null, 12.5m, "Lost"), (created.CpaFtdQualifier, created.CpaAmount, created.Name));
        Assert.Equal(5, Posts());
    }

    [Fact]
    public async Task Newest_of_several_that_are_the_same_is_adopted()
    {
        await Client().Deals.CreateAsync(s_create);
        _sandbox.Faults.Enqueue(SandboxFault.ResetAfterCommit().Matching("POST", Path));
        SmarticoClient client = Client();

        Deal created = await client.Deals.CreateAsync(s_create);

        Assert.Equal((await client.Deals.ListAsync(AffiliateId)).Max(d => d.DealId), created.DealId);
        Assert.Equal(2, await CountAsync(client));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_rows_that_want_the_same_get_two_deals(bool committed)
    {
        SmarticoClient client = Client();
        Deal first = await client.Deals.CreateAsync(s_create);
        _sandbox.Faults.Enqueue((committed ? SandboxFault.ResetAfterCommit() : SandboxFault.ResetBeforeCommit()).Matching("POST", Path));

        Deal second = await client.WithLog(new NoLog()).Deals.CreateAsync(s_create);

        Assert.NotEqual(first.DealId, second.DealId);
        Assert.Equal(2, await CountAsync(client));
    }

    [Fact]
    public async Task Bulk_of_equal_and_different_rows_under_faults_makes_one_deal_a_row()
    {
        int count = 0;
        Func<SandboxFault>[] faults =
        [
            SandboxFault.ResetAfterCommit, SandboxFault.ResetBeforeCommit, SandboxFault.TruncatedAnswer, SandboxFault.TruncatedBody,
            () => SandboxFault.StatusAfterCommit(503), () => SandboxFault.Status(503), () => SandboxFault.Throttle(), () => SandboxFault.StatusAfterCommit(502, "<html>Bad gateway</html>", "text/html"),
        ];
        _sandbox.Faults.Chooser = request =>
            request.Method == "POST" && Interlocked.Increment(ref count) is var n && n % 3 != 0 ? faults[n % faults.Length]() : null;
        SmarticoClient client = Client();
        int before = (await client.Deals.ListAsync(AffiliateId)).Count;

        // 40 different deals, each wanted three times.
        Deal[] created = await Task.WhenAll(Enumerable.Range(0, 120)
            .Select(i => Task.Run(() => client.Deals.CreateAsync(s_create.With(r => r.CpaAmount, 1 + (i % 40))))));
        _sandbox.Faults.Clear();

        IReadOnlyList<Deal> listed = await client.Deals.ListAsync(AffiliateId);
        Assert.Equal(120, created.Select(d => d.DealId).Distinct().Count());
        Assert.Equal(before + 120, listed.Count);
        Assert.All(listed.Where(d => d.Name == "Lost").GroupBy(d => d.CpaAmount), same => Assert.Equal(3, same.Count()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resumed_create_is_looked_for_first(bool isThere)
    {
        if (isThere)
        {
            await Client().Deals.CreateAsync(s_create);
        }

        SmarticoClient client = Client();
        await client.Deals.CreateAsync(s_create, new ResumedCreate([]));

        Assert.Equal((1, 1), (await CountAsync(client), Posts()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resumed_create_is_not_given_the_deal_of_a_finished_row(bool isThere)
    {
        Deal finished = await Client().Deals.CreateAsync(s_create);
        Deal? own = isThere ? await Client().Deals.CreateAsync(s_create) : null;
        SmarticoClient client = Client();
        client.CreatedRecords.Take(finished);

        Deal resumed = await client.Deals.CreateAsync(s_create, new ResumedCreate([]));

        Assert.NotEqual(finished.DealId, resumed.DealId);
        Assert.Equal(own?.DealId ?? resumed.DealId, resumed.DealId);
        Assert.Equal((2, 2), (await CountAsync(client), Posts()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resumed_create_is_not_given_what_was_there_before_it(bool isThere)
    {
        Deal before = await Client().Deals.CreateAsync(s_create);
        Deal? own = isThere ? await Client().Deals.CreateAsync(s_create) : null;

        Deal resumed = await Client().Deals.CreateAsync(s_create, new ResumedCreate([before.DealId]));

        Assert.NotEqual(before.DealId, resumed.DealId);
        Assert.Equal(own?.DealId ?? resumed.DealId, resumed.DealId);
        Assert.Equal((2, 2), (await CountAsync(Client()), Posts()));
    }

    [Fact]
    public async Task Resumed_create_is_in_doubt_where_one_is_there_and_nobody_knows_since_when()
    {
        Deal before = await Client().Deals.CreateAsync(s_create);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Client().Deals.CreateAsync(s_create, new ResumedCreate(null)));

        Assert.Equal(SmarticoErrorKind.Indeterminate, failure.Kind);
        Assert.Contains(FormattableString.Invariant($"(id {before.DealId}) is there and may be it: it is not known whether it was there before"), failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, Posts());
    }

    [Fact]
    public async Task Deal_whose_row_no_journal_has_is_found_again_in_the_same_session()
    {
        SmarticoClient client = Client();
        Deal created = await client.Deals.CreateAsync(s_create);
        client.CreatedRecords.Release(created);

        Deal resumed = await client.Deals.CreateAsync(s_create, new ResumedCreate([]));

        Assert.Equal((created.DealId, 1), (resumed.DealId, Posts()));
    }

    [Fact]
    public async Task Deal_that_was_there_before_is_not_taken_for_the_lost_one()
    {
        Deal before = await Client().Deals.CreateAsync(s_create);
        _sandbox.Faults.Enqueue(SandboxFault.ResetBeforeCommit().Matching("POST", Path));
        SmarticoClient client = Client();

        Deal created = await client.Deals.CreateAsync(s_create);

        Assert.NotEqual(before.DealId, created.DealId);
        Assert.Equal(2, await CountAsync(client));
    }

    [Fact]
    public async Task Near_match_is_named_and_followed_by_no_second_create()
    {
        SmarticoClient somebodyElse = Client();
        int posts = 0;
        Deal? near = null;
        _sandbox.Faults.Chooser = request =>
        {
            if (request.Method != "POST" || Interlocked.Increment(ref posts) != 1)
            {
                return null;
            }

            near = Task.Run(() => somebodyElse.Deals.CreateAsync(s_create.With(r => r.CpaAmount, 99m))).GetAwaiter().GetResult();
            return SandboxFault.ResetBeforeCommit();
        };

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Client().Deals.CreateAsync(s_create));

        Assert.Equal((SmarticoErrorKind.Indeterminate, 2), (failure.Kind, posts));
        Assert.Contains(near!.DealId.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
        Assert.Contains("CpaAmount is 99", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(291)]
    public async Task Deal_that_was_throttled_after_the_commit_is_not_sent_again(int status)
    {
        _sandbox.Faults.Enqueue(SandboxFault.StatusAfterCommit(status, "\"Too many requests to API from the same account\"").Matching("POST", Path));
        SmarticoClient client = Client();

        await client.Deals.CreateAsync(s_create);

        Assert.Equal((1, 1), (await CountAsync(client), Posts()));
    }

    [Fact]
    public async Task Equal_deals_of_several_connections_of_one_process_are_kept_apart()
    {
        await using Sandbox.Hosting.SandboxHost host = await Sandbox.Hosting.SandboxHost.StartAsync(_sandbox);
        int count = 0;
        _sandbox.Faults.Chooser = request => request.Method == "POST" && Interlocked.Increment(ref count) is var n && n % 5 == 0
            ? (n % 10 == 0 ? SandboxFault.ResetAfterCommit() : SandboxFault.ResetBeforeCommit())
            : null;
        SmarticoClient[] clients = [.. Enumerable.Range(0, 4).Select(_ => new SmarticoClient(
            new SmarticoClientOptions { BaseUri = host.BaseUri, ApiKey = _sandbox.GetApiKey(), Delay = (_, _) => Task.CompletedTask, PaceClock = new PassingClock() }))];

        Deal[] created = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(() => clients[i % 4].Deals.CreateAsync(s_create))));
        _sandbox.Faults.Clear();

        Assert.Equal((80, 80), (created.Select(d => d.DealId).Distinct().Count(), await CountAsync(clients[0])));
    }

    [Fact]
    public async Task Deal_that_was_turned_away_is_not_sent_again_where_it_can_not_be_looked_for()
    {
        int posts = 0;
        _sandbox.Faults.Chooser = r => r.Method != "POST" ? posts == 0 ? null : SandboxFault.Status(400)
            : Interlocked.Increment(ref posts) == 1 ? SandboxFault.Throttle() : null;

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Client().Deals.CreateAsync(s_create));

        Assert.Equal((SmarticoErrorKind.Indeterminate, 1), (failure.Kind, Posts()));
    }

    [Fact]
    public async Task Deal_of_a_create_that_stayed_in_doubt_is_not_taken_for_a_later_one()
    {
        var created = new CreatedRecords();
        Deal late = WireJson.Read<Deal>(WireJson.Parse("""{"id":77,"affiliate_id":64257,"deal_type_id":2,"deal_group_name":"Lost","cpa_amount":12.5}"""));
        await Assert.ThrowsAsync<SmarticoException>(() => created.CreateAsync<Deal>(
            "owner", s_create, _ => throw new SmarticoException(SmarticoErrorKind.Indeterminate, "Its answer was lost."), default));

        Sighting<Deal>? seen = null;
        await created.CreateAsync(
            "owner",
            s_create.With(r => r.CpaAmount, 12.504m),
            pending =>
            {
                seen = created.Recognise("owner", pending, [late]);
                return Task.FromResult(late);
            },
            default);

        Assert.Same(Sighting<Deal>.Nothing, seen);
    }

    [Fact]
    public async Task What_can_not_be_looked_up_stays_unknown()
    {
        _sandbox.Faults.Enqueue(SandboxFault.ResetAfterCommit().Matching("POST", Path));
        _sandbox.Faults.Chooser = request => request.Method == "GET" ? SandboxFault.Status(500) : null;

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Client().Deals.CreateAsync(s_create));

        Assert.Equal((SmarticoErrorKind.Indeterminate, 1), (failure.Kind, Posts()));
    }

    [Fact]
    public async Task Refusal_is_neither_sent_again_nor_looked_up()
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Client().Deals.CreateAsync(s_create.With(r => r.AffiliateId, 1)));

        Assert.Equal(SmarticoErrorKind.InvalidRequest, failure.Kind);
        Assert.Equal("GET POST", string.Join(' ', _sandbox.GetRequests().Select(r => r.Method)));
    }

    private static async Task<int> CountAsync(SmarticoClient client) => (await client.Deals.ListAsync(AffiliateId)).Count(d => d.Name == "Lost");

    private int Posts() => _sandbox.GetRequests().Count(r => r.Method == "POST");

    private SmarticoClient Client(TimeSpan? timeout = null)
        => new(
            new SmarticoClientOptions { BaseUri = _sandbox.BaseUri, ApiKey = _sandbox.GetApiKey(), Timeout = timeout ?? TimeSpan.FromSeconds(100), Delay = (_, _) => Task.CompletedTask },
            _sandbox.CreateHandler());

    private sealed class NoLog : ISmarticoLog
    {
        public bool WantsDebug => false;

        public void Warning(string message)
        {
            // Nobody asks.
        }

        public void Verbose(string message)
        {
            // Nobody asks.
        }

        public void Debug(string message)
        {
            // Nobody asks.
        }
    }
}
