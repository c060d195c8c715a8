using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The sandbox answers as the documents say, so that a rehearsal means something.</summary>
public sealed class SandboxRulesTests
{
    private const string Registration = """{"first_name":"A","last_name":"B","username":"newuser","password":"Passw0rd","bo_user_email":"new@x.test","country":"BG","tc":true,"hostname":"aff.sandbox.smartico.invalid","token":"t"}""";

    [Theory]
    [InlineData("{\"first_name\":\"JohnB\"}", 200, "\"first_name\":\"JohnB\"")]
    [InlineData("{\"aff_status_id\":4}", 200, "\"aff_status_name\":\"Suspended\"")]
    [InlineData("{\"aff_status_id\":9}", 400, "aff_status_id must be one of")]
    [InlineData("{\"extra_role_ids\":[103,104]}", 200, "\"extra_role_ids\":[103,104]")]
    [InlineData("{\"extra_role_ids\":\"103\"}", 400, "extra_role_ids must be an array")]
    [InlineData("{\"custom_prop_155\":33}", 200, "\"custom_prop_155\":33")]
    [InlineData("{\"payment_threshold_oper_currency\":10.5}", 200, "\"payment_threshold_oper_currency\":10.5")]
    [InlineData("{\"payment_threshold_oper_currency\":\"10,5\"}", 400, "must be a number")]
    [InlineData("{\"company\":null}", 200, "\"company\":null")]
    [InlineData("{\"bo_user_email\":\"x\"}", 400, "must be an e-mail address")]
    [InlineData("{\"no_carry_over\":true}", 200, "\"no_carry_over_was_set\":true")]
    [InlineData("{\"parent_affiliate_id\":999999999}", 400, "does not exist")]
    [InlineData("[]", 400, "must be a JSON object")]
    public Task Affiliate_update(string body, int status, string expected) => AssertAnswerAsync("PUT", "api/af2_aff_op/36971", body, status, expected);

    [Theory]
    [InlineData("range=[0,9]", 10)]
    [InlineData("range=[0,1999]", 300)]
    [InlineData("range=[299,400]", 1)]
    [InlineData("range=[300,400]", 0)]
    [InlineData("filter={\"aff_status_id\":[1,2,3,4,5,6,7]}", 300)]
    [InlineData("", 300)]
    public async Task Affiliate_list_heeds_range_and_filter(string query, int count)
    {
        (int status, string answer) = await SendAsync(new SmarticoSandbox(), "GET", "api/af2_aff_op?" + Uri.EscapeDataString(query).Replace("%3D", "=", StringComparison.Ordinal));

        Assert.Equal(200, status);
        Assert.Equal(count, JArray.Parse(answer).Count);
    }

    [Theory]
    [InlineData("POST", "api/af2_promocodes_op", "{\"promocode\":\"N\",\"affiliate_id\":166368,\"deal_id\":93195,\"status\":true}", 200, "\"promocode\":\"N\"")]
    [InlineData("POST", "api/af2_promocodes_op", "{\"promocode\":\"welcome2026\",\"affiliate_id\":166368,\"deal_id\":93195,\"status\":true}", 400, "The promocode with this name already exists. Please use a different promocode.")]
    [InlineData("POST", "api/af2_promocodes_op", "{\"promocode\":\"N\",\"affiliate_id\":166368,\"deal_id\":93203,\"status\":true}", 400, "Invalid deal for selected affiliate")]
    [InlineData("POST", "api/af2_promocodes_op", "{\"promocode\":\"N\",\"affiliate_id\":166368,\"deal_id\":93195}", 400, "status is mandatory")]
    [InlineData("POST", "api/af2_promocodes_op", "{\"promocode\":\"N\",\"affiliate_id\":166368,\"deal_id\":93195,\"status\":1}", 400, "status must be true or false")]
    [InlineData("POST", "api/af2_promocodes_op", "{\"promocode\":\"N\",\"affiliate_id\":166368,\"deal_id\":93195,\"status\":true,\"end_date\":\"31.12.2026\"}", 400, "must be a date in ISO 8601")]
    [InlineData("PUT", "api/af2_promocodes_op/150", "{\"status\":false}", 200, "\"status\":false")]
    [InlineData("PUT", "api/af2_promocodes_op/150", "{\"deal_id\":93195}", 400, "must be provided together")]
    [InlineData("PUT", "api/af2_promocodes_op/150", "{\"promocode\":\"WELCOME2026\"}", 200, "WELCOME2026")]
    [InlineData("PUT", "api/af2_promocodes_op/150", "{\"end_date\":null}", 200, "\"end_date\":null")]
    [InlineData("PUT", "api/af2_promocodes_op/150", "{\"end_date\":\"2025-01-01\"}", 400, "end_date must not be before start_date")]
    [InlineData("GET", "api/af2_promocodes_op/150", null, 200, "\"promocode\":\"WELCOME2026\"")]
    [InlineData("GET", "api/af2_promocodes_op/999999", null, 404, "Promo code not found")]
    [InlineData("GET", "api/af2_promocodes_op?filter=%7B%22q%22%3A%22%40150%22%7D", null, 200, "WELCOME2026")]
    [InlineData("GET", "api/af2_promocodes_op?q=welcome2026&status=true", null, 200, "WELCOME2026")]
    public Task Promo_code(string method, string path, string? body, int status, string expected) => AssertAnswerAsync(method, path, body, status, expected);

