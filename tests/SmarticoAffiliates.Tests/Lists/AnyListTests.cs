using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Lists of which nothing is known: no record lost, none doubled, whatever tells them apart.</summary>
public sealed class AnyListTests
{
    /// <summary>How the n-th record looks.</summary>
    private static readonly Dictionary<string, Func<int, string>> s_records = new(StringComparer.Ordinal)
    {
        ["a number for an id"] = n => $"{{\"id\":{n},\"name\":\"x\"}}",
        ["text for an id"] = n => $"{{\"id\":\"k{n}\"}}",
        ["another id, of which there are many"] = n => $"{{\"affiliate_id\":{n % 7},\"day\":{n}}}",
        ["no id"] = n => $"{{\"day\":{n}}}",
        ["an id for some"] = n => n % 2 == 0 ? $"{{\"id\":{n}}}" : $"{{\"id\":null,\"day\":{n}}}",
        ["an id of something else"] = n => $"{{\"id\":{n % 400},\"day\":{n}}}",
        ["equal ones among them"] = n => n % 3 == 0 ? "{\"amount\":10.50}" : $"{{\"amount\":{n}}}",
        ["no object"] = n => $"\"{n}\"",
    };

    public static TheoryData<string, int, bool, int> Lists()
    {
        var data = new TheoryData<string, int, bool, int>();
        foreach (string record in s_records.Keys)
        {
            foreach ((int cap, bool inclusive) in new[] { (999, true), (999, false), (1000, true), (1000, false) })
            {
                foreach (int size in new[] { 0, 1, 999, 1000, 1001, 2500 })
                {
                    data.Add(record, cap, inclusive, size);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_record_comes_once_and_in_order(string record, int cap, bool inclusive, int size)
    {
        string[] all = Enumerable.Range(1, size).Select(s_records[record]).ToArray();
        StubHandler server = Server(all, cap, inclusive);

        Assert.Equal(all, await TextsOf(TestClient.Over(server).List(SmarticoRequest.Get("api/af2_any_op?a=1"))), StringComparer.Ordinal);

        Assert.All(server.Requests, r => Assert.StartsWith("/api/af2_any_op?a=1&range=%5B", r.Uri.PathAndQuery, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 10)]
    [InlineData(990, 1500)]
    [InlineData(2400, 500)]
    [InlineData(5000, 1)]
    public async Task Skip_and_first_take_a_part(int skip, int first)
    {
        string[] all = Enumerable.Range(1, 2500).Select(n => $"{{\"day\":{n}}}").ToArray();
        StubHandler server = Server(all, 1000, true);

        Assert.Equal(all.Skip(skip).Take(first), await TextsOf(TestClient.Over(server).List(SmarticoRequest.Get("api/x"), skip, first)), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("a number for an id")]
    [InlineData("no id")]
    [InlineData("an id for some")]
    [InlineData("another id, of which there are many")]
    public async Task Page_that_begins_with_the_end_of_the_one_before_gives_only_what_is_new(string record)
    {
        string[] all = Enumerable.Range(1, 2500).Select(s_records[record]).ToArray();

        // A record that came to the front of the list meanwhile, or a server that counts from one.
        var server = new StubHandler(r => StubHandler.Answer(200, Page(all, Math.Max(0, From(r) - 1), 1000)));

        Assert.Equal(all, await TextsOf(TestClient.Over(server).List(SmarticoRequest.Get("api/x"))), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("a number for an id")]
    [InlineData("no id")]
    [InlineData("equal ones among them")]
    public async Task Server_that_ignores_the_range_ends_after_its_page_is_seen_twice(string record)
    {
        string[] all = Enumerable.Range(1, 1200).Select(s_records[record]).ToArray();
        StubHandler server = StubHandler.Always(200, Page(all, 0, 1200));

        Assert.Equal(all, await TextsOf(TestClient.Over(server).List(SmarticoRequest.Get("api/x"))), StringComparer.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task List_in_a_data_envelope_is_a_list_and_anything_else_is_none()
    {
        Assert.Equal(["{\"n\":1}"], await TextsOf(TestClient.Over(StubHandler.Always(200, """{"data":[{"n":1}],"meta":{"n":2}}""")).List(SmarticoRequest.Get("api/x"))));

        SmarticoException other = await Assert.ThrowsAsync<SmarticoException>(() => TextsOf(TestClient.Over(StubHandler.Always(200, "{}")).List(SmarticoRequest.Get("api/x"))));
        SmarticoException refusal = await Assert.ThrowsAsync<SmarticoException>(() => TextsOf(TestClient.Over(StubHandler.Always(200, "\"Not for you\"")).List(SmarticoRequest.Get("api/x"))));

        Assert.Equal(SmarticoErrorKind.InvalidResponse, other.Kind);
        Assert.Equal("Not for you", refusal.ServerMessage);
    }

    [Fact]
    public async Task Sandbox_over_http_gives_what_the_typed_list_gives()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { AffiliateCount = 2001 }));

        List<string> any = await TextsOf(TestClient.Over(host.BaseUri).List(SmarticoRequest.Get("api/af2_aff_op")));

        Assert.Equal(2001, any.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2001, any.Count);
        Assert.Equal(3, host.Sandbox.GetRequests().Count);
    }

    private static StubHandler Server(string[] all, int cap, bool inclusive)
        => new(r =>
        {
            int to = (int)JArray.Parse(r.Query("range")!)[1];
            return StubHandler.Answer(200, Page(all, From(r), Math.Min(cap, to - From(r) + (inclusive ? 1 : 0))));
        });

    private static int From(SeenRequest request) => (int)JArray.Parse(request.Query("range")!)[0];

    private static string Page(string[] all, int from, int count) => "[" + string.Join(',', all.Skip(from).Take(count)) + "]";

    private static async Task<List<string>> TextsOf(PageReader<JToken> pages)
    {
        List<string> texts = [];
        using (pages)
        {
            while (await pages.ReadPageAsync() is { } page)
            {
                texts.AddRange(page.Select(r => r.ToString(Formatting.None)));
            }
        }

        return texts;
    }
}
