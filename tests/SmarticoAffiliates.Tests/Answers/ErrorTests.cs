using System;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The server's own words reach the user, whatever they are wrapped in, under the kind that says what to do.</summary>
public sealed class ErrorTests
{
    private const string Exists = "The promocode with this name already exists. Please use a different promocode.";

    public static TheoryData<SandboxErrorEnvelope, int> Envelopes()
    {
        var data = new TheoryData<SandboxErrorEnvelope, int>();
        foreach (SandboxErrorEnvelope envelope in Enum.GetValues<SandboxErrorEnvelope>().Where(e => e != SandboxErrorEnvelope.ErrCode))
        {
            data.Add(envelope, 400);
            data.Add(envelope, 409);
            data.Add(envelope, 422);
            if (envelope != SandboxErrorEnvelope.Html)
            {
                data.Add(envelope, 200);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task Refusals_are_understood_in_every_envelope(SandboxErrorEnvelope envelope, int status)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { ErrorEnvelope = envelope, RefusalStatus = status }));
        SmarticoClient client = TestClient.Over(host.BaseUri);

        SmarticoException exists = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("welcome2026")));
        SmarticoException deal = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("NEW").With(r => r.DealId, 93203)));
        SmarticoException other = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.UpdateAsync(35425, new AffiliateUpdate { Email = "nobody" }));
        SmarticoException missing = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.GetAsync(999_999));

        Assert.Equal(SmarticoErrorKind.AlreadyExists, exists.Kind);
        Assert.Equal(Heading(envelope) + Exists, exists.ServerMessage);
        Assert.Contains(Exists, exists.Message, StringComparison.Ordinal);
        Assert.Equal(status, exists.StatusCode);
        Assert.Equal("POST api/af2_promocodes_op", exists.Request);

        Assert.Equal(SmarticoErrorKind.InvalidDeal, deal.Kind);
        Assert.Equal(Heading(envelope) + "Invalid deal for selected affiliate", deal.ServerMessage);
        Assert.Contains("Invalid deal for selected affiliate", deal.Message, StringComparison.Ordinal);

        Assert.Equal(SmarticoErrorKind.InvalidRequest, other.Kind);
        Assert.Contains("bo_user_email must be an e-mail address", other.ServerMessage, StringComparison.Ordinal);
        Assert.Contains("bo_user_email must be an e-mail address", other.Message, StringComparison.Ordinal);

        Assert.Equal(SmarticoErrorKind.NotFound, missing.Kind);
        Assert.Contains("Promo code not found", missing.Message, StringComparison.Ordinal);
        Assert.Equal(4, host.Sandbox.GetRequests().Count);
    }

    [Theory]
    [InlineData(301, SmarticoErrorKind.RedirectRefused)]
    [InlineData(304, SmarticoErrorKind.RedirectRefused)]
    [InlineData(400, SmarticoErrorKind.InvalidRequest)]
    [InlineData(401, SmarticoErrorKind.AuthenticationFailed)]
    [InlineData(402, SmarticoErrorKind.InvalidRequest)]
    [InlineData(403, SmarticoErrorKind.PermissionDenied)]
    [InlineData(404, SmarticoErrorKind.NotFound)]
    [InlineData(405, SmarticoErrorKind.InvalidRequest)]
    [InlineData(408, SmarticoErrorKind.Timeout)]
    [InlineData(409, SmarticoErrorKind.InvalidRequest)]
    [InlineData(410, SmarticoErrorKind.NotFound)]
    [InlineData(413, SmarticoErrorKind.InvalidRequest)]
    [InlineData(422, SmarticoErrorKind.InvalidRequest)]
    [InlineData(429, SmarticoErrorKind.Throttled)]
    [InlineData(500, SmarticoErrorKind.ServerError)]
    [InlineData(502, SmarticoErrorKind.ServerError)]
    [InlineData(503, SmarticoErrorKind.Throttled)]
    [InlineData(504, SmarticoErrorKind.ServerError)]
    [InlineData(521, SmarticoErrorKind.ServerError)]
    public async Task Status_alone_gives_the_kind(int status, SmarticoErrorKind kind)
    {
        foreach (string body in new[] { "", "  \r\n", "{}", "null", "[]", "{\"reason\":5}", "Something went wrong", "<h1>Something went wrong</h1>" })
        {
            SmarticoClient client = TestClient.Over(StubHandler.Always(status, body), maxRetryCount: 0);

            SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());

            Assert.Equal(kind, failure.Kind);
            Assert.Equal(status, failure.StatusCode);
            Assert.Equal("GET api/af2_aff_op", failure.Request);
            if (body.Contains("went wrong", StringComparison.Ordinal) && kind != SmarticoErrorKind.RedirectRefused)
            {
                Assert.Equal("Something went wrong", failure.ServerMessage);
                Assert.Contains("Something went wrong", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("{\"message\":\"Invalid deal for selected affiliate\"}")]
    [InlineData("{\"errors\":[{\"message\":\"Invalid deal for selected affiliate\"}]}")]
    [InlineData("{\"errors\":[\"Invalid deal for selected affiliate\"]}")]
    [InlineData("{\"message\":\"\",\"error\":{\"code\":7,\"detail\":\"Invalid deal for selected affiliate\"}}")]
    [InlineData("{\"success\":false,\"msg\":\"Invalid deal for selected affiliate\"}")]
    [InlineData("{\"data\":null,\"message\":\"Invalid deal for selected affiliate\"}")]
    [InlineData("\"  Invalid deal for selected affiliate  \"")]
    [InlineData("Invalid deal for selected affiliate", "text/plain")]
    [InlineData("<html><head><style>b{}</style><script>var x = '<b>';</script></head><body><p>Invalid deal\n for&nbsp;selected <b>affiliate</b></p></body></html>", "text/html")]
    public async Task Words_of_the_server_are_found_wherever_they_are(string body, string contentType = "application/json")
    {
        SmarticoClient client = TestClient.Over(StubHandler.Always(400, body, contentType));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));

        Assert.Equal("Invalid deal for selected affiliate", failure.ServerMessage?.Replace('\u00A0', ' '));
        Assert.Equal(SmarticoErrorKind.InvalidDeal, failure.Kind);
    }

    [Theory]
    [InlineData(403, SmarticoErrorKind.PermissionDenied)]
    [InlineData(503, SmarticoErrorKind.Throttled)]
    public async Task Page_of_a_firewall_is_told_as_text(int status, SmarticoErrorKind kind)
    {
        const string page = "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title><style>body{color:red}</style></head><body><h1>Sorry, you have been blocked</h1><script>alert('x')</script></body></html>";
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        host.Sandbox.Faults.Enqueue(SandboxFault.Status(status, page, "text/html; charset=UTF-8"));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(host.BaseUri, maxRetryCount: 0).Affiliates.List().ReadPageAsync());

        Assert.Equal(kind, failure.Kind);
        Assert.Contains("Sorry, you have been blocked", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Attention Required! | Cloudflare", failure.ServerMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("<", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("color:red", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><title>Welcome to nginx!</title></html>", "text/html", "Welcome to nginx!")]
    [InlineData("", "application/json", "empty answer")]
    [InlineData("{\"rows\":3}", "application/json", "{\\\"rows\\\":3}")]
    [InlineData("42", "application/json", "42")]
    [InlineData("hello", "text/plain", "hello")]
    [InlineData("[1,2]", "application/json", "[1,2]")]
    [InlineData("[{\"affiliate_name\":\"no id\"}]", "application/json", "neither affiliate_id nor id")]
    public async Task Successful_answer_that_is_no_list_is_an_error_that_shows_it(string body, string contentType, string shown)
    {
        SmarticoClient client = TestClient.Over(StubHandler.Always(200, body, contentType), maxRetryCount: 0);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains(shown.Replace("\\\"", "\"", StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
        Assert.Equal(200, failure.StatusCode);
    }

    [Fact]
    public async Task Reading_one_that_answers_nothing_is_not_found()
    {
        foreach (string body in new[] { "[]", "null", "{\"data\":null}", "{\"data\":[]}" })
        {
            SmarticoClient client = TestClient.Over(StubHandler.Always(200, body));
            SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.GetAsync(150));
            Assert.Equal(SmarticoErrorKind.NotFound, failure.Kind);
        }
    }

    [Fact]
    public async Task Long_words_are_cut_and_whole_characters_stay_whole()
    {
        string words = new string('x', 299) + "😀" + new string('y', 5000);
        SmarticoClient client = TestClient.Over(StubHandler.Always(400, Newtonsoft.Json.JsonConvert.ToString(words)));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());

        Assert.InRange(failure.Message.Length, 300, 1000);
        Assert.Equal(new string('x', 299) + "…", failure.ServerMessage);
    }

    [Fact]
    public async Task Answer_beyond_the_bound_is_refused_announced_or_not()
    {
        byte[] large = new byte[200_000];
        Array.Fill(large, (byte)' ');
        await using var announced = new RawServer(_ => RawServer.Answer("200 OK", large));
        await using var streamed = new RawServer(_ => RawServer.Text("HTTP/1.1 200 OK\nConnection: close\n\n").Concat(large).ToArray());
        foreach (Uri uri in new[] { announced.BaseUri, streamed.BaseUri })
        {
            SmarticoClient client = TestClient.Over(uri, maxResponseBytes: 100_000);

            SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());
            SmarticoException create = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));

            Assert.Equal(SmarticoErrorKind.ResponseTooLarge, failure.Kind);
            Assert.Contains("100000 bytes", failure.Message, StringComparison.Ordinal);
            Assert.Equal(SmarticoErrorKind.Indeterminate, create.Kind);
        }
    }

    [Fact]
    public async Task Gzip_bomb_is_stopped_at_the_bound()
    {
        using var packed = new System.IO.MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] blank = new byte[1024 * 1024];
            Array.Fill(blank, (byte)' ');
            for (int i = 0; i < 300; i++)
            {
                await gzip.WriteAsync(blank);
            }
        }

        await using var server = new RawServer(_ => RawServer.Answer("200 OK", packed.ToArray(), "Content-Encoding: gzip"));
        SmarticoClient client = TestClient.Over(server.BaseUri, maxResponseBytes: 1_000_000);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.ResponseTooLarge, failure.Kind);
    }

    [Fact]
    public async Task Compressed_answer_is_read()
    {
        using var packed = new System.IO.MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync("[{\"id\":7}]"u8.ToArray());
        }

        await using var server = new RawServer(_ => RawServer.Answer("200 OK", packed.ToArray(), "Content-Encoding: gzip"));

        Assert.Equal(7, (await TestClient.Over(server.BaseUri).Affiliates.List().ReadPageAsync())!.Single().AffiliateId);
    }

    /// <summary>The title of the sandbox's error page.</summary>
    private static string Heading(SandboxErrorEnvelope envelope) => envelope == SandboxErrorEnvelope.Html ? "Error " : string.Empty;
}
