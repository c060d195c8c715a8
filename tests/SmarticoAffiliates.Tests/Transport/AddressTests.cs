using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData("http://boapi.smartico.ai/")]
    [InlineData("http://192.168.1.10/")]
    [InlineData("http://127.0.0.1.evil.test/")]
    [InlineData("ftp://user:hunter22@boapi.smartico.ai/")]
    [InlineData("https://user:hunter22@boapi.smartico.ai/")]
    [InlineData("https://boapi.smartico.ai/?token=hunter22")]
    [InlineData("https://boapi.smartico.ai/#hunter22")]
    [InlineData("file:///etc/passwd")]
    public void Address_that_would_give_the_key_away_or_is_none_is_refused(string uri)
    {
        SmarticoException failure = Assert.Throws<SmarticoException>(() => TestClient.Over(new Uri(uri), TestClient.Key));

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
        Assert.DoesNotContain("hunter22", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://boapi.smartico.ai", "https://boapi.smartico.ai/")]
    [InlineData("https://white.label.test/affiliates", "https://white.label.test/affiliates/")]
    [InlineData("https://white.label.test:8443/a/b//", "https://white.label.test:8443/a/b/")]
    [InlineData("http://127.0.0.1:5000/", "http://127.0.0.1:5000/")]
    [InlineData("http://localhost:5000", "http://localhost:5000/")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/")]
    public void Address_of_a_deployment_is_accepted(string uri, string expected)
        => Assert.Equal(expected, TestClient.Over(new Uri(uri), TestClient.Key).BaseUri.AbsoluteUri);

    [Theory]
    [InlineData("https://evil.test/api")]
    [InlineData("http://api.test/api")] // the same host, unencrypted
    [InlineData("https://api.test:444/api")]
    [InlineData(@"\\evil.test\api")]
    [InlineData(@"\/evil.test/api")]
    [InlineData("../../outside")]
    [InlineData("api/../../outside")]
    [InlineData("api/%2e%2e/%2e%2e/outside")]
    [InlineData("api/..%2f")]
    [InlineData("api/..%2F..%2Foutside")]
    [InlineData("api/%2e%2e%2f%2E%2E%5coutside")]
    [InlineData("api/..%252f..%252foutside")]
    [InlineData("api/..%5c..%5coutside?x=1")]
    [InlineData("api/..%2f#x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://[")]
    public async Task Path_that_leads_away_is_refused_before_anything_is_sent(string path)
    {
        StubHandler server = StubHandler.Always(200, "[]");
        var client = new SmarticoClient(new SmarticoClientOptions { BaseUri = new Uri("https://api.test/base/"), ApiKey = TestClient.Key }, server);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.SendAsync(SmarticoRequest.Get(path), a => a.ReadJson()));

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("//evil.test/api")]
    [InlineData("///evil.test/api")]
    [InlineData("evil.test/api")]
    [InlineData("@evil.test/api")]
    public async Task Path_that_looks_like_a_host_stays_below_the_address(string path)
    {
        StubHandler server = StubHandler.Always(200, "[]");
        var client = new SmarticoClient(new SmarticoClientOptions { BaseUri = new Uri("https://api.test/base/"), ApiKey = TestClient.Key }, server);

        await client.SendAsync(SmarticoRequest.Get(path), a => a.ReadJson());

        Assert.StartsWith("https://api.test/base/", server.Requests.Single().Uri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/a..b/..c/d../100%")]
    [InlineData("api/a%2fb")]
    [InlineData("api/list?from=../x&to=..%2fx")]
    public async Task Path_with_dots_that_step_nowhere_is_sent(string path)
    {
        StubHandler server = StubHandler.Always(200, "[]");

        await TestClient.Over(server).SendAsync(SmarticoRequest.Get(path), a => a.ReadJson());

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("GE T")]
    [InlineData("GET\r\nX-Other: 1")]
    [InlineData("GET/")]
    [InlineData("GÉT")]
    public void Method_that_is_no_word_is_refused_when_the_request_is_made(string method)
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => new SmarticoRequest(method, "api/af2_link_op"));

        Assert.Contains("no HTTP method", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Method_is_a_word_in_any_case() => Assert.Equal("PATCH", new SmarticoRequest("patch", "api/af2_link_op").Method);

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_refused_and_the_other_host_hears_nothing(int status)
    {
        await using var other = new RawServer(_ => RawServer.Answer("200 OK", "[]"u8.ToArray()));
        await using var server = new RawServer(_ => RawServer.Answer($"{status} Moved", [], $"Location: {other.BaseUri}new?token=hunter22"));
        SmarticoClient client = TestClient.Over(server.BaseUri);

        SmarticoException read = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());
        SmarticoException write = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));

        Assert.All(new[] { read, write }, failure =>
        {
            Assert.Equal(SmarticoErrorKind.RedirectRefused, failure.Kind);
            Assert.Contains($"{other.BaseUri}new", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter22", failure.ToString(), StringComparison.Ordinal);
        });
        Assert.Empty(other.Heads);
        Assert.Equal(2, server.Heads.Count);
    }

    [Fact]
    public async Task Query_values_arrive_as_they_were_given()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        const string odd = "a b&c=d+e#f%20ü€\"{[,]}/?";

        await TestClient.Over(host.BaseUri).PromoCodes.List(new PromoCodeFilter { Search = odd }).ReadPageAsync();

        string filter = host.Sandbox.GetRequests().Single().QueryParameters["filter"];
        Assert.Equal(odd, (string?)Newtonsoft.Json.Linq.JObject.Parse(filter)["q"]);
    }

    [Fact]
    public async Task Promo_code_path_of_the_connection_is_used_for_everything()
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { PromoCodePath = "/api/v2/codes" });
        var client = new SmarticoClient(
            new SmarticoClientOptions { BaseUri = sandbox.BaseUri, ApiKey = sandbox.GetApiKey(), PromoCodePath = " /api/v2/codes/ " }, sandbox.CreateHandler());

        PromoCode created = await client.PromoCodes.CreateAsync(Samples.Create("PATH"));
        await client.PromoCodes.UpdateAsync(created.PromoCodeId, new PromoCodeUpdate { Status = ActiveStatus.Inactive });
        await client.PromoCodes.GetAsync(created.PromoCodeId);
        await client.PromoCodes.List().ReadPageAsync();

        Assert.All(sandbox.GetRequests(), r => Assert.Equal((int)HttpStatusCode.OK, r.StatusCode));
        Assert.Equal(4, sandbox.GetRequests().Count);
    }
}
