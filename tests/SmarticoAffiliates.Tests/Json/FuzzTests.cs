using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Thousands of broken answers: each ends in a result or in this library's one exception, in few words.</summary>
public sealed class FuzzTests
{
    private const int AnswersPerSeed = 1700;

    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "-1", "1", "2", "\"\"", "\" \"", "\"abc\"", "[]", "{}", "[[]]", "[null]", "{\"a\":{\"b\":[1]}}", "1e999", "-1e999", "1e-999",
        "99999999999999999999999999999999999999999999", "0.1234567890123456789012345678901234567890", "NaN", "Infinity", "-Infinity", "undefined", "0x1F", "017", "1_000",
        "\"2026-02-30\"", "\"31.12.2026\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"\\u0000\\ud800\"", "\"\\x\"", "'single'",
        "new Date(0)", "/* comment */ 5", "2147483648", "-2147483649", "\"12,5\"", "\"1e3\"", "\"NaN\"", "[1,\"2\",3.5,{}]", "\"{\\\"a\\\":1}\"", "\"[1]\"",
    ];

    private static readonly string[] s_contentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=\"utf-8\"", "text/html", "text/plain; charset=iso-8859-1", "application/json; charset=utf-16",
        "application/json; charset=utf-7", "application/json; charset=nonsense", "application/json; charset=", "application/json; charset=utf-32", "text/html; charset=windows-1252",
        "application/json; charset=us-ascii", "", "garbage", ";;;", "application/octet-stream", "application/json; charset=utf8", "image/png",
    ];

    private static readonly int[] s_statuses = [200, 200, 200, 201, 204, 400, 403, 404, 429, 500, 503];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Broken_answers_end_in_a_result_or_a_clean_failure(int seed)
    {
#pragma warning disable CA5394 // a test needs the same numbers each time, not secret ones
        var random = new Random(seed);
        Func<HttpResponseMessage> answer = () => new HttpResponseMessage();
        string described = string.Empty;
        SmarticoClient client = TestClient.Over(new StubHandler(_ => answer()), maxRetryCount: 0);
        Func<Task<object?>>[] calls =
        [
            async () => await client.Affiliates.List(first: 5).ReadPageAsync() ?? (object)"the end",
            async () => await client.PromoCodes.List(first: 5).ReadPageAsync() ?? (object)"the end",
            async () => await client.Balances.List(first: 5).ReadPageAsync() ?? (object)"the end",
            async () => await client.MediaReports.Read(new MediaReportFilter(DateTime.UnixEpoch, DateTime.UnixEpoch)).ReadPageAsync() ?? (object)"the end",
            async () => await client.PromoCodes.GetAsync(150),
            async () => await client.PromoCodes.CreateAsync(Samples.Create("WELCOME2026")),
            async () => await client.PromoCodes.UpdateAsync(150, Samples.Update()),
            async () => await client.Affiliates.UpdateAsync(35425, new AffiliateUpdate { FirstName = "A" }),
            async () => await client.SendAsync(SmarticoRequest.Get("api/any"), a => a.ReadJson()),
        ];
        int succeeded = 0;
        int failed = 0;

        for (int i = 0; i < AnswersPerSeed; i++)
        {
            byte[] body = Mutate(random);
            int status = s_statuses[random.Next(s_statuses.Length)];
            string contentType = s_contentTypes[random.Next(s_contentTypes.Length)];
            int call = random.Next(calls.Length);
            described = $"seed {seed}, answer {i}, call {call}, status {status}, {contentType}: {Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 300))}";

            // What is refused at the limit is sent again: each time with an answer of its own.
            answer = () => StubHandler.Answer(status, body, contentType);

            // And by a client of its own: one that stands still at the limit sends nothing more.
            client = TestClient.Over(new StubHandler(_ => answer()), maxRetryCount: 0);
            try
            {
                object? result = await calls[call]();
                Assert.True(result is not null, described);
                succeeded++;
                Walk(result);
            }
            catch (SmarticoException failure)
            {
                failed++;
                Assert.True(failure.Message.Length is > 0 and < 3000, $"{failure.Message.Length} characters; {described}");
                Assert.True(failure.ServerMessage is null || failure.ServerMessage.Length is > 0 and <= 301, described);
                Assert.True(failure.ToString().Length < 20_000, described);
                Assert.False(failure.Kind is SmarticoErrorKind.InvalidInput or SmarticoErrorKind.NothingToChange or SmarticoErrorKind.ConnectionFailed, described);
            }
            catch (Exception other)
            {
                Assert.Fail($"{other.GetType()} came out. {described}{Environment.NewLine}{other}");
            }
        }

        Assert.InRange(succeeded, 50, AnswersPerSeed); // the mutations are not so wild that nothing is ever read
        Assert.InRange(failed, 500, AnswersPerSeed);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public async Task Deep_nesting_is_refused(char open, char close)
    {
        const int depth = 10_000;
        string nested = open == '['
            ? new string(open, depth) + new string(close, depth)
            : string.Concat(Enumerable.Repeat("{\"data\":", depth)) + "1" + new string(close, depth);
        foreach (int status in new[] { 200, 400 })
        {
            foreach (string body in new[] { nested, $"[{{\"id\":1,\"unknown\":{nested}}}]", $"{{\"id\":1,\"promocode\":\"A\",\"x\":{nested}}}", $"{{\"message\":{nested}}}" })
            {
                SmarticoClient client = TestClient.Over(StubHandler.Always(status, body), maxRetryCount: 0);
                await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());
                await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.GetAsync(1));
                await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));
                await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.UpdateAsync(1, new AffiliateUpdate { Name = "A" }));
            }
        }
    }

    [Fact]
    public async Task Documented_examples_cut_off_at_every_byte_never_give_a_partial_record()
    {
        byte[] affiliate = Encoding.UTF8.GetBytes(Examples.FullAffiliate);
        byte[] code = Encoding.UTF8.GetBytes(Examples.PromoCode);
        HttpResponseMessage answer = new();
        SmarticoClient client = TestClient.Over(new StubHandler(_ => answer), maxRetryCount: 0);

        for (int length = 0; length < affiliate.Length; length++)
        {
            answer = StubHandler.Answer(200, [(byte)'[', .. affiliate[..length]]);
            SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.List().ReadPageAsync());
            Assert.True(failure.IsTransient, $"cut at {length}");
        }

        for (int length = 1; length < code.Length; length++)
        {
            answer = StubHandler.Answer(200, code[..length]);
            await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.GetAsync(150));
            SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("A")));
            Assert.Equal(SmarticoErrorKind.Indeterminate, failure.Kind);
        }
    }

    /// <summary>Reads everything that a user would see of a result.</summary>
    private static void Walk(object? value)
    {
        switch (value)
        {
            case SmarticoObject record:
                Assert.NotNull(record.ToString());
                foreach (var property in record.GetType().GetProperties())
                {
                    Walk(property.GetValue(record));
                }

                break;
            case IEnumerable<SmarticoObject> records:
                foreach (SmarticoObject record in records)
                {
                    Assert.NotNull(record);
                    Walk(record);
                }

                break;
            case not null:
                Assert.NotNull(value.ToString());
                break;
        }
    }

    private static byte[] Mutate(Random random)
    {
        string record = random.Next(3) switch
        {
            0 => Examples.Affiliate,
            1 => Examples.FullAffiliate,
            _ => Examples.PromoCode,
        };
        var json = JObject.Parse(record);
        string name = json.Properties().ElementAt(random.Next(json.Count)).Name;
        string text = random.Next(8) switch
        {
            0 => record,
            1 => Replace(json, name, "\"" + new string('x', 20_000) + "\""),
            2 => record.TrimEnd()[..^1] + $",\"{name}\":{Pick(random)}}}", // a name twice
            3 => record.TrimEnd()[..^1] + $",\"{new string('n', 5_000)}\":{Pick(random)}, \"\":1, \"$type\":\"System.Object\", \"$ref\":\"1\"}}",
            _ => Replace(json, name, Pick(random)),
        };
        text = random.Next(9) switch
        {
            0 => "[" + text + "]",
            1 => "{\"data\":[" + text + "]}",
            2 => "{\"data\":" + text + "}",
            3 => "[" + text + "," + Pick(random) + "]",
            4 => "{\"message\":" + Pick(random) + ",\"data\":" + Pick(random) + "}",
            5 => "{\"error\":" + Pick(random) + ",\"message\":{\"message\":" + Pick(random) + "}}",
            6 => "<html><title>" + text + "</title><script>" + text,
            7 => Pick(random),
            _ => text,
        };
        byte[] bytes = random.Next(12) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            2 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            3 => Encoding.Latin1.GetBytes(text),
            4 => [.. Encoding.UTF8.GetBytes(text), 0xC3, 0x28],
            _ => Encoding.UTF8.GetBytes(text),
        };
        switch (random.Next(6))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                for (int flips = random.Next(1, 6); flips > 0 && bytes.Length > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
            case 2 when random.Next(8) == 0:
                return [];
            default:
                return bytes;
        }
    }

    private static string Pick(Random random) => s_values[random.Next(s_values.Length)];
#pragma warning restore CA5394

    private static string Replace(JObject json, string name, string value)
    {
        json[name] = "@@@";
        return json.ToString().Replace("\"@@@\"", value, StringComparison.Ordinal);
    }
}
