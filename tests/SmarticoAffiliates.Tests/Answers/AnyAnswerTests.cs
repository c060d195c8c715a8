using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What an endpoint of which nothing is known may answer, and what of it is a refusal.</summary>
public sealed class AnyAnswerTests
{
    [Theory]
    [InlineData("""{"data":[{"a":1.50}],"meta":{"operator_currency":"EUR"},"message":"2 rows left out"}""")]
    [InlineData("""{"id":5,"message":"hello"}""")]
    [InlineData("""{"day":"2026-01-01","detail":"FTD"}""")]
    [InlineData("""{"message":"Success"}""")]
    [InlineData("""{"error":null,"rows":1}""")]
    [InlineData("""[{"error":"a column"}]""")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("12345678901234567890123")]
    [InlineData("\"658\"")]
    [InlineData("\"OK\"")]
    [InlineData("\"https://go.aff.test/abc?x=1\"")]
    public async Task Answer_is_given_as_it_is(string json) => Assert.Equal(json, (await Send("GET", 200, json))!.ToString(Formatting.None));

    [Theory]
    [InlineData("\"Something is not right\"", "Something is not right", SmarticoErrorKind.InvalidRequest)]
    [InlineData("\"You don't have permissions to do that\"", "You don't have permissions to do that", SmarticoErrorKind.PermissionDenied)]
    [InlineData("""{"message":"The record was created"}""", "The record was created", SmarticoErrorKind.InvalidRequest)]
    [InlineData("""{"message":"Unknown method"}""", "Unknown method", SmarticoErrorKind.InvalidRequest)]
    [InlineData("""{"error":{"message":"No such report"},"timestamp":"now","data":null}""", "No such report", SmarticoErrorKind.InvalidRequest)]
    [InlineData("""{"error":"No such report","request":"abc"}""", "No such report", SmarticoErrorKind.InvalidRequest)]
    [InlineData("""{"success":false,"message":"No","rows":[]}""", "No", SmarticoErrorKind.InvalidRequest)]
    [InlineData("""{"message":"Access to this label is not allowed","x":1}""", "Access to this label is not allowed", SmarticoErrorKind.PermissionDenied)]
    public async Task Refusal_with_status_200_is_an_error_in_the_servers_words(string json, string words, SmarticoErrorKind kind)
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Send("GET", 200, json));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(words, failure.ServerMessage);
    }

    [Theory]
    [InlineData("POST", 200)]
    [InlineData("DELETE", 200)]
    [InlineData("DELETE", 204)]
    [InlineData("GET", 204)]
    public async Task Nothing_is_an_answer_to_a_write_and_where_the_status_says_so(string method, int status)
        => Assert.Null(await Send(method, status, string.Empty));

    [Theory]
    [InlineData("")]
    [InlineData("<html>hello</html>")]
    [InlineData("{\"a\":")]
    public async Task What_is_no_json_is_an_error(string body)
        => Assert.Equal(SmarticoErrorKind.InvalidResponse, (await Assert.ThrowsAsync<SmarticoException>(() => Send("GET", 200, body))).Kind);

    [Fact]
    public async Task Answer_nested_too_deep_is_an_error_of_this_library()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 65)) + string.Concat(Enumerable.Repeat("]", 65));

        Assert.Equal(SmarticoErrorKind.InvalidResponse, (await Assert.ThrowsAsync<SmarticoException>(() => Send("GET", 200, deep))).Kind);
    }

    [Fact]
    public async Task Query_of_the_path_goes_out_as_it_stands_there_and_is_never_shown()
    {
        StubHandler server = StubHandler.Always(400, "\"no\"");
        var log = new RecordingLog();
        var request = new SmarticoRequest("get", "/api/x?token=hunter22&q=a+b%20c", [new("d", "e f")]);

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server).WithLog(log).SendAsync(request, a => a.ReadAny()));

        Assert.Equal("/api/x?token=hunter22&q=a+b%20c&d=e%20f", server.Requests.Single().Uri.PathAndQuery);
        Assert.Equal("api/x", request.Path);
        Assert.True(request.Asks("token") && request.Asks("q") && request.Asks("d") && !request.Asks("range"));
        Assert.DoesNotContain("hunter22", failure + log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/x#y")]
    [InlineData("api/x#?a=1")]
    [InlineData("#")]
    public async Task Path_with_a_fragment_is_refused_before_anything_is_sent(string path)
    {
        StubHandler server = StubHandler.Always(200, "[]");

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server).SendAsync(SmarticoRequest.Get(path), a => a.ReadAny()));

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
        Assert.Empty(server.Requests);
    }

    private static Task<JToken?> Send(string method, int status, string body)
        => TestClient.Over(StubHandler.Always(status, body), maxRetryCount: 0)
            .SendAsync(new SmarticoRequest(method, "api/af2_any_op"), a => a.ReadAny());
}
