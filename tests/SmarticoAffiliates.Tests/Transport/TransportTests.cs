using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What goes out goes out once and nowhere else, and what comes back is an answer or an exception of this library.</summary>
public sealed class TransportTests
{
    public static TheoryData<string> Exceptions =>
        new("broken gzip", "overflow", "not supported", "no reference", "cancelled by nobody", "several", "plain", "too much", "argument", "invalid");

    [Fact]
    public async Task Post_without_a_body_is_sent_once_on_a_connection_that_is_closed_under_it()
    {
        await using var server = new KeepAliveServer();
        SmarticoClient client = TestClient.Over(server.BaseUri);
        await client.SendAsync(SmarticoRequest.Get("api/first"), a => a.ReadAny());

        SmarticoException lost = await Assert.ThrowsAsync<SmarticoException>(() => client.SendAsync(new SmarticoRequest("POST", "api/second"), a => a.ReadAny()));

        Assert.Equal(SmarticoErrorKind.Indeterminate, lost.Kind);
        Assert.Equal("GET /api/first HTTP/1.1, POST /api/second HTTP/1.1", string.Join(", ", server.Requests));
    }

    /// <summary>Why the test above is one: the stack itself sends what has no content again.</summary>
    [Fact]
    public async Task Http_stack_sends_a_request_without_any_content_twice()
    {
        await using var server = new KeepAliveServer();
        using var http = new HttpClient();
        await http.GetStringAsync(new Uri(server.BaseUri, "api/first"));
        using var post = new HttpRequestMessage(HttpMethod.Post, new Uri(server.BaseUri, "api/second"));

        using HttpResponseMessage answered = await http.SendAsync(post);

        Assert.Equal(2, server.Requests.Count(r => r.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Answer_is_owned_by_whoever_keeps_it()
    {
        StubHandler server = StubHandler.InTurn(
            () => StubHandler.Answer(200, "[{\"id\":1}]"), () => StubHandler.Answer(200, "[{\"id\":222222}]"), () => StubHandler.Answer(200, "[{\"id\":3}]"));
        SmarticoClient client = TestClient.Over(server);

        Answer first = await client.SendAsync(SmarticoRequest.Get("api/x"), answer => answer);
        Answer second = await client.SendAsync(SmarticoRequest.Get("api/x"), answer => answer);
        await client.Affiliates.List().ReadPageAsync();

        Assert.Equal("[{\"id\":1}]", first.ReadJson().ToString(Formatting.None));
        Assert.Equal("[{\"id\":222222}]", second.ReadJson().ToString(Formatting.None));
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Whatever_a_handler_throws_is_a_lost_answer(string what)
    {
        var server = new StubHandler((_, _) => throw Thrown(what));
        SmarticoClient client = TestClient.Over(server, maxRetryCount: 2);

        SmarticoException read = await Assert.ThrowsAsync<SmarticoException>(() => client.SendAsync(SmarticoRequest.Get("api/x"), a => a.ReadAny()));
        int reads = server.Requests.Count;
        SmarticoException create = await Assert.ThrowsAsync<SmarticoException>(() => client.SendAsync(SmarticoRequest.Post("api/x", new JObject()), a => a.ReadAny()));

        Assert.Contains(read.Kind, new[] { SmarticoErrorKind.ConnectionFailed, SmarticoErrorKind.Timeout });
        Assert.Equal(3, reads);
        Assert.Equal(SmarticoErrorKind.Indeterminate, create.Kind);
        Assert.Equal(reads + 1, server.Requests.Count);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Body_that_can_not_be_unpacked_is_a_lost_answer(string encoding)
    {
        await using var server = new RawServer(_ => RawServer.Answer("200 OK", "{\"id\":150}"u8.ToArray(), "Content-Encoding: " + encoding));
        SmarticoClient client = TestClient.Over(server.BaseUri, maxRetryCount: 1);

        SmarticoException update = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.UpdateAsync(150, Samples.Update()));
        SmarticoException create = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));

        // Some bytes can be unpacked to others.
        Assert.Contains(update.Kind, new[] { SmarticoErrorKind.ConnectionFailed, SmarticoErrorKind.Indeterminate });
        Assert.Equal(SmarticoErrorKind.Indeterminate, create.Kind);
    }

    [Fact]
    public async Task Cancellation_of_the_caller_is_no_error_of_this_library()
    {
        using var cancel = new CancellationTokenSource();
        var server = new StubHandler(async (_, token) =>
        {
            await cancel.CancelAsync();
            throw new InvalidOperationException("The handler noticed it in its own way.");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestClient.Over(server).SendAsync(SmarticoRequest.Get("api/x"), a => a.ReadAny(), cancel.Token));
    }

    [Theory]
    [InlineData("4294968")]
    [InlineData("2147483647")]
    [InlineData("99999999999999999999")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("3600")]
    public async Task Retry_after_is_bounded_whatever_it_says(string value)
    {
        var delays = new Delays();
        var server = new StubHandler(r => StubHandler.WithRetryAfter(StubHandler.Answer(r.Method == "GET" ? 200 : 503, r.Method == "GET" ? "[]" : string.Empty), value));
        SmarticoClient client = TestClient.Over(server, delays: delays, maxRetryCount: 1);

        SmarticoException create = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));
        SmarticoException update = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.UpdateAsync(150, Samples.Update()));

        Assert.Equal(SmarticoErrorKind.Indeterminate, create.Kind);
        Assert.Equal(SmarticoErrorKind.Throttled, update.Kind);
        Assert.All(delays.Asked, d => Assert.InRange(d, TimeSpan.Zero, TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(3)));
    }

