using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What the server sends is what the objects show.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> AffiliateExamples => new(Examples.Affiliate, Examples.FullAffiliate);

    [Theory]
    [InlineData("{\"id\":7,\"Affiliate_Name\":\"A\"}", "A")]
    [InlineData("{\"affiliate_name\":\"A\",\"id\":7,\"affiliate_name\":\"B\"}", "B")]
    [InlineData("{\"affiliate_name\":\"A\",\"id\":7,\"affiliate_name\":null}", null)]
    [InlineData("{/* first */\"id\":/* second */7,\"affiliate_name\":\"A\"/* third */}", "A")]
    [InlineData("{\"id\":7,\"default_deal_info\":null,\"brand_ids\":[/* none */],\"affiliate_name\":\"A\"}", "A")]
    public async Task Fields_are_found_in_any_case_and_the_last_of_a_name_counts(string json, string? name)
    {
        Affiliate affiliate = await AffiliateAsync(json);

        Assert.Equal(7, affiliate.AffiliateId);
        Assert.Equal(name, affiliate.Name);
        Assert.Empty(affiliate.AdditionalProperties);
    }

    [Theory]
    [MemberData(nameof(AffiliateExamples))]
    public async Task Affiliate_comes_out_field_by_field(string json)
    {
        Affiliate affiliate = await AffiliateAsync(json);

        AssertFields(WireJson.Parse(json), affiliate, nameof(Affiliate.AffiliateId));
        Assert.Empty(affiliate.AdditionalProperties);
    }

    [Fact]
    public async Task Promo_code_comes_out_field_by_field()
    {
        PromoCode code = await PromoCodeAsync(Examples.PromoCode);

        Assert.Equal(ActiveStatus.Active, code.Status);
        Assert.Equal(150, code.PromoCodeId);
        var rest = (JObject)WireJson.Parse(Examples.PromoCode);
        rest.Remove("status");
        AssertFields(rest, code, nameof(PromoCode.PromoCodeId));
        Assert.Empty(code.AdditionalProperties);
    }

    [Fact]
    public async Task Deals_come_out_field_by_field()
    {
        IReadOnlyList<Deal> deals = await Client(Examples.Deals).Deals.ListAsync(100508);

        var wire = (JArray)WireJson.Parse(Examples.Deals);
        Assert.Equal(2, deals.Count);
        for (int i = 0; i < deals.Count; i++)
        {
            // The tiers come a second time as flat fields, which no type has.
            JProperty[] flat = ((JObject)wire[i]).Properties().Where(p => p.Name.StartsWith("cpa_tier_", StringComparison.Ordinal)).ToArray();
            Assert.Equal(6, flat.Length);
            foreach (JProperty field in flat)
            {
                Assert.Equal((long)field.Value, deals[i].AdditionalProperties[field.Name]);
                field.Remove();
            }

            Assert.Equal(6, deals[i].AdditionalProperties.Count);
            AssertFields(wire[i], deals[i], nameof(Deal.DealId));
        }

        Assert.Equal("1:2;3:4;5:6", deals[0].CpaTiers!.ToString());
        Assert.Equal([true, false], deals.Select(d => d.IsRoot));
    }

    [Fact]
    public async Task Destination_link_comes_out_field_by_field()
    {
        DestinationLink link = Assert.Single(await Client($"[{Examples.DestinationLink}]").Links.ListAsync());

        AssertFields(WireJson.Parse(Examples.DestinationLink), link, nameof(DestinationLink.LinkId));
        Assert.Empty(link.AdditionalProperties);
        Assert.Equal("Home page / DemoBrand (204)", link.ToString());
        Assert.Equal("304;306", link.AssetIds!.ToString());
    }

    [Fact]
    public async Task Pixel_comes_out_field_by_field()
    {
        Pixel pixel = Assert.Single(await Client($"[{Examples.Pixel}]").Pixels.ListAsync(166368));

        AssertFields(WireJson.Parse(Examples.Pixel), pixel, nameof(Pixel.PixelId));
        Assert.Empty(pixel.AdditionalProperties);
    }

    [Fact]
    public async Task The_documented_values_are_the_documented_values()
    {
        Affiliate affiliate = await AffiliateAsync(Examples.Affiliate);

        Assert.Equal(35425, affiliate.AffiliateId);
        Assert.Equal(AffiliateStatus.Approved, affiliate.Status);
        Assert.Equal(30769.788354m, affiliate.CommissionsTotal);
        Assert.Equal(new DateTimeOffset(2022, 3, 10, 18, 32, 50, 573, TimeSpan.Zero), affiliate.CreateDate);
        Assert.Equal([AffiliateRole.RegistrationsReport], affiliate.Roles!);
        Assert.Equal(DealType.CPA_RevShare_NetPL, affiliate.DefaultDealInfo!.DealType);
        Assert.Equal("XX123-41231-55", affiliate.PaymentMethodDetails!["account_number"]);
        Assert.Equal("Robby Ron (35425)", affiliate.ToString());
        Assert.Null(affiliate.PaymentThreshold);
    }

    [Theory]
    [InlineData("30769.788354")]
    [InlineData("0.1")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("7922816251426433759354395033.5")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("9223372036854775808")]
    [InlineData("10.50")]
    [InlineData("1000")]
    public async Task Money_is_exact_to_the_last_digit(string number)
    {
        foreach (string wire in new[] { number, $"\"{number}\"" })
        {
            Affiliate affiliate = await AffiliateAsync($"{{\"id\":1,\"balance\":{wire},\"custom_amount\":{number}}}");

            Assert.Equal(number, affiliate.Balance!.Value.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(number, Convert.ToString(affiliate.AdditionalProperties["custom_amount"], CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"abc\"")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1e400")]
    [InlineData("\"10,5\"")]
    [InlineData("NaN")]
    public async Task What_is_no_amount_is_an_error_and_never_another_amount(string wire)
    {
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => AffiliateAsync($"{{\"id\":1,\"balance\":{wire}}}"));

        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains("balance", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_in_strings_and_booleans_as_numbers_are_understood()
    {
        Affiliate affiliate = await AffiliateAsync("""
            {"id":"35425","aff_status_id":"2","balance":"10.5","manager_id":"","no_carry_over":1,"two_fa_enabled":0,"api_access_enabled":"true",
             "enabled_for_login":"0","extra_role_ids":"103,104,122","brand_ids":["333",334,null],"last_login_date":"","first_name":5,"payment_method_details":""}
            """);

        Assert.Equal(35425, affiliate.AffiliateId);
        Assert.Equal(AffiliateStatus.Approved, affiliate.Status);
        Assert.Equal(10.5m, affiliate.Balance);
        Assert.Null(affiliate.ManagerId);
        Assert.True(affiliate.NoCarryOver);
        Assert.False(affiliate.TwoFaEnabled);
        Assert.True(affiliate.ApiAccessEnabled);
        Assert.False(affiliate.EnabledForLogin);
        Assert.Equal([AffiliateRole.FTDDate, AffiliateRole.FTDCount, AffiliateRole.FTDAmount], affiliate.Roles!);
        Assert.Equal([333, 334], affiliate.BrandIds!);
        Assert.Null(affiliate.LastLoginDate);
        Assert.Equal("5", affiliate.FirstName);
        Assert.Null(affiliate.PaymentMethodDetails);
    }

    [Theory]
    [InlineData("aff_status_id", 6)]
    [InlineData("aff_status_id", 9)]
    [InlineData("aff_status_id", -1)]
    public async Task Unknown_status_is_kept_as_its_number(string field, int number)
    {
        Affiliate affiliate = await AffiliateAsync($"{{\"id\":1,\"{field}\":{number},\"extra_role_ids\":[999],\"default_deal_info\":{{\"deal_type_id\":77}}}}");

        Assert.Equal(number, (int)affiliate.Status!.Value);
        Assert.Equal(999, (int)affiliate.Roles!.Single());
        Assert.Equal(77, (int)affiliate.DefaultDealInfo!.DealType!.Value);
    }

    [Theory]
    [InlineData("true", ActiveStatus.Active)]
    [InlineData("false", ActiveStatus.Inactive)]
    [InlineData("1", ActiveStatus.Active)]
    [InlineData("0", ActiveStatus.Inactive)]
    [InlineData("\"true\"", ActiveStatus.Active)]
    [InlineData("2", (ActiveStatus)2)]
    [InlineData("null", null)]
    public async Task Status_of_a_promo_code_is_a_boolean_or_what_stands_for_one(string wire, ActiveStatus? expected)
        => Assert.Equal(expected, (await PromoCodeAsync($"{{\"id\":1,\"status\":{wire}}}")).Status);

    [Fact]
    public async Task Unknown_fields_are_kept_as_ordinary_values()
    {
        Affiliate affiliate = await AffiliateAsync("""
            {"id":1,"custom_prop_155":33,"manager_contacts":{"email":"m@x.test","list":[1,"a",null,2.50]},"when":"2026-01-01T00:00:00Z","flag":true,"nothing":null}
            """);

        Assert.Equal(33L, affiliate.AdditionalProperties["custom_prop_155"]);
        var contacts = Assert.IsType<AdditionalProperties>(affiliate.AdditionalProperties["manager_contacts"]);
        Assert.Equal("m@x.test", contacts["email"]);
        Assert.Equal([1L, "a", null, 2.50m], Assert.IsType<object?[]>(contacts["list"]));
        Assert.Equal("2026-01-01T00:00:00Z", affiliate.AdditionalProperties["when"]);
        Assert.Equal(true, affiliate.AdditionalProperties["flag"]);
        Assert.Null(affiliate.AdditionalProperties["nothing"]);
        Assert.Equal(5, affiliate.AdditionalProperties.Count);
        Assert.True(JToken.DeepEquals(
            JObject.Parse("""{"email":"m@x.test","list":[1,"a",null,2.50]}"""),
            JObject.Parse(affiliate.AdditionalProperties.ToString())["manager_contacts"]));
    }

    [Theory]
    [InlineData("{\"id\":7}")]
    [InlineData("{\"affiliate_id\":7}")]
    [InlineData("{\"id\":7,\"affiliate_id\":null}")]
    [InlineData("{\"id\":null,\"affiliate_id\":\"7\"}")]
    public async Task Either_id_of_an_affiliate_is_enough(string json) => Assert.Equal(7, (await AffiliateAsync(json)).AffiliateId);

    [Theory]
    [InlineData("{\"id\":7}")]
    [InlineData("{\"promocode_id\":7}")]
    public async Task Either_id_of_a_promo_code_is_enough(string json) => Assert.Equal(7, (await PromoCodeAsync(json)).PromoCodeId);

    [Theory]
    [InlineData("{\"data\":[X]}")]
    [InlineData("{\"data\":[X],\"meta\":{\"message\":\"hello\"}}")]
    [InlineData("\uFEFF[X]")]
    [InlineData("  [ X ]  ")]
    public async Task List_is_found_in_its_envelope(string wire)
        => Assert.Equal(7, (await AffiliateAsync("{\"id\":7}", wire)).AffiliateId);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("UTF-8")]
    [InlineData("\"utf-8\"")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task Announced_charset_is_heeded(string charset)
    {
        const string name = "Zoë Müller";
        byte[] body = System.Text.Encoding.GetEncoding(charset.Trim('"')).GetBytes($"[{{\"id\":7,\"affiliate_name\":\"{name}\"}}]");
        var server = new StubHandler(_ => StubHandler.Answer(200, body, "application/json; charset=" + charset));

        Assert.Equal(name, (await TestClient.Over(server).Affiliates.List().ReadPageAsync())!.Single().Name);
    }

    [Fact]
    public async Task Wrong_bytes_are_an_error_and_no_question_marks()
    {
        var server = new StubHandler(_ => StubHandler.Answer(200, System.Text.Encoding.Latin1.GetBytes("[{\"id\":7,\"affiliate_name\":\"Müller\"}]")));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(server).Affiliates.List().ReadPageAsync());

        Assert.Equal(SmarticoErrorKind.InvalidResponse, failure.Kind);
    }

    private static SmarticoClient Client(string json) => TestClient.Over(StubHandler.Always(200, json), maxRetryCount: 0);

    private static async Task<Affiliate> AffiliateAsync(string json, string wire = "[X]")
        => (await TestClient.Over(StubHandler.Always(200, wire.Replace("X", json, StringComparison.Ordinal)), maxRetryCount: 0).Affiliates.List(first: 1).ReadPageAsync())!.Single();

    private static Task<PromoCode> PromoCodeAsync(string json) => TestClient.Over(StubHandler.Always(200, json), maxRetryCount: 0).PromoCodes.GetAsync(1);

    /// <summary>Each field of the JSON is the value of the one property that has its wire name.</summary>
    private static void AssertFields(JToken json, SmarticoObject record, string? idProperty)
    {
        var properties = record.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(p => (Property: p.DeclaringType!.GetProperty(p.Name)!, Wire: p.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName))
            .Where(p => p.Wire is not null)
            .ToDictionary(p => p.Wire!, p => p.Property, StringComparer.Ordinal);
        foreach (JProperty field in ((JObject)json).Properties())
        {
            PropertyInfo property = properties.TryGetValue(field.Name, out PropertyInfo? known) ? known : record.GetType().GetProperty(idProperty!)!;
            AssertValue(field.Name, field.Value, property.GetValue(record));
        }
    }

    private static void AssertValue(string name, JToken wire, object? value)
    {
        switch (value)
        {
            case null:
                Assert.True(wire.Type == JTokenType.Null, $"{name} is null");
                break;
            case SmarticoObject inner:
                AssertFields(wire, inner, null);
                break;
            case PaymentMethodDetails details:
                Assert.True(JToken.DeepEquals(wire, JObject.Parse(details.ToString())), name);
                Assert.Equal(string.Join(',', ((JObject)wire).Properties().Select(p => p.Name)), string.Join(',', details.Keys));
                break;
            case string text:
                Assert.Equal((string?)wire, text);
                break;
            case TextList texts:
                Assert.Equal(wire.Select(w => (string?)w), texts, StringComparer.Ordinal);
                break;
            case DealTierList tiers:
                Assert.Equal(wire.Count(), tiers.Count);
                foreach ((JToken tier, DealTier read) in wire.Zip(tiers))
                {
                    AssertFields(tier, read, null);
                }

                break;
            case IEnumerable list:
                Assert.Equal(wire.Select(w => (int)w), list.Cast<object>().Select(n => Convert.ToInt32(n, CultureInfo.InvariantCulture)));
                break;
            case DateTimeOffset date:
                Assert.Equal(DateTimeOffset.Parse((string)wire!, CultureInfo.InvariantCulture), date);
                Assert.Equal(TimeSpan.Zero, date.Offset);
                break;
            case Enum number:
                Assert.Equal((int)wire, Convert.ToInt32(number, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                Assert.Equal((bool)wire, flag);
                break;
            default:
                Assert.Equal(decimal.Parse(wire.ToString(Formatting.None).Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture), Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
