using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Every record once and in order, whichever of the documents the server follows.</summary>
public sealed class PageReaderTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    public static TheoryData<int, bool, int> Lists()
    {
        var data = new TheoryData<int, bool, int>();
        foreach ((int cap, bool inclusive) in new[] { (999, true), (999, false), (1000, true), (1000, false) })
        {
            foreach (int size in new[] { 0, 1, 997, 998, 999, 1000, 1001, 1998, 1999, 2000, 2001, 2500 })
            {
                data.Add(cap, inclusive, size);
            }
        }

        return data;
    }

    public static TheoryData<int, bool, int, int> Slices()
    {
        var data = new TheoryData<int, bool, int, int>();
        foreach ((int cap, bool inclusive) in new[] { (999, true), (999, false), (1000, true), (1000, false) })
        {
            foreach (int first in new[] { 0, 1, 5, 10, 998, 999, 1000, 1001, 1500, 1998, 1999, 2000, 2500, 9999 })
            {
                foreach (int skip in new[] { 0, 1, 1000, 1490, 2499, 2500, 2501 })
                {
                    data.Add(cap, inclusive, first, skip);
                }
            }
        }

        return data;
    }

    [Theory]
    [InlineData("""[{"affiliate_id":1},{"affiliate_id":2}""")]
    [InlineData("""[{"affiliate_id":1},{"affiliate_id":2},""")]
    [InlineData("""[{"affiliate_id":1}][{"affiliate_id":2}]""")]
    [InlineData("""[{"affiliate_id":1}] x""")]
    [InlineData("""{"data":[{"affiliate_id":1}]""")]
    [InlineData("""{"data":[{"affiliate_id":1}]}[]""")]
    public async Task List_that_is_cut_off_or_followed_by_something_is_none(string body)
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => TestClient.Over(StubHandler.Always(200, body), maxRetryCount: 0).Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_record_comes_once_and_in_order(int cap, bool inclusive, int size)
    {
        var server = new ListServer(size, cap, inclusive);

        List<int> ids = await IdsOf(TestClient.Over(server.Handler).Affiliates.List());

        Assert.Equal(Enumerable.Range(1, size), ids);

        // Full pages, and one that tells the end unless the last one was short.
        int full = Math.Min(cap, inclusive ? 1000 : 999);
        int pages = 1;
        while (Math.Min(full, size - ((pages - 1) * (full - 1))) >= 999)
        {
            // Each further page begins with the last record of the one before.
            pages++;
        }

        Assert.Equal(pages, server.Handler.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Slices))]
    public async Task First_and_skip_take_what_they_say_with_the_fewest_requests(int cap, bool inclusive, int first, int skip)
    {
        const int size = 2500;
        var server = new ListServer(size, cap, inclusive);

        List<int> ids = await IdsOf(TestClient.Over(server.Handler).Affiliates.List(null, skip, first));

        int there = Math.Max(0, size - skip);
        Assert.Equal(Enumerable.Range(skip + 1, Math.Min(there, first)), ids);
        int full = Math.Min(cap, inclusive ? 1000 : 999);
        if (first <= there)
        {
            // Each further page begins with the last record of the one before.
            Assert.Equal(first <= full ? Math.Min(first, 1) : 1 + (first - full + full - 2) / (full - 1), server.Handler.Requests.Count);
        }
        else
        {
            Assert.InRange(server.Handler.Requests.Count, 1, (there / (full - 1)) + 1);
        }

        // A few records are not paid for with a page of a thousand.
        Assert.All(server.Handler.Requests, r =>
        {
            var range = JArray.Parse(r.Query("range")!);
            Assert.InRange((int)range[1] - (int)range[0], 1, Math.Min(first, 999));
        });
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 998)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue - 999)]
    public async Task Skip_beyond_any_list_gives_nothing(long skip)
        => Assert.Empty(await IdsOf(TestClient.Over(new SmarticoSandbox()).Affiliates.List(null, skip)));

    [Theory]
    [InlineData(999, true)]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    [InlineData(1000, false)]
    public async Task Sandbox_over_http_gives_all_affiliates_and_promo_codes(int cap, bool inclusive)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { AffiliateCount = 2001, PromoCodeCount = 1999, PageCap = cap, RangeIsInclusive = inclusive }));
        SmarticoClient client = TestClient.Over(host.BaseUri);

        List<int> affiliates = await IdsOf(client.Affiliates.List());
        List<int> codes = [];
        using PageReader<PromoCode> pages = client.PromoCodes.List();
        while (await pages.ReadPageAsync() is { } page)
        {
            codes.AddRange(page.Select(p => p.PromoCodeId));
        }

        Assert.Equal(2001, affiliates.Distinct().Count());
        Assert.Equal(2001, affiliates.Count);
        Assert.Equal(1999, codes.Distinct().Count());
        Assert.Equal(1999, codes.Count);
    }

    [Fact]
    public async Task Lists_in_a_data_envelope_are_lists()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { AffiliateCount = 1500, ListEnvelope = SandboxListEnvelope.Data }));

        List<int> ids = await IdsOf(TestClient.Over(host.BaseUri).Affiliates.List());

        Assert.Equal(1500, ids.Distinct().Count());
    }

    [Fact]
    public async Task Balance_is_asked_for_only_on_demand_and_statuses_go_as_an_array()
    {
        var server = new ListServer(0, 1000, true);
        SmarticoClient client = TestClient.Over(server.Handler);

        await client.Affiliates.List().ReadPageAsync();
        await client.Affiliates.List(new AffiliateFilter { IncludeBalance = true, Status = [AffiliateStatus.Approved] }).ReadPageAsync();

        Assert.Equal("{\"without_money\":true}", server.Handler.Requests[0].Query("filter"));
        Assert.Equal("{\"aff_status_id\":[2],\"without_money\":false}", server.Handler.Requests[1].Query("filter"));
    }

    [Fact]
    public async Task First_page_is_handed_out_while_the_second_is_still_under_way()
    {
        var gate = new TaskCompletionSource();
        var server = new ListServer(1500, 1000, true, page => page == 0 ? Task.CompletedTask : gate.Task);
        using PageReader<Affiliate> pages = TestClient.Over(server.Handler).Affiliates.List();

        IReadOnlyList<Affiliate>? first = await pages.ReadPageAsync().WaitAsync(s_limit);

        Assert.Equal(1000, first!.Count);
        await server.WaitForRequestAsync(2).WaitAsync(s_limit); // already on its way, though nobody asked for it yet
        Task<IReadOnlyList<Affiliate>?> second = pages.ReadPageAsync();
        Assert.False(second.IsCompleted);
        gate.SetResult();
        Assert.Equal(500, (await second.WaitAsync(s_limit))!.Count);
        Assert.Null(await pages.ReadPageAsync());
        Assert.Equal(2, server.Handler.Requests.Count);
    }

    [Fact]
    public async Task Nothing_is_fetched_ahead_beyond_first()
    {
        var server = new ListServer(2500, 1000, true);
        using PageReader<Affiliate> pages = TestClient.Over(server.Handler).Affiliates.List(first: 1000);

        await pages.ReadPageAsync();

        Assert.Null(await pages.ReadPageAsync());
        Assert.Single(server.Handler.Requests);
    }

    [Fact]
    public async Task Dispose_cancels_the_page_that_nobody_will_read_and_leaves_no_unobserved_error()
    {
        const string mark = "prefetch failed after it was given up";
        var unobserved = new List<string>();
        void Collect(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            lock (unobserved)
            {
                unobserved.Add(e.Exception.ToString());
            }
        }

        TaskScheduler.UnobservedTaskException += Collect;
        try
        {
            bool wasCancelled = await AbandonAsync(mark);
            Assert.True(wasCancelled);
            for (int i = 0; i < 5; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                await Task.Delay(10);
            }

            lock (unobserved)
            {
                Assert.DoesNotContain(unobserved, e => e.Contains(mark, StringComparison.Ordinal) || e.Contains("PageReader", StringComparison.Ordinal));
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Collect;
        }
    }

    [Fact]
    public async Task Cancelled_walk_stops()
    {
        var gate = new TaskCompletionSource();
        var server = new ListServer(5000, 1000, true, page => page == 0 ? Task.CompletedTask : gate.Task);
        using PageReader<Affiliate> pages = TestClient.Over(server.Handler).Affiliates.List();
        using var cancel = new CancellationTokenSource();
        await pages.ReadPageAsync(cancel.Token);

        Task second = pages.ReadPageAsync(cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(s_limit));
        Assert.Equal(2, server.Handler.Requests.Count);
    }

    [Fact]
    public async Task Failure_in_the_middle_is_told_after_what_came_before_it()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { AffiliateCount = 2500 }));
        int lists = 0;
        host.Sandbox.Faults.Chooser = _ => Interlocked.Increment(ref lists) == 2 ? SandboxFault.Status(400, "\"page two is broken\"") : null;
        using PageReader<Affiliate> pages = TestClient.Over(host.BaseUri).Affiliates.List();

        Assert.Equal(1000, (await pages.ReadPageAsync())!.Count);
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => pages.ReadPageAsync());

        Assert.Contains("page two is broken", failure.Message, StringComparison.Ordinal);
        Assert.Null(await pages.ReadPageAsync()); // the end: no part of the list may follow a hole
    }

    [Fact]
    public async Task Transient_fault_in_the_middle_leaves_no_hole()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { AffiliateCount = 2500 }));
        int requests = 0;
        host.Sandbox.Faults.Chooser = _ => (Interlocked.Increment(ref requests) % 2) == 0 ? SandboxFault.TruncatedAnswer() : null;

        List<int> ids = await IdsOf(TestClient.Over(host.BaseUri).Affiliates.List());

        Assert.Equal(2500, ids.Distinct().Count());
        Assert.Equal(2500, ids.Count);
    }

    [Fact]
    public async Task Server_that_ignores_the_range_ends_after_its_page_is_seen_twice()
    {
        string all = ListServer.Json(Enumerable.Range(1, 1200));
        StubHandler server = StubHandler.Always(200, all);

        List<int> ids = await IdsOf(TestClient.Over(server).Affiliates.List());

        Assert.Equal(Enumerable.Range(1, 1200), ids);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("\"affiliate_name\":\"]},{[\\\\\\\"{\"")]
    [InlineData("\"affiliate_name\":\"\\\\\"")]
    [InlineData("\"unknown\":[{\"a\":[{}]},[[]]]")]
    [InlineData("\"unknown\":'{\"'")]
    [InlineData("\"unknown\":1/*},{\"*/")]
    public async Task Brackets_inside_of_a_record_are_no_records(string field)
    {
        var server = new ListServer(2500, 1000, true, field: field);

        List<int> ids = await IdsOf(TestClient.Over(server.Handler).Affiliates.List());

        Assert.Equal(Enumerable.Range(1, 2500), ids);
        Assert.Equal(3, server.Handler.Requests.Count);
    }

    [Fact]
    public async Task Page_that_breaks_off_while_the_next_one_is_under_way_is_the_end()
    {
        var asked = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        int count = 0;
        var server = new StubHandler(async (_, token) =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                return StubHandler.Answer(200, ListServer.Json(Enumerable.Range(1, 999))[..^1] + ",{}]");
            }

            asked.SetResult();
            using CancellationTokenRegistration registration = token.Register(() => cancelled.TrySetResult());
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        });
        using PageReader<Affiliate> pages = TestClient.Over(server).Affiliates.List();

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => pages.ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
        Assert.Null(await pages.ReadPageAsync());
        if (asked.Task.IsCompleted)
        {
            await cancelled.Task.WaitAsync(s_limit);
        }
    }

    [Fact]
    public async Task Affiliates_are_found_by_one_walk_that_stops_when_all_are_found()
    {
        var server = new ListServer(5000, 1000, true);
        SmarticoClient client = TestClient.Over(server.Handler);

        IReadOnlyDictionary<int, Affiliate> found = await client.Affiliates.FindAsync([3, 1200, 3]);

        Assert.Equal([3, 1200], found.Keys.Order());
        Assert.InRange(server.Handler.Requests.Count, 2, 3); // one may be on its way already
    }

    [Fact]
    public async Task Looking_for_what_is_not_there_walks_the_list_once()
    {
        var server = new ListServer(2500, 1000, true);

        Assert.Empty(await TestClient.Over(server.Handler).Affiliates.FindAsync([99999]));
        Assert.Equal(3, server.Handler.Requests.Count);
        Assert.Empty(await TestClient.Over(server.Handler).Affiliates.FindAsync([]));
        Assert.Equal(3, server.Handler.Requests.Count);
    }

    private static async Task<bool> AbandonAsync(string mark)
    {
        var cancelled = new TaskCompletionSource<bool>();
        int count = 0;
        var server = new StubHandler(async (_, token) =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                return StubHandler.Answer(200, ListServer.Json(Enumerable.Range(1, 1000)));
            }

            try
            {
                await Task.Delay(s_limit, token);
            }
            catch (OperationCanceledException)
            {
                cancelled.SetResult(true);
            }

            throw new HttpRequestException(mark);
        });
        PageReader<Affiliate> pages = TestClient.Over(server).Affiliates.List();
        await pages.ReadPageAsync();
        pages.Dispose();
        pages.Dispose(); // twice is fine
        return await cancelled.Task.WaitAsync(s_limit);
    }

    private static async Task<List<int>> IdsOf(PageReader<Affiliate> pages)
    {
        var ids = new List<int>();
        using (pages)
        {
            while (await pages.ReadPageAsync() is { } page)
            {
                Assert.NotEmpty(page);
                ids.AddRange(page.Select(a => a.AffiliateId));
            }
        }

        return ids;
    }

    /// <summary>A list of the ids 1, 2, … behind a page cap.</summary>
    private sealed class ListServer
    {
        private readonly System.Threading.Channels.Channel<int> _arrived = System.Threading.Channels.Channel.CreateUnbounded<int>();
        private int _page = -1;

        public ListServer(int size, int cap, bool inclusive, Func<int, Task>? gate = null, string field = "\"unknown\":0")
            => Handler = new StubHandler(async (request, token) =>
            {
                int page = Interlocked.Increment(ref _page);
                _arrived.Writer.TryWrite(page);
                await (gate?.Invoke(page) ?? Task.CompletedTask).WaitAsync(token);
                var range = JArray.Parse(request.Query("range")!);
                int from = (int)range[0];
                int count = Math.Min(cap, (int)range[1] - from + (inclusive ? 1 : 0));
                return StubHandler.Answer(200, Json(Enumerable.Range(1, size).Skip(from).Take(count), field));
            });

        public StubHandler Handler { get; }

        public static string Json(IEnumerable<int> ids, string field = "\"unknown\":0")
            => new StringBuilder("[").AppendJoin(',', ids.Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{i},{field}}}"))).Append(']').ToString();

        public async Task WaitForRequestAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                await _arrived.Reader.ReadAsync();
            }
        }
    }
}
