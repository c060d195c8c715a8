using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>A server that echoes what it was sent must not bring a secret onto anybody's screen.</summary>
public sealed class SecretTests
{
    private const string OddKey = "k/3y+\"q'&<s>=Zz9";

    public static TheoryData<string, int, string, string> Echoes()
    {
        var data = new TheoryData<string, int, string, string>();
        foreach (string key in new[] { TestClient.Key, OddKey })
        {
            string json = JsonConvert.ToString(key);
            string escapedSlash = json.Replace("/", "\\/", StringComparison.Ordinal);
            foreach (int status in new[] { 200, 400, 403, 500 })
            {
                data.Add(key, status, "\"Bad key " + json[1..^1] + "\"", "application/json");
                data.Add(key, status, "{\"message\":" + json + "}", "application/json");
                data.Add(key, status, "{\"rows\":[" + json + "]}", "application/json");
                data.Add(key, status, "{\"message\":" + escapedSlash, "application/json"); // cut off
                data.Add(key, status, "Bad key " + key, "text/plain");
                data.Add(key, status, "authorization=" + Uri.EscapeDataString(key) + "&x=1", "text/plain");
#pragma warning disable CA1308 // lower-case escapes are what is tested
                data.Add(key, status, "authorization=" + WebUtility.UrlEncode(key).ToLowerInvariant() + "&y=1", "text/plain");
#pragma warning restore CA1308
                data.Add(key, status, "authorization=" + WebUtility.UrlEncode(key) + "&z=1", "text/plain");
                data.Add(key, status, "<html><body>Key <b>" + WebUtility.HtmlEncode(key) + "</b> is wrong</body></html>", "text/html");
                data.Add(key, status, "<html><body>Key <b>" + string.Concat(key.Select(c => $"&#{(int)c};")) + "</b> is wrong</body></html>", "text/html");
                data.Add(key, status, "[{\"id\":1,\"create_date\":" + json + "}]", "application/json");
                data.Add(key, status, "[{\"id\":" + json + "}]", "application/json");
                data.Add(key, status, "[{\"id\":1,\"status\":" + json + "}]", "application/json");
                data.Add(key, status, "{\"id\":1,\"promocode\":\"A\",\"status\":" + json + "}", "application/json");
                data.Add(key, status, "{\"id\":1,\"promocode\":\"A\",\"end_date\":" + json + "}", "application/json");
                data.Add(key, status, "{\"id\":1,\"promocode\":\"A\"," + json + ":1e}", "application/json");
                data.Add(key, status, "{\"affiliate_id\":1,\"payment_method_details\":" + json + "}", "application/json");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task Echoed_key_is_masked(string key, int status, string body, string contentType)
    {
        var log = new RecordingLog();
        SmarticoClient client = TestClient.Over(StubHandler.Always(status, body, contentType), apiKey: key, maxRetryCount: 1).WithLog(log);
        Func<Task>[] calls =
        [
            () => client.Affiliates.List().ReadPageAsync(),
            () => client.PromoCodes.List().ReadPageAsync(),
            () => client.PromoCodes.GetAsync(1),
            () => client.PromoCodes.CreateAsync(Samples.Create("A")),
            () => client.PromoCodes.UpdateAsync(1, Samples.Update()),
            () => client.Affiliates.UpdateAsync(1, new AffiliateUpdate { Name = "A" }),
        ];
        int failures = 0;

        foreach (Func<Task> call in calls)
        {
            try
            {
                await call();
            }
            catch (SmarticoException failure)
            {
                failures++;
                AssertClean(key, failure);
            }
        }

        Assert.NotEqual(0, failures);
        AssertHidden(key, log.All);
    }

    [Theory]
    [InlineData("HTTP/1.1 2x0 {0}\n\n")]
    [InlineData("HTTP/1.1 200 OK\nbad header {0}\n\n")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: {0}\n\n")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n{0}\n")]
    [InlineData("HTTP/1.1 302 Found\nLocation: http://127.0.0.1/{0}\nContent-Length: 0\n\n")]
    [InlineData("{0}")]
    public async Task Key_echoed_in_a_broken_answer_is_masked(string answer)
    {
        await using var server = new RawServer(_ => RawServer.Text(answer.Replace("{0}", TestClient.Key, StringComparison.Ordinal)));
        var log = new RecordingLog();
        SmarticoClient client = TestClient.Over(server.BaseUri, TestClient.Key, maxRetryCount: 1).WithLog(log);

        SmarticoException read = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.GetAsync(1));
        SmarticoException write = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));

