using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task Key_is_sent_raw_without_a_scheme()
    {
        await using var server = new RawServer(_ => RawServer.Answer("200 OK", "[]"u8.ToArray()));
        SmarticoClient client = TestClient.Over(server.BaseUri, apiKey: "k3y-with=odd/characters+~");

        await client.Affiliates.List().ReadPageAsync();

        Assert.Contains(server.Heads.Single().Split("\r\n"), h => h.Equals("authorization: k3y-with=odd/characters+~", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Label_goes_with_every_request_that_the_key_goes_with()
    {
        await using var server = new RawServer(_ => RawServer.Answer("200 OK", "[]"u8.ToArray()));
        var client = new SmarticoClient(new SmarticoClientOptions { BaseUri = server.BaseUri, ApiKey = "k-e-y", LabelId = 12 });

        await client.Affiliates.List().ReadPageAsync();
        await Xunit.Record.ExceptionAsync(() => client.SendAsync(new SmarticoRequest("POST", "api/register-aff", body: new JObject(), isAuthenticated: false), a => a.ReadJson()));

        Assert.Equal([true, false], server.Heads.Select(h => h.Split("\r\n").Contains("active_label_id: 12", StringComparer.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Key_stays_at_home_for_a_public_request()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri);

        SmarticoException refusal = await Assert.ThrowsAsync<SmarticoException>(
            () => client.SendAsync(new SmarticoRequest("POST", "api/register-aff", body: new JObject(), isAuthenticated: false), a => a.ReadJson()));

        Assert.Equal("FORM_NOT_VALID", refusal.ServerMessage);
        Assert.False(host.Sandbox.GetRequests().Single().HasAuthorization);
    }

    [Fact]
    public async Task Client_without_a_key_sends_no_request_that_needs_one()
    {
        StubHandler server = StubHandler.Always(200, "[]");
        SmarticoClient client = TestClient.Over(server, apiKey: null);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.AuthenticationFailed, failure.Kind);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Wrong_key_is_told_as_such_and_not_tried_again()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri, apiKey: "not-the-key");

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.AuthenticationFailed, failure.Kind);
        Assert.Equal(401, failure.StatusCode);
        Assert.Equal("Invalid API key", failure.ServerMessage);
        Assert.Single(host.Sandbox.GetRequests());
    }

    [Fact]
    public async Task Affiliates_key_is_told_that_it_may_not_although_the_status_is_200()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri, apiKey: host.Sandbox.GetAffiliateApiKey());

        SmarticoException list = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());
        SmarticoException create = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("NEW-CODE")));
        SmarticoException update = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.UpdateAsync(150, new PromoCodeUpdate { Status = ActiveStatus.Inactive }));

        Assert.All(new[] { list, create, update }, failure =>
        {
            Assert.Equal(SmarticoErrorKind.PermissionDenied, failure.Kind);
            Assert.Equal(200, failure.StatusCode);
            Assert.StartsWith("You don't have permissions", failure.ServerMessage, StringComparison.Ordinal);
            Assert.Contains("You don't have permissions", failure.Message, StringComparison.Ordinal);
        });
        Assert.Equal(4, host.Sandbox.GetRequests().Count);
    }

    [Theory]
    [InlineData("qx7w\nbreak-in-the-middle")]
    [InlineData("qx7w\r\nx-injected: 1")]
    [InlineData("qx7wé-accent")]
    [InlineData("qx7w with spaces")]
    [InlineData("qx7w\0byte")]
    [InlineData("qx7w”quoted“")]
    public void Key_that_no_header_can_hold_is_refused_and_not_quoted(string key)
    {
        SmarticoException failure = Assert.Throws<SmarticoException>(() => TestClient.Over(new Uri("https://api.test/"), key));

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
        Assert.DoesNotContain(key, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key[..4], failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    public void Blank_key_is_refused(string key)
        => Assert.Equal(SmarticoErrorKind.InvalidInput, Assert.Throws<SmarticoException>(() => TestClient.Over(new Uri("https://api.test/"), key)).Kind);

    [Fact]
    public async Task White_space_around_a_pasted_key_is_left_out()
    {
        StubHandler server = StubHandler.Always(200, "[]");

        await TestClient.Over(server, apiKey: " pasted-key\r\n").Affiliates.List().ReadPageAsync();

        Assert.Equal("pasted-key", server.Requests.Single().Authorization);
    }
}