    [Theory]
    [InlineData("4294968")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task Absurd_pause_does_not_hold_the_next_requests_for_ever(string value)
    {
        StubHandler server = StubHandler.InTurn(
            () => StubHandler.WithRetryAfter(StubHandler.Answer(429, string.Empty), value), () => StubHandler.Answer(200, "[]"));
        SmarticoClient client = TestClient.Over(server);

        Assert.Equal(SmarticoErrorKind.Throttled, (await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync())).Kind);
        Assert.Equal(SmarticoErrorKind.Throttled, (await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync())).Kind);
    }

    [Fact]
    public async Task Answer_to_a_write_has_a_bound_of_its_own()
    {
        string large = "{\"id\":150,\"x\":\"" + new string('x', 1024 * 1024) + "\"}";
        SmarticoClient client = TestClient.Over(StubHandler.Always(200, large), maxRetryCount: 0);

        SmarticoException update = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.UpdateAsync(150, Samples.Update(), readBack: false));
        JToken? read = await client.SendAsync(SmarticoRequest.Get("api/x"), a => a.ReadAny());

        Assert.Equal(SmarticoErrorKind.Indeterminate, update.Kind);
        Assert.Contains("larger than 1048576 bytes", update.Message, StringComparison.Ordinal);
        Assert.Equal(150, (int)read!["id"]!);
    }

    [Fact]
    public async Task Unknown_answer_has_a_bound_of_its_own_and_a_long_list_has_not()
    {
        string large = "[{\"id\":1,\"affiliate_name\":\"" + new string('x', 17 * 1024 * 1024) + "\"}]";
        SmarticoClient client = TestClient.Over(StubHandler.Always(200, large), maxRetryCount: 0);

        SmarticoException unknown = await Assert.ThrowsAsync<SmarticoException>(() => client.SendAsync(SmarticoRequest.Get("api/x"), a => a.ReadAny()));

        Assert.Equal(SmarticoErrorKind.ResponseTooLarge, unknown.Kind);
        Assert.Single((await client.Affiliates.List().ReadPageAsync())!);
    }

    [Fact]
    public async Task Loopback_goes_through_no_proxy()
    {
        await using var proxy = new RawServer(_ => RawServer.Answer("200 OK", "[]"u8.ToArray()));
        var sandbox = new SmarticoSandbox();
        await using Sandbox.Hosting.SandboxHost host = await Sandbox.Hosting.SandboxHost.StartAsync(sandbox);
        IWebProxy before = HttpClient.DefaultProxy;
        try
        {
            HttpClient.DefaultProxy = new WebProxy(proxy.BaseUri) { BypassProxyOnLocal = false };

            await TestClient.Over(host.BaseUri).Affiliates.List(first: 1).ReadPageAsync();
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Empty(proxy.Heads);
        Assert.Single(sandbox.GetRequests());
        using HttpClientHandler elsewhere = NetworkHandler.For(new Uri("https://boapi.smartico.ai/"));
        Assert.True(elsewhere.UseProxy);
    }

    private static Exception Thrown(string what) => what switch
    {
        "broken gzip" => new InvalidDataException("The archive entry was compressed using an unsupported compression method."),
        "overflow" => new OverflowException(),
        "not supported" => new NotSupportedException(),
#pragma warning disable CA2201, MA0012 // what a faulty handler throws
        "no reference" => new NullReferenceException(),
        "plain" => new Exception("plain"),
        "too much" => new OutOfMemoryException(),
#pragma warning restore CA2201, MA0012
        "cancelled by nobody" => new OperationCanceledException(),
        "several" => new AggregateException(new IOException("one"), new IOException("two")),
        "argument" => new ArgumentException("argument", nameof(what)),
        _ => new InvalidOperationException(what),
    };
}
