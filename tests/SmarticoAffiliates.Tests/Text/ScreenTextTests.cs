using System;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What the server says reaches a screen with its control characters named, whatever it says it in.</summary>
public sealed class ScreenTextTests
{
    /// <summary>ESC, CR, BEL, the override of the direction of writing, and the single character that begins a sequence as ESC [ does.</summary>
    private const string Hostile = "No\u001b[2J\rway\u0007 \u202Etxt\u009b31m";

    private static readonly char[] s_hostile = ['\u001b', '\r', '\u0007', '\u202E', '\u009b'];

    public static TheoryData<int, string, string> Envelopes()
    {
        var data = new TheoryData<int, string, string>();
        string json = JsonConvert.ToString(Hostile);
        foreach (int status in new[] { 200, 291, 400, 403, 404, 429, 500, 503 })
        {
            data.Add(status, json, "application/json");
            data.Add(status, $"{{\"message\":{json}}}", "application/json");
            data.Add(status, $"{{\"errCode\":7,\"message\":{json}}}", "application/json");
            data.Add(status, $"{{\"errorCode\":7,\"message\":{json}}}", "application/json");
            data.Add(status, $"{{\"errCode\":7,\"errMsg\":{json}}}", "application/json");
            data.Add(status, $"{{\"err_code\":-6,\"err_message\":{json}}}", "application/json");
            data.Add(status, $"{{\"errors\":[{{\"message\":{json}}}]}}", "application/json");
            data.Add(status, $"{{\"rows\":{json}}}", "application/json");
            data.Add(status, $"{{\"message\":{json}", "application/json"); // cut off
            data.Add(status, Hostile, "text/plain");
            data.Add(status, $"<html><body><h1>{Hostile}</h1></body></html>", "text/html");
            data.Add(status, "<html><body>No&#27;[2Jway &#x7;&#x202E;txt&#x9b;31m</body></html>", "text/html");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task Servers_words_are_shown_with_control_characters_named(int status, string body, string contentType)
    {
        var log = new RecordingLog();
        SmarticoClient client = TestClient.Over(StubHandler.Always(status, body, contentType), maxRetryCount: 1).WithLog(log);
        Func<Task>[] calls =
        [
            () => client.Affiliates.List().ReadPageAsync(),
            () => client.Deals.ListAsync(1),
            () => client.SendAsync(SmarticoRequest.Put("api/af2_aff_op/1", new Newtonsoft.Json.Linq.JObject()), a => a.ReadAny()),
        ];

        int failed = 0;
        foreach (Func<Task> call in calls)
        {
            if (await Record.ExceptionAsync(call) is { } exception)
            {
                failed++;
                SmarticoException failure = Assert.IsType<SmarticoException>(exception);
                for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
                {
                    Assert.DoesNotContain(cause.Message, c => s_hostile.Contains(c));
                }

                Assert.DoesNotContain(failure.ServerMessage ?? string.Empty, c => s_hostile.Contains(c));
                Assert.True(failure.ServerMessage is null || failure.ServerMessage.Contains("<U+009B>", StringComparison.Ordinal), failure.ServerMessage);
            }
        }

        Assert.True(failed > 0);
        Assert.DoesNotContain(log.All, c => s_hostile.Contains(c));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Ünïcödé, שלום 😀 bleibt", "Ünïcödé, שלום 😀 bleibt")]
    [InlineData("a\u001b[31mb\r\n\tc\u0007\u009b", "a<U+001B>[31mb<U+000D><U+000A><U+0009>c<U+0007><U+009B>")]
    [InlineData("\u202Etxt.exe\u2066\u200B", "<U+202E>txt.exe<U+2066><U+200B>")]
    [InlineData("tag \U000E0041.", "tag <U+E0041>.")]
    public void Only_what_cannot_be_seen_is_named(string text, string shown)
    {
        Assert.Equal(shown, ScreenText.Of(text));
        Assert.Equal(shown, ScreenText.Of(ScreenText.Of(text)));
    }

    [Fact]
    public void Half_a_character_is_named() => Assert.Equal("a<U+D83D>b", ScreenText.Of("a\uD83Db"));
}
