using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>A row is neither lost nor doubled by a fault of the network or the server.</summary>
public sealed class RetryTests
{
    private const string Throttling = "Too many requests to API from the same account";

    public static TheoryData<string> Faults => new("429", "503", "500", "502", "504", "reset-before", "reset-after", "cut-answer", "cut-body", "throttle-200", "throttle-400");

    /// <summary>The account's limit: the pace waits for it, and no retry counts.</summary>
    private static bool IsRefusal(string fault) => fault is "429" or "throttle-200" or "throttle-400" or "throttle-503";

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Read_survives_two_faults(string fault)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        var delays = new Delays();
        SmarticoClient client = TestClient.Over(host.BaseUri, delays: delays);
        host.Sandbox.Faults.Enqueue(Fault(fault));
        host.Sandbox.Faults.Enqueue(Fault(fault));

        PromoCode code = await client.PromoCodes.GetAsync(Samples.PromoCodeId);

        Assert.Equal("WELCOME2026", code.PromoCode);
        Assert.Equal(IsRefusal(fault) ? 0 : 2, delays.Asked.Count);
        Assert.Equal(3, host.Sandbox.GetRequests().Count);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Update_survives_two_faults_and_happens(string fault)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri);
        host.Sandbox.Faults.Enqueue(Fault(fault));
        host.Sandbox.Faults.Enqueue(Fault(fault));

        PromoCode? code = await client.PromoCodes.UpdateAsync(Samples.PromoCodeId, Samples.Update());

        Assert.Equal("changed", code!.DescriptionInternal);
        Assert.Equal(3, host.Sandbox.GetRequests().Count);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("throttle-200")]
    [InlineData("throttle-400")]
    [InlineData("throttle-503")]
    public async Task Create_turned_away_at_the_rate_limit_is_sent_again_and_made_once(string fault)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri);
        host.Sandbox.Faults.Enqueue(Fault(fault));
        host.Sandbox.Faults.Enqueue(Fault(fault));

        PromoCode created = await client.PromoCodes.CreateAsync(Samples.Create("ONCE"));

        Assert.Equal("ONCE", created.PromoCode);
        Assert.Equal(3, host.Sandbox.GetRequests().Count(r => r.Method == "POST"));
        Assert.Equal(1, await CountOf(client, "ONCE"));
    }

    [Theory]
    [InlineData("503", "upstream is down", 0)]
    [InlineData("503-after", "upstream is down", 1)]
    [InlineData("500", "boom", 0)]
    [InlineData("500-after", "boom", 1)]
    [InlineData("502", "Bad Gateway", 0)]
    [InlineData("html-after", "Bad Gateway", 1)]
    [InlineData("reset-before", null, 0)]
    [InlineData("reset-after", null, 1)]
    [InlineData("cut-answer", null, 1)]
    [InlineData("cut-body", null, 1)]
    [InlineData("stall-after", null, 1)]
    public async Task Post_whose_answer_is_lost_is_indeterminate_and_sent_once(string fault, string? words, int made)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        var delays = new Delays();
        SmarticoClient client = TestClient.Over(host.BaseUri, delays: delays, timeout: TimeSpan.FromSeconds(fault == "stall-after" ? 1 : 20));
        host.Sandbox.Faults.Enqueue(Fault(fault));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => client.SendAsync(SmarticoRequest.Post("api/af2_promocodes_op", Samples.Create("ONCE").ToJson()), a => a.ReadWritten(new Expected(null, "id"))));

        Assert.Equal(SmarticoErrorKind.Indeterminate, failure.Kind);
        Assert.Contains("POST api/af2_promocodes_op", failure.Message, StringComparison.Ordinal);
        Assert.IsType<SmarticoException>(failure.InnerException);
        Assert.Empty(delays.Asked);
        Assert.Equal(1, host.Sandbox.GetRequests().Count(r => r.Method == "POST"));
        Assert.Equal(made, await CountOf(client, "ONCE"));
        if (words is not null)
        {
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
            Assert.Contains(words, failure.ServerMessage, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Post_that_writes_nothing_is_sent_again_like_a_read(string fault)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        host.Sandbox.Faults.Enqueue(Fault(fault));
        var build = JObject.Parse("""{"method":"af2_build_link","params":{"linkParams":{"link_id":658,"affiliate_id":46554,"source_id":null}}}""");

        await TestClient.Over(host.BaseUri).SendAsync(new SmarticoRequest("POST", "api/private-api", body: build) { IsReadOnly = true }, a => a.ReadJson());

        Assert.Equal(2, host.Sandbox.GetRequests().Count);
    }

    [Theory]
    [InlineData("503", 2)]
    [InlineData("503-after", 1)]
    [InlineData("500", 2)]
    [InlineData("500-after", 1)]
    [InlineData("502", 2)]
    [InlineData("html-after", 1)]
    [InlineData("reset-before", 2)]
    [InlineData("reset-after", 1)]
    [InlineData("cut-answer", 1)]
    [InlineData("cut-body", 1)]
    [InlineData("stall-after", 1)]
    public async Task Promo_code_whose_answer_is_lost_is_found_out_and_made_once(string fault, int posts)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        var log = new RecordingLog();
        SmarticoClient client = TestClient.Over(host.BaseUri, timeout: TimeSpan.FromSeconds(fault == "stall-after" ? 1 : 20)).WithLog(log);
        host.Sandbox.Faults.Enqueue(Fault(fault));

        PromoCode created = await client.PromoCodes.CreateAsync(Samples.Create("ONCE"));

        Assert.Equal("ONCE", created.PromoCode);
        Assert.Equal(posts, host.Sandbox.GetRequests().Count(r => r.Method == "POST"));
        Assert.Equal(1, await CountOf(client, "ONCE"));
        Assert.Contains(posts == 1 ? "is there, as it was sent" : "Sending it again", log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promo_code_of_the_same_name_that_is_another_one_is_not_adopted()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri);
        host.Sandbox.Faults.Enqueue(Fault("reset-before"));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("WELCOME2026")));

        Assert.Equal(SmarticoErrorKind.AlreadyExists, failure.Kind);
        Assert.Contains("it is not the one that was to be created", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, host.Sandbox.GetRequests().Count(r => r.Method == "POST"));
    }

    [Fact]
    public async Task Promo_code_that_can_not_be_looked_for_stays_indeterminate()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri, maxRetryCount: 1);
        host.Sandbox.Faults.Chooser = request => request.Method == "POST" ? Fault("reset-after") : Fault("500");

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("ONCE")));

        Assert.Equal(SmarticoErrorKind.Indeterminate, failure.Kind);
        Assert.Equal(1, host.Sandbox.GetRequests().Count(r => r.Method == "POST"));
    }

    [Fact]
    public async Task Create_is_sent_again_where_the_connection_was_refused()
    {
        int port = FreePort();
        var delays = new Delays();
        SmarticoClient client = TestClient.Over(new Uri($"http://127.0.0.1:{port}/"), delays: delays, maxRetryCount: 3);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));

        Assert.Equal(SmarticoErrorKind.ConnectionFailed, failure.Kind);
        Assert.Equal(3, delays.Asked.Count);
        Assert.Contains("127.0.0.1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"message\":\"boom\"}", 400)]
    [InlineData("", 401)]
    [InlineData("", 403)]
    [InlineData("", 404)]
    [InlineData("{\"rows\":1}", 200)]
    [InlineData("[{\"id\":\"seven\"}]", 200)]
    public async Task What_will_fail_again_is_not_sent_again(string body, int status)
    {
        StubHandler server = StubHandler.Always(status, body);

        await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server).Affiliates.List().ReadPageAsync());

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task MaxRetryCount_is_the_number_of_further_attempts(int count)
    {
        StubHandler server = StubHandler.Always(503, "\"still down\"");
        var delays = new Delays();

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server, delays: delays, maxRetryCount: count).Affiliates.List().ReadPageAsync());

        Assert.Equal(count + 1, server.Requests.Count);
        Assert.Equal(count, delays.Asked.Count);
        Assert.Equal(SmarticoErrorKind.Throttled, failure.Kind);
        Assert.Contains("still down", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "\"" + Throttling + "\"", "application/json")]
    [InlineData(200, "{\"message\":\"" + Throttling + "\"}", "application/json")]
    [InlineData(400, "{\"error\":\"" + Throttling + "\"}", "application/json")]
    [InlineData(429, "{\"error\":{\"message\":\"" + Throttling + "\"}}", "application/json")]
    [InlineData(500, "\"" + Throttling + "\"", "application/json")]
    [InlineData(429, Throttling, "text/plain")]
    [InlineData(400, Throttling, "text/plain")]
    [InlineData(200, Throttling, "text/plain")]
    [InlineData(200, "<html><body><h1>" + Throttling + "</h1></body></html>", "text/html")]
    public async Task Throttling_is_known_by_its_words_whatever_carries_them(int status, string body, string contentType)
    {
        StubHandler server = StubHandler.Always(status, body, contentType);

        SmarticoException read = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server, maxRetryCount: 2).Affiliates.List().ReadPageAsync());
        SmarticoException create = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server, maxRetryCount: 2).PromoCodes.CreateAsync(Samples.Create("A")));

        Assert.Equal(SmarticoErrorKind.Throttled, read.Kind);
        Assert.Equal(SmarticoErrorKind.Throttled, create.Kind);
        Assert.Contains(Throttling, create.ServerMessage, StringComparison.Ordinal);
        Assert.Contains(Throttling, create.Message, StringComparison.Ordinal);
        Assert.Contains("has refused everything since", create.Message, StringComparison.Ordinal);
        Assert.InRange(server.Requests.Count, 14, 60);
    }

    [Theory]
    [InlineData("120", null, 120)]
    [InlineData("1", null, 1)]
    [InlineData("600", null, 600)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:27:30 GMT", 30)] // a server whose clock is years behind
    [InlineData("Wed, 21 Oct 2099 07:28:00 GMT", "Wed, 21 Oct 2099 07:23:00 GMT", 300)]
    public async Task Retry_after_is_waited_for(string retryAfter, string? date, int seconds)
    {
        var delays = new Delays();
        SmarticoClient client = TestClient.Over(
            StubHandler.InTurn(
                () => StubHandler.WithRetryAfter(StubHandler.Answer(429, "\"slow down\""), retryAfter, Date(date)),
                () => StubHandler.Answer(200, "[]")),
            delays: delays);

        await client.Affiliates.List().ReadPageAsync();

        Assert.InRange(delays.Pace.Asked.Sum(d => d.TotalSeconds), seconds - 1, seconds + 1);
        Assert.Empty(delays.Asked);
    }

    [Fact]
    public async Task Retry_after_as_a_date_without_the_servers_own_is_measured_by_this_clock()
    {
        var delays = new Delays();
        string soon = DateTimeOffset.UtcNow.AddSeconds(60).ToString("R", CultureInfo.InvariantCulture);
        SmarticoClient client = TestClient.Over(
            StubHandler.InTurn(() => StubHandler.WithRetryAfter(StubHandler.Answer(503, ""), soon), () => StubHandler.Answer(200, "[]")), delays: delays);

        await client.Affiliates.List().ReadPageAsync();

        Assert.InRange(delays.Asked.Single().TotalSeconds, 50, 62);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")] // long ago
    public async Task Without_a_useful_retry_after_the_waits_grow_and_are_bounded(string retryAfter)
    {
        var delays = new Delays();
        SmarticoClient client = TestClient.Over(
            new StubHandler(_ => retryAfter.Length == 0 ? StubHandler.Answer(503, "") : StubHandler.WithRetryAfter(StubHandler.Answer(503, ""), retryAfter)),
            delays: delays,
            maxRetryCount: 12);

        await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());

        Assert.Equal(12, delays.Asked.Count);
        for (int i = 0; i < delays.Asked.Count; i++)
        {
            double full = Math.Min(500 * Math.Pow(2, i), 30_000);
            Assert.InRange(delays.Asked[i].TotalMilliseconds, full / 2, full);
        }
    }

    [Fact]
    public async Task Waits_of_overlapping_requests_differ()
    {
        var delays = new Delays();
        SmarticoClient client = TestClient.Over(StubHandler.Always(503, ""), delays: delays, maxRetryCount: 1);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync())));

        Assert.InRange(delays.Asked.Distinct().Count(), 10, 20);
    }

    [Theory]
    [InlineData("901")]
    [InlineData("86400")]
    [InlineData("Wed, 21 Oct 2099 07:28:00 GMT")]
    public async Task Nobody_is_kept_waiting_longer_than_agreed(string retryAfter)
    {
        var delays = new Delays();
        var server = new StubHandler(_ => StubHandler.WithRetryAfter(StubHandler.Answer(429, "\"Daily quota used up\""), retryAfter));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server, delays: delays).Affiliates.List().ReadPageAsync());

        Assert.Empty(delays.Asked);
        Assert.Single(server.Requests);
        Assert.Equal(SmarticoErrorKind.Throttled, failure.Kind);
        Assert.Contains("Daily quota used up", failure.Message, StringComparison.Ordinal);
        Assert.Contains("asked for a pause until", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.RetryAfter > TimeSpan.FromMinutes(14.9));
    }

    [Fact]
    public async Task Answer_cut_off_anywhere_is_read_again()
    {
        const string whole = "[{\"id\":7,\"affiliate_name\":\"a \\\"b\\\" {[\",\"balance\":1.5,\"extra_role_ids\":[100,101],\"no_carry_over\":true,\"country\":null}]";
        for (int length = 0; length < whole.Length; length++)
        {
            int cut = length;
            StubHandler server = StubHandler.InTurn(() => StubHandler.Answer(200, whole[..cut]), () => StubHandler.Answer(200, whole));

            var page = await TestClient.Over(server, maxRetryCount: 1).Affiliates.List().ReadPageAsync();

            Assert.Equal(7, page!.Single().AffiliateId);
            Assert.Equal(2, server.Requests.Count);
        }
    }

    [Fact]
    public async Task Each_attempt_carries_the_whole_request()
    {
        StubHandler server = StubHandler.InTurn(() => StubHandler.Answer(429, ""), () => throw new HttpRequestException("gone", new SocketException((int)SocketError.ConnectionRefused)), () => StubHandler.Answer(200, "{\"id\":9,\"promocode\":\"A\"}"));

        await TestClient.Over(server).PromoCodes.CreateAsync(Samples.Create("A"));

        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Distinct());
        Assert.Contains("\"promocode\":\"A\"", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.Equal(TestClient.Key, server.Requests[0].Authorization);
    }

    [Fact]
    public async Task Retries_are_told_in_the_verbose_stream_with_the_servers_words()
    {
        var log = new RecordingLog();
        StubHandler server = StubHandler.InTurn(() => StubHandler.Answer(429, "\"" + Throttling + "\""), () => StubHandler.Answer(200, "[]"));

        await TestClient.Over(server).WithLog(log).Affiliates.List().ReadPageAsync();

        Assert.Contains(log.VerboseLines, l => l.Contains(Throttling, StringComparison.Ordinal) && l.Contains("Trying again when its turn comes", StringComparison.Ordinal));
    }

    private static SandboxFault Fault(string name) => name switch
    {
        "429" => SandboxFault.Status(429),
        "503" => SandboxFault.Status(503, "\"upstream is down\""),
        "503-after" => SandboxFault.StatusAfterCommit(503, "{\"message\":\"upstream is down\"}"),
        "500" => SandboxFault.Status(500, "{\"message\":\"boom\"}"),
        "500-after" => SandboxFault.StatusAfterCommit(500, "{\"message\":\"boom\"}"),
        "502" => SandboxFault.Status(502, "<html><h1>Bad Gateway</h1></html>", "text/html"),
        "html-after" => SandboxFault.StatusAfterCommit(200, "<html><h1>Bad Gateway</h1></html>", "text/html"),
        "504" => SandboxFault.Status(504),
        "reset-before" => SandboxFault.ResetBeforeCommit(),
        "reset-after" => SandboxFault.ResetAfterCommit(),
        "cut-answer" => SandboxFault.TruncatedAnswer(),
        "cut-body" => SandboxFault.TruncatedBody(),
        "stall-after" => SandboxFault.StallAfterCommit(TimeSpan.FromSeconds(30)).Matching("POST", ""),
        "throttle-200" => SandboxFault.Throttle(200),
        "throttle-400" => SandboxFault.Throttle(400),
        "throttle-503" => SandboxFault.Throttle(503),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static DateTimeOffset? Date(string? text) => text is null ? null : DateTimeOffset.ParseExact(text, "R", CultureInfo.InvariantCulture);

    private static async Task<int> CountOf(SmarticoClient client, string code)
        => (await client.PromoCodes.List(new PromoCodeFilter { Search = code }).ReadPageAsync())?.Count(p => p.PromoCode == code) ?? 0;

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