    [Theory]
    [InlineData("af2_balance_op?filter={\"affiliate_id\":35427}", 200, "\"affiliate_id\":35427")]
    [InlineData("af2_balance_op?filter={\"above_threshold\":1}", 400, "above_threshold must be true or false")]
    [InlineData("af2_balance_op?filter={\"to\":\"30.04.2025\"}", 400, "to must be a date in ISO 8601")]
    [InlineData("af2_balance_op?range=[5]", 400, "range must be a JSON array")]
    [InlineData("af2_balance_op/35427", 404, "Not found")]
    [InlineData("af2_media_report_op?date_from=2026-10-01&date_to=2026-10-02&aggregation_period=DAY&group_by=affiliate_id", 200, "\"dt\":\"2026-10-01T00:00:00.000Z\"")]
    [InlineData("af2_media_report_op?date_from=2026-10-01&date_to=2026-10-01", 200, "\"data\":[]")]
    [InlineData("af2_media_report_op?date_from=2020-01-01&date_to=2020-02-01", 200, "{\"operator_currency\":\"EUR\"}")]
    [InlineData("af2_media_report_op?date_from=01.10.2026", 400, "date_from must be a date as YYYY-MM-DD")]
    [InlineData("af2_media_report_op?aggregation_period=WEEK", 400, "aggregation_period must be one of DAY, MONTH, YEAR")]
    [InlineData("af2_media_report_op?group_by=affiliate_id,foo", 400, "group_by must be a list of utm_campaign")]
    [InlineData("af2_media_report_op?limit=-1", 400, "limit must be a whole number")]
    [InlineData("af2_media_report_op/1", 404, "Not found")]
    [InlineData("af2_regs_op?range=[0,0]", 200, "\"ext_customer_id\":\"C")]
    [InlineData("af2_regs_op?filter={\"affiliate_id\":\"x\"}", 400, "affiliate_id must be a whole number")]
    [InlineData("af2_regs_op/1", 404, "Not found")]
    public Task Balance_and_report(string query, int status, string expected)
        => AssertAnswerAsync("GET", "api/" + query.Replace("\"", "%22", StringComparison.Ordinal), null, status, expected);