        AssertClean(TestClient.Key, read);
        AssertClean(TestClient.Key, write);
        AssertHidden(TestClient.Key, log.All);
    }

    [Fact]
    public async Task Key_that_the_network_quotes_is_masked_at_every_depth()
    {
        var server = new StubHandler(_ => throw new System.Net.Http.HttpRequestException(
            "It failed.", new System.IO.IOException("The proxy refused.", new InvalidOperationException("Bad header: " + TestClient.Key))));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server, maxRetryCount: 0).PromoCodes.GetAsync(1));

        AssertClean(TestClient.Key, failure);
        Assert.Contains("Bad header: ***", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("token")]
    [InlineData("Password")]
    [InlineData("api_key")]
    public async Task Secret_fields_of_a_body_are_masked_in_the_log_and_in_echoes(string field)
    {
        const string secret = "Hunter22!";
        var log = new RecordingLog();
        var body = new JObject { ["username"] = "somebody", ["inner"] = new JObject { [field] = secret } };
        SmarticoClient client = TestClient.Over(StubHandler.Always(400, "{\"message\":\"Hunter22! is too weak\"}"), maxRetryCount: 0).WithLog(log);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => client.SendAsync(new SmarticoRequest("POST", "api/register-aff", body: body, isAuthenticated: false), a => a.ReadJson()));

        AssertClean(secret, failure);
        Assert.Contains("is too weak", failure.ServerMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, log.All, StringComparison.Ordinal);
        Assert.Contains("somebody", log.DebugLines.Single(), StringComparison.Ordinal);
        Assert.Equal(secret, (string?)body["inner"]![field]);
    }

    [Fact]
    public async Task Debug_text_is_not_made_where_nobody_reads_it()
    {
        var log = new RecordingLog { WantsDebug = false };

        await TestClient.Over(new SmarticoSandbox()).WithLog(log).PromoCodes.CreateAsync(Samples.Create("A"));

        Assert.Empty(log.DebugLines);
        Assert.NotEmpty(log.VerboseLines);
    }

    [Fact]
    public async Task Body_goes_to_the_debug_log_and_the_key_nowhere()
    {
        var log = new RecordingLog();
        SmarticoClient client = TestClient.Over(StubHandler.Always(200, "{\"id\":1,\"promocode\":\"A\"}")).WithLog(log);

        await client.PromoCodes.CreateAsync(Samples.Create("A").With(r => r.DescriptionInternal, "note " + TestClient.Key));

        Assert.Contains("\"promocode\":\"A\"", log.DebugLines.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("promocode\":", string.Join("\n", log.VerboseLines), StringComparison.Ordinal);
        AssertHidden(TestClient.Key, log.All);
    }

    private static void AssertClean(string secret, SmarticoException failure)
    {
        AssertHidden(secret, failure.Message);
        AssertHidden(secret, failure.ServerMessage ?? string.Empty);
        AssertHidden(secret, failure.ToString());
        AssertHidden(secret, failure.Request ?? string.Empty);
        for (Exception? inner = failure; inner is not null; inner = inner.InnerException)
        {
            AssertHidden(secret, inner.Message);
        }
    }

    /// <summary>Neither as it is nor in any of the forms in which a reader would still recognise it.</summary>
    private static void AssertHidden(string secret, string text)
    {
        foreach (string form in new[] { secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret), JsonConvert.ToString(secret)[1..^1] })
        {
            Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
