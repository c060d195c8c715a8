using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Destination links and the tracking links built of them (S001).</summary>
public sealed class LinkTests
{
    private static readonly TrackingLinkCreate s_documented = new() { LinkId = 658, AffiliateId = 46554 };

    private readonly SmarticoSandbox _sandbox = new();

    [Fact]
    public async Task Documented_list_is_asked_for_as_it_is_documented()
    {
        IReadOnlyList<DestinationLink> links = await Client().Links.ListAsync();

        SandboxRequest request = Assert.Single(_sandbox.GetRequests());
        Assert.Equal(("GET", "/api/af2_link_op", string.Empty), (request.Method, request.Path, request.Query));
        Assert.Contains(links, l => l.LinkId == 658 && l.Enabled == true);
    }

    [Theory]
    [InlineData(998, 998, 1)]
    [InlineData(999, 999, 2)]
    [InlineData(1500, 1000, 2)]
    [InlineData(2500, 1000, 3)]
    [InlineData(2500, 10000, 2)]
    public async Task List_that_the_server_may_have_cut_is_read_on(int count, int cap, int requests)
    {
        var handler = new StubHandler(request =>
        {
            int[] bounds = (request.Query("range") ?? $"[0,{cap - 1}]").Trim('[', ']').Split(',').Select(b => int.Parse(b, CultureInfo.InvariantCulture)).ToArray();
            bool knowsRange = cap < 10000;
            IEnumerable<int> ids = Enumerable.Range(1, count);
            ids = knowsRange ? ids.Skip(bounds[0]).Take(Math.Min(cap, bounds[1] - bounds[0] + 1)) : ids;
            return StubHandler.Answer(200, "[" + string.Join(",", ids.Select(i => $"{{\"id\":{i}}}")) + "]");
        });

        IReadOnlyList<DestinationLink> links = await TestClient.Over(handler).Links.ListAsync();

        Assert.Equal(Enumerable.Range(1, count), links.Select(l => l.LinkId));
        Assert.InRange(handler.Requests.Count, requests, requests + 1);
    }

    [Fact]
    public async Task Documented_link_is_built_as_it_is_documented()
    {
        TrackingLink link = await Client().Links.BuildAsync(s_documented);

        SandboxRequest request = Assert.Single(_sandbox.GetRequests());
        Assert.Equal(("POST", "/api/private-api"), (request.Method, request.Path));
        Assert.Equal("""{"method":"af2_build_link","params":{"linkParams":{"link_id":658,"affiliate_id":46554,"source_id":null}}}""", request.Body);
        Assert.Equal((658, 46554, null), (link.LinkId, link.AffiliateId, link.SourceId));
        Assert.StartsWith("https://", link.Url, StringComparison.Ordinal);
        Assert.Equal(link.Url, link.ToString());
    }

    [Fact]
    public async Task Source_is_sent_as_it_was_given()
    {
        TrackingLink link = await Client().Links.BuildAsync(s_documented.With(r => r.SourceId, "007 a&b"));

        Assert.Contains("\"source_id\":\"007 a&b\"", _sandbox.GetRequests()[0].Body, StringComparison.Ordinal);
        Assert.Equal("007 a&b", link.SourceId);
    }

    // What af2_build_link answers is undocumented.
    [Theory]
    [InlineData("\"https://go.test/a?aff=1\"")]
    [InlineData("\" https://go.test/a?aff=1 \"")]
    [InlineData("[\"https://go.test/a?aff=1\"]")]
    [InlineData("{\"id\":7,\"name\":\"x\",\"link\":\"https://go.test/a?aff=1\",\"other\":\"https://go.test/b\"}")]
    [InlineData("{\"data\":{\"status\":1,\"url\":\"https://go.test/a?aff=1\"}}")]
    [InlineData("{\"destination_url\":\"https://casino.test/\",\"url\":\"https://go.test/a?aff=1\"}")]
    [InlineData("{\"errCode\":0,\"url\":\"https://casino.test/\",\"link\":\"https://go.test/a?aff=1\"}")]
    [InlineData("{\"af2_build_link\":\"https://go.test/a?aff=1\",\"logo\":\"https://casino.test/logo.png\"}")]
    [InlineData("{\"data\":\"https://go.test/a?aff=1\"}")]
    [InlineData("{\"answer\":{\"href\":\"https://go.test/a?aff=1\"}}")]
    public async Task Address_is_found_in_every_plausible_answer(string answer)
    {
        TrackingLink link = await TestClient.Over(StubHandler.Always(200, answer)).Links.BuildAsync(s_documented);

        Assert.Equal("https://go.test/a?aff=1", link.Url);
    }

    [Theory]
    [InlineData("\"You don't have permissions to access this resource\"", SmarticoErrorKind.PermissionDenied)]
    [InlineData("{\"message\":\"Link is not available\"}", SmarticoErrorKind.InvalidRequest)]
    [InlineData("\"javascript:alert(1)\"", SmarticoErrorKind.InvalidRequest)]
    [InlineData("\"/relative\"", SmarticoErrorKind.InvalidRequest)]
    [InlineData("7", SmarticoErrorKind.InvalidResponse)]
    [InlineData("{}", SmarticoErrorKind.InvalidResponse)]
    [InlineData("{\"destination_url\":\"https://casino.test/\",\"href\":\"https://go.test/a\"}", SmarticoErrorKind.InvalidResponse)]
    [InlineData("{\"message\":\"Link is disabled\",\"url\":\"https://help.test/disabled\"}", SmarticoErrorKind.InvalidRequest)]
    [InlineData("{\"link_id\":658,\"message\":\"Link is disabled\",\"help\":\"https://help.test/\"}", SmarticoErrorKind.InvalidRequest)]
    [InlineData("{\"errCode\":5,\"url\":\"https://help.test/5\"}", SmarticoErrorKind.InvalidRequest)]
    [InlineData("{\"url\":\"https://help.test/5\",\"error\":{\"code\":5}}", SmarticoErrorKind.InvalidRequest)]
    [InlineData("[\"https://go.test/a\",\"https://go.test/b\"]", SmarticoErrorKind.InvalidResponse)]
    public async Task Answer_without_an_address_is_an_error_in_the_servers_words(string answer, SmarticoErrorKind kind)
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => TestClient.Over(StubHandler.Always(200, answer), maxRetryCount: 0).Links.BuildAsync(s_documented));

        Assert.Equal(kind, failure.Kind);
    }

    [Fact]
    public async Task Lost_answer_is_asked_for_again_because_nothing_is_created()
    {
        _sandbox.Faults.Enqueue(SandboxFault.ResetAfterCommit());

        TrackingLink link = await Client().Links.BuildAsync(s_documented);

        Assert.Equal(46554, link.AffiliateId);
        Assert.Equal(2, _sandbox.GetRequests().Count);
    }

    [Fact]
    public async Task What_is_missing_is_named_and_nothing_is_sent()
    {
        foreach ((TrackingLinkCreate create, string name) in new[] { (s_documented.With(r => r.LinkId, default), "LinkId"), (s_documented.With(r => r.AffiliateId, default), "AffiliateId") })
        {
            SmarticoException error = await Assert.ThrowsAsync<SmarticoException>(() => Client().Links.BuildAsync(create));
            Assert.Equal((SmarticoErrorKind.InvalidInput, $"{name} is missing. Nothing was sent."), (error.Kind, error.Message));
        }

        Assert.Empty(_sandbox.GetRequests());
    }

    private SmarticoClient Client() => TestClient.Over(_sandbox);
}