    [Theory]
    [InlineData("GET", "api/af2_deals_op?affiliate_id=46554", null, 200, "\"id\":93201")]
    [InlineData("GET", "api/af2_deals_op", null, 400, "affiliate_id is mandatory")]
    [InlineData("POST", "api/af2_deals_op", "{\"affiliate_id\":46554,\"deal_type_id\":2,\"cpa_amount\":30}", 200, "\"cpa_amount\":30")]
    [InlineData("POST", "api/af2_deals_op", "{\"affiliate_id\":46554,\"deal_type_id\":6,\"cpa_amount\":30}", 400, "rev_share_percentage is mandatory")]
    [InlineData("POST", "api/af2_deals_op", "{\"affiliate_id\":46554,\"deal_type_id\":7,\"cpa_amount\":30}", 400, "deal_type_id must be one of")]
    [InlineData("GET", "api/af2_link_op", null, 200, "\"link_id\":658")]
    [InlineData("POST", "api/private-api", "{\"method\":\"af2_build_link\",\"params\":{\"linkParams\":{\"link_id\":658,\"affiliate_id\":46554,\"source_id\":null}}}", 200, "\"https://")]
    [InlineData("POST", "api/private-api", "{\"method\":\"other\"}", 400, "Unknown method")]
    [InlineData("GET", "api/af2_pixel_definitions_op?affiliate_id=166368", null, 200, "\"id\":2887")]
    [InlineData("POST", "api/af2_pixel_definitions_op", "{\"affiliate_id\":\"166368\",\"pixel_status\":1,\"pixel_type_id\":1,\"pixel_trigger_type_id\":1,\"pixel\":\"https://api.casino.com/?deal_id={{deal_id}}\",\"pixel_name\":\"n\"}", 200, "\"affiliate_id\":166368")]
    [InlineData("PUT", "api/af2_pixel_definitions_op/2888", "{\"pixel_status\":2,\"pixel_name\":\"renamed\"}", 200, "\"pixel_status\":2")]
    [InlineData("PUT", "api/af2_pixel_definitions_op/1", "{\"pixel_status\":2}", 404, "Pixel definition not found")]
    [InlineData("DELETE", "api/af2_link_op", null, 405, "Method not allowed")]
    [InlineData("GET", "api/elsewhere", null, 404, "Not found")]
    public Task Deals_links_and_pixels(string method, string path, string? body, int status, string expected) => AssertAnswerAsync(method, path, body, status, expected);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("\"tc\":true", "\"tc\":false", -2)]
    [InlineData("\"newuser\"", "\"short\"", -3)]
    [InlineData("aff.sandbox", "other.sandbox", -5)]
    [InlineData("\"token\":\"t\"", "\"token\":\"bot\"", -1)]
    [InlineData("Passw0rd", "password", -9)]
    [InlineData("\"newuser\"", "\"mega_affiliate\"", -7)]
    [InlineData("new@x.test", "monyy.ron@example.com", -8)]
    public async Task Registration_answers_the_documented_codes(string replace, string with, int code)
    {
        string body = replace.Length == 0 ? Registration : Registration.Replace(replace, with, StringComparison.Ordinal);
        var sandbox = new SmarticoSandbox();

        (int status, string answer) = await SendAsync(sandbox, "POST", "api/register-aff", body, key: null);

        Assert.Equal(200, status);
        Assert.Equal(code, (int)JObject.Parse(answer)["err_code"]!);
        Assert.DoesNotContain("Passw0rd", sandbox.GetRequests().Single().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("wrong", 401)]
    [InlineData("Bearer sandbox-operator-key", 401)]
    [InlineData("sandbox-operator-key", 200)]
    [InlineData("sandbox-affiliate-key", 200)]
    public async Task Key_is_checked(string? key, int expected)
    {
        (int status, string answer) = await SendAsync(new SmarticoSandbox(), "GET", "api/af2_link_op", key: key);

        Assert.Equal(expected, status);
        Assert.Equal(key == "sandbox-operator-key", answer.StartsWith('['));
    }

    [Fact]
    public async Task Two_sandboxes_start_the_same_and_part_ways()
    {
        var clock = new SandboxOptions { Clock = () => DateTimeOffset.UnixEpoch };
        var one = new SmarticoSandbox(clock);
        var two = new SmarticoSandbox(clock);
        foreach (string path in new[] { "api/af2_aff_op", "api/af2_promocodes_op", "api/af2_link_op", "api/af2_deals_op?affiliate_id=100508", "api/af2_pixel_definitions_op?affiliate_id=166368", "api/af2_balance_op", "api/af2_media_report_op?date_from=2026-10-01&date_to=2026-11-01&group_by=link_id" })
        {
            Assert.Equal(await SendAsync(one, "GET", path), await SendAsync(two, "GET", path));
        }

        await SendAsync(one, "PUT", "api/af2_promocodes_op/150", "{\"description_public\":\"changed\"}");

        Assert.Contains("\"changed\"", (await SendAsync(one, "GET", "api/af2_promocodes_op/150")).Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"changed\"", (await SendAsync(two, "GET", "api/af2_promocodes_op/150")).Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documented_records_are_there_as_documented()
    {
        var sandbox = new SmarticoSandbox();
        string wire = (await SendAsync(sandbox, "GET", "api/af2_promocodes_op/150")).Answer;

        Assert.Equal(WireJson.Parse(Examples.PromoCode).ToString(), WireJson.Parse(wire).ToString());
        JToken affiliate = WireJson.Parse((await SendAsync(sandbox, "GET", "api/af2_aff_op")).Answer).Single(a => (int)a["id"]! == 35425);
        Assert.Equal("30769.788354", affiliate["commissions_total"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("Robby Ron", (string?)affiliate["affiliate_name"]);
    }

    [Fact]
    public async Task Rate_limit_turns_away_and_does_not_act()
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { RequestsPerSecond = 2 });

        (int Status, string Answer)[] answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            SendAsync(sandbox, "POST", "api/af2_promocodes_op", $"{{\"promocode\":\"N{i}\",\"affiliate_id\":166368,\"deal_id\":93195,\"status\":true}}")));

        Assert.InRange(answers.Count(a => a.Status == 200), 2, 4);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal("\"Too many requests to API from the same account\"", a.Answer));
        var codes = JArray.Parse((await SendAsync(sandbox, "GET", "api/af2_promocodes_op", wait: true)).Answer);
        Assert.Equal(answers.Count(a => a.Status == 200), codes.Count(c => ((string)c["promocode"]!).Length == 2));
    }

    [Fact]
    public async Task Affiliates_own_key_reads_what_is_its_own()
    {
        var sandbox = new SmarticoSandbox();
        string key = sandbox.GetAffiliateApiKey();

        var report = JObject.Parse((await SendAsync(sandbox, "GET", "api/af2_media_report_af?group_by=affiliate_id&date_from=2026-10-01&date_to=2026-11-01", key: key)).Answer);
        Assert.Equal(35425, (int)report["meta"]!["affiliate_id"]!);
        Assert.Equal(35425, (int)Assert.Single((JArray)report["data"]!)["affiliate_id"]!);
        Assert.Equal(35425, (int)JObject.Parse((await SendAsync(sandbox, "GET", "api/af2_balance_af/1", key: key)).Answer)["affiliate_id"]!);
        Assert.NotEmpty(JArray.Parse((await SendAsync(sandbox, "GET", "api/af2_link_af", key: key)).Answer));
        Assert.Equal(404, (await SendAsync(sandbox, "GET", "api/af2_balance_af/2", key: key)).Status);
    }

    [Theory]
    [InlineData("api/af2_media_report_af")]
    [InlineData("api/af2_balance_af/1")]
    [InlineData("api/af2_link_af")]
    public async Task Operators_key_is_none_of_an_affiliate(string path)
        => Assert.Contains("You don't have permissions", (await SendAsync(new SmarticoSandbox(), "GET", path)).Answer, StringComparison.Ordinal);

    private static async Task AssertAnswerAsync(string method, string path, string? body, int status, string expected)
    {
        (int seen, string answer) = await SendAsync(new SmarticoSandbox(), method, path, body);

        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.Equal(status, seen);
    }

    private static async Task<(int Status, string Answer)> SendAsync(
        SmarticoSandbox sandbox, string method, string path, string? body = null, string? key = "sandbox-operator-key", bool wait = false)
    {
        while (true)
        {
            using var client = new HttpClient(sandbox.CreateHandler());
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(sandbox.BaseUri, path));
            if (key is not null)
            {
                request.Headers.TryAddWithoutValidation("authorization", key);
            }

            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.SendAsync(request);
            if (!wait || (int)response.StatusCode != 429)
            {
                return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
            }

            await Task.Delay(50);
        }
    }
}
