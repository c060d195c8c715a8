using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Every record that matched when the walk began comes once, also where the list changes under the reader.</summary>
public sealed class MovingListTests
{
    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public async Task Codes_that_are_closed_while_they_are_listed_are_all_closed(int cap, bool inclusive)
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { PromoCodeCount = 5000, PageCap = cap, RangeIsInclusive = inclusive });
        SmarticoClient client = TestClient.Over(sandbox);
        int active = (await AllAsync(client.PromoCodes.List(new PromoCodeFilter { Status = ActiveStatus.Active }))).Count;

        var seen = new List<int>();
        using PageReader<PromoCode> pages = client.PromoCodes.List(new PromoCodeFilter { Status = ActiveStatus.Active });
        while (await pages.ReadPageAsync() is { } page)
        {
            foreach (PromoCode code in page)
            {
                seen.Add(code.PromoCodeId);
                await client.PromoCodes.UpdateAsync(code.PromoCodeId, new PromoCodeUpdate { Status = ActiveStatus.Inactive });
            }
        }

        Assert.Empty(await AllAsync(client.PromoCodes.List(new PromoCodeFilter { Status = ActiveStatus.Active })));
        Assert.True(active > 3000);
        Assert.Equal(active, seen.Count);
        Assert.Distinct(seen);
    }

    /// <summary>The dialects of lists, over HTTP: all affiliates, each once, and each approved.</summary>
    [Theory]
    [InlineData(999, false, false, false)]
    [InlineData(1000, true, true, false)]
    [InlineData(400, true, true, false)]
    [InlineData(1000, true, false, true)]
    [InlineData(1000, true, true, true)]
    public async Task Affiliates_of_the_sandbox_are_all_approved_while_they_are_listed(int cap, bool inclusive, bool tellsTotals, bool ignoresRange)
    {
        var options = new SandboxOptions { AffiliateCount = 26_000, PageCap = cap, RangeIsInclusive = inclusive, TellsListTotals = tellsTotals, IgnoresRange = ignoresRange };
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(options));
        SmarticoClient client = TestClient.Over(host.BaseUri);
        var pending = new AffiliateFilter { Status = [AffiliateStatus.Pending] };
        int before = (await AllAsync(client.Affiliates.List(pending))).Count;

        var seen = new List<int>();
        using PageReader<Affiliate> pages = client.Affiliates.List(pending);
        while (await pages.ReadPageAsync() is { } page)
        {
            seen.AddRange(page.Select(a => a.AffiliateId));
            await Task.WhenAll(page.Select(a => client.Affiliates.UpdateAsync(a.AffiliateId, new AffiliateUpdate { Status = AffiliateStatus.Approved })));
        }

        Assert.Empty(await AllAsync(client.Affiliates.List(pending)));
        Assert.Equal(before, seen.Count);
        Assert.Distinct(seen);
        Assert.True(before > 1000, $"{before} fit into one page.");
    }

    [Fact]
    public async Task Affiliates_that_are_approved_while_they_are_listed_are_all_approved()
    {
        var server = new MovingServer(3300, seed: 0);
        SmarticoClient client = TestClient.Over(server.Handler);

        List<int> seen = [];
        using PageReader<Affiliate> pages = client.Affiliates.List();
        while (await pages.ReadPageAsync() is { } page)
        {
            foreach (Affiliate affiliate in page)
            {
                seen.Add(affiliate.AffiliateId);
                server.Remove(affiliate.AffiliateId);
            }
        }

        Assert.Equal(Enumerable.Range(1, 3300), seen.Order());
    }

    /// <summary>A server whose list is changed between any two of its answers, in every way that lists change.</summary>
    [Theory]
    [InlineData(Change.Leave)]
    [InlineData(Change.Come)]
    [InlineData(Change.ComeFirst)]
    [InlineData(Change.MoveToFront)]
    [InlineData(Change.MoveToEnd)]
    [InlineData(Change.Any)]
    public async Task Every_record_that_stays_comes_once_however_the_list_changes(Change change)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            var server = new MovingServer(1000 + (seed * 217), seed) { Change = change, Cap = seed % 2 == 0 ? 999 : 1000, IsInclusive = seed % 3 > 0 };
            var before = server.Ids.ToHashSet();

            List<int> seen = (await AllAsync(TestClient.Over(server.Handler).Affiliates.List())).ConvertAll(a => a.AffiliateId);

            Assert.Distinct(seen);
            int[] lost = before.Where(server.Ids.Contains).Except(seen).ToArray();
            Assert.True(lost.Length == 0, $"{change}, seed {seed}: {lost.Length} of {before.Count} lost.");
        }
    }

    [Theory]
    [InlineData(300)]
    [InlineData(500)]
    public async Task List_goes_on_behind_a_short_page_where_the_server_tells_of_more(int cap)
    {
        var server = new MovingServer(1200, seed: 0) { Cap = cap, TellsTotal = true };

        Assert.Equal(Enumerable.Range(1, 1200), (await AllAsync(TestClient.Over(server.Handler).Affiliates.List())).Select(a => a.AffiliateId));
    }

    [Fact]
    public async Task Record_that_comes_up_for_one_that_left_is_found_where_the_total_tells_of_it()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            int left = random.Next(1, 900);
            int cameUp = random.Next(1001, 2001);
            var server = new MovingServer(2000 + random.Next(1000), seed) { TellsTotal = true };
            var expected = server.Ids.ToHashSet();
            server.BetweenPages = n =>
            {
                if (n == 1)
                {
                    server.Remove(left);
                    server.MoveToFront(cameUp);
                }
            };

            List<int> seen = (await AllAsync(TestClient.Over(server.Handler).Affiliates.List())).ConvertAll(a => a.AffiliateId);

            Assert.Distinct(seen);
            Assert.True(expected.SetEquals(seen), $"Seed {seed}.");
        }
    }

    [Theory]
    [InlineData(Change.Come, 0)]
    [InlineData(Change.Leave, 0)]
    [InlineData(Change.Any, 0)]
    [InlineData(Change.Come, 1)]
    [InlineData(Change.Leave, 1)]
    [InlineData(Change.Any, 1)]
    public async Task Totals_take_nothing_away_however_the_list_changes(Change change, int parity)
    {
        for (int seed = 1 + parity; seed <= 20; seed += 2)
        {
            var server = new MovingServer(1000 + (seed * 217), seed) { Change = change, TellsTotal = true, Cap = parity == 0 ? 999 : 1000 };
            var before = server.Ids.ToHashSet();
            var log = new RecordingLog();

            List<int> seen = (await AllAsync(TestClient.Over(server.Handler).WithLog(log).Affiliates.List())).ConvertAll(a => a.AffiliateId);

            Assert.Distinct(seen);
            Assert.Empty(before.Where(server.Ids.Contains).Except(seen));
            Assert.Empty(log.WarningLines);
        }
    }

    [Fact]
    public async Task List_that_only_grows_at_its_end_is_walked_once()
    {
        var server = new MovingServer(2500, seed: 3) { Change = Change.Come, NeverRests = true, TellsTotal = true };

        List<int> seen = (await AllAsync(TestClient.Over(server.Handler).Affiliates.List())).ConvertAll(a => a.AffiliateId);

        Assert.Empty(Enumerable.Range(1, 2500).Except(seen));
        Assert.Equal(3, server.Handler.Requests.Count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(999)]
    [InlineData(2500)]
    public async Task Server_that_knows_no_ranges_gives_its_list_once(int size)
    {
        var server = new MovingServer(size, seed: 0) { IgnoresRange = true };

        Assert.Equal(Enumerable.Range(1, size), (await AllAsync(TestClient.Over(server.Handler).Affiliates.List())).Select(a => a.AffiliateId));
        Assert.InRange(server.Handler.Requests.Count, 1, 2);
    }

    [Fact]
    public async Task List_that_never_rests_ends_with_a_warning()
    {
        var log = new RecordingLog();
        var server = new MovingServer(2500, seed: 0) { Change = Change.MoveToFront, NeverRests = true };

        await AllAsync(TestClient.Over(server.Handler).WithLog(log).Affiliates.List());

        Assert.Contains("the list changed all the while it was read", Assert.Single(log.WarningLines), StringComparison.Ordinal);
    }

    private static async Task<List<T>> AllAsync<T>(PageReader<T> pages)
    {
        using (pages)
        {
            var all = new List<T>();
            while (await pages.ReadPageAsync() is { } page)
            {
                all.AddRange(page);
            }

            return all;
        }
    }

    /// <summary>What happens to the list between two answers.</summary>
    public enum Change
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>Records leave it.</summary>
        Leave,

        /// <summary>Records come behind the last one.</summary>
        Come,

        /// <summary>Records come before the first one.</summary>
        ComeFirst,

        /// <summary>Records that change come to the front, as in a list by date of change.</summary>
        MoveToFront,

        /// <summary>Or to the end.</summary>
        MoveToEnd,

        /// <summary>Any of these.</summary>
        Any,
    }

    private sealed class MovingServer
    {
        private readonly List<int> _ids;
        private readonly Random _random;
        private int _newest = 100_000;
        private int _changes;
        private int _answers;

        public MovingServer(int size, int seed)
        {
            _ids = Enumerable.Range(1, size).ToList();
            _random = new Random(seed);
            Handler = new StubHandler(Answer);
        }

        public StubHandler Handler { get; }

        public Change Change { get; init; }

        public int Cap { get; init; } = 1000;

        public bool IsInclusive { get; init; } = true;

        public bool TellsTotal { get; init; }

        public bool IgnoresRange { get; init; }

        public bool NeverRests { get; init; }

        /// <summary>Told before each answer how many went before it.</summary>
        public Action<int>? BetweenPages { get; set; }

        public IReadOnlyList<int> Ids => _ids;

        public void MoveToFront(int id)
        {
            lock (_ids)
            {
                _ids.Remove(id);
                _ids.Insert(0, id);
            }
        }

        public void Remove(int id)
        {
            lock (_ids)
            {
                _ids.Remove(id);
            }
        }

        private System.Net.Http.HttpResponseMessage Answer(SeenRequest request)
        {
            lock (_ids)
            {
                BetweenPages?.Invoke(_answers++);

                // It rests in the end, as lists do.
                if (NeverRests || _changes++ < 6)
                {
                    Alter(Change == Change.Any ? (Change)_random.Next(1, 6) : Change);
                }

                var range = JArray.Parse(request.Query("range")!);
                int from = IgnoresRange ? 0 : (int)range[0];
                int count = IgnoresRange ? int.MaxValue : Math.Min(Cap, (int)range[1] - from + (IsInclusive ? 1 : 0));
                int[] page = _ids.Skip(from).Take(count).ToArray();
                System.Net.Http.HttpResponseMessage answer = StubHandler.Answer(200, new JArray(page.Select(i => new JObject { ["affiliate_id"] = i, ["affiliate_name"] = i.ToString(CultureInfo.InvariantCulture) })).ToString());
                if (TellsTotal)
                {
                    answer.Content.Headers.TryAddWithoutValidation("Content-Range", $"affiliates {from}-{from + page.Length - 1}/{_ids.Count}");
                }

                return answer;
            }
        }

        private void Alter(Change change)
        {
            for (int i = _random.Next(1, 40); i > 0 && change is not Change.None; i--)
            {
                int place = _random.Next(_ids.Count);
                int id = _ids[place];
                switch (change)
                {
                    case Change.Leave:
                        _ids.RemoveAt(place);
                        break;
                    case Change.Come:
                        _ids.Add(++_newest);
                        break;
                    case Change.ComeFirst:
                        _ids.Insert(0, ++_newest);
                        break;
                    case Change.MoveToFront:
                        _ids.RemoveAt(place);
                        _ids.Insert(0, id);
                        break;
                    case Change.MoveToEnd:
                        _ids.RemoveAt(place);
                        _ids.Add(id);
                        break;
                }
            }
        }
    }
}
