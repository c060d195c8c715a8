using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Only what was given is sent, as it was given, in the form of the documents.</summary>
public sealed class RequestBodyTests
{
    private static readonly DateTimeOffset s_date = new(2026, 12, 31, 23, 59, 59, TimeSpan.FromHours(2));

    public static TheoryData<AffiliateUpdate, string> Updates => new()
    {
        { new AffiliateUpdate { FirstName = "JohnB" }, """{"first_name":"JohnB"}""" },
        { new AffiliateUpdate { FirstName = "" }, """{"first_name":""}""" },
        { new AffiliateUpdate { Company = null, Skype = null, ManagerId = null, PaymentThreshold = null }, """{"company":null,"manager_id":null,"skype":null,"payment_threshold_oper_currency":null}""" },
        { new AffiliateUpdate { Status = AffiliateStatus.Approved }, """{"aff_status_id":2}""" },
        { new AffiliateUpdate { Status = (AffiliateStatus)6 }, """{"aff_status_id":6}""" },
        { new AffiliateUpdate { NoCarryOver = false, TwoFaEnabled = true }, """{"no_carry_over":false,"two_fa_enabled":true}""" },
        { new AffiliateUpdate { Roles = new RoleList([AffiliateRole.FTDDate, AffiliateRole.FTDAmount]) }, """{"extra_role_ids":[103,122]}""" },
        { new AffiliateUpdate { Roles = new RoleList([]), BrandIds = new IdList([]) }, """{"extra_role_ids":[],"brand_ids":[]}""" },
        { new AffiliateUpdate { BrandIds = new IdList([333]) }, """{"brand_ids":[333]}""" },
        { new AffiliateUpdate { PaymentThreshold = 1000m }, """{"payment_threshold_oper_currency":1000}""" },
        { new AffiliateUpdate { PaymentThreshold = 10.5m }, """{"payment_threshold_oper_currency":10.5}""" },
        { new AffiliateUpdate { PaymentThreshold = 0.1m }, """{"payment_threshold_oper_currency":0.1}""" },
        { new AffiliateUpdate { PaymentThreshold = -0.000001m }, """{"payment_threshold_oper_currency":-0.000001}""" },
        { new AffiliateUpdate { PaymentThreshold = 30769.788354m }, """{"payment_threshold_oper_currency":30769.788354}""" },
        { new AffiliateUpdate { PaymentMethodId = 3, PaymentMethodDetails = PaymentMethodDetails.Parse("""{"skrill_email":"a@b.test","n":1.50}""") }, """{"payment_method_id":3,"payment_method_details":{"skrill_email":"a@b.test","n":1.50}}""" },
        { new AffiliateUpdate { CustomTag = new Dictionary<int, int> { [155] = 33 } }, """{"custom_prop_155":33}""" },
        { new AffiliateUpdate { Name = "ü \"q\" \\ €", ParentAffiliateId = 35427 }, """{"affiliate_name":"ü \"q\" \\ €","parent_affiliate_id":35427}""" },
    };

    public static TheoryData<PromoCodeUpdate, string> CodeUpdates => new()
    {
        { new PromoCodeUpdate { Status = ActiveStatus.Inactive }, """{"status":false}""" },
        { new PromoCodeUpdate { Status = ActiveStatus.Active }, """{"status":true}""" },
        { new PromoCodeUpdate { EndDate = s_date }, """{"end_date":"2026-12-31T21:59:59.000Z"}""" },
        { new PromoCodeUpdate { EndDate = s_date.AddMilliseconds(7) }, """{"end_date":"2026-12-31T21:59:59.007Z"}""" },
        { new PromoCodeUpdate { EndDate = null, DescriptionPublic = null }, """{"description_public":null,"end_date":null}""" },
        { new PromoCodeUpdate { AffiliateId = 166368, DealId = 93195 }, """{"affiliate_id":166368,"deal_id":93195}""" },
        { new PromoCodeUpdate { PromoCode = "NEW" }, """{"promocode":"NEW"}""" },
    };

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Update_of_an_affiliate_sends_only_what_was_given(AffiliateUpdate update, string expected)
    {
        StubHandler server = StubHandler.Always(200, "");

        await TestClient.Over(server).Affiliates.UpdateAsync(36971, update);

        SeenRequest request = server.Requests.Single();
        Assert.Equal(expected, request.Body);
        Assert.Equal("PUT", request.Method);
        Assert.Equal("https://api.test/api/af2_aff_op/36971", request.Uri.AbsoluteUri);
    }

    [Theory]
    [MemberData(nameof(CodeUpdates))]
    public async Task Update_of_a_promo_code_sends_only_what_was_given(PromoCodeUpdate update, string expected)
    {
        StubHandler server = StubHandler.Always(200, "");

        await TestClient.Over(server).PromoCodes.UpdateAsync(150, update, readBack: false);

        SeenRequest request = server.Requests.Single();
        Assert.Equal(expected, request.Body);
        Assert.Equal("PUT", request.Method);
        Assert.Equal("https://api.test/api/af2_promocodes_op/150", request.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Create_of_a_promo_code_sends_the_documented_body()
    {
        StubHandler server = StubHandler.Always(200, Examples.PromoCode);
        PromoCodeCreate create = Samples.Create("WELCOME2026")
            .With(r => r.DescriptionInternal, "in")
            .With(r => r.StartDate, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
            .With(r => r.EndDate, null);

        await TestClient.Over(server).PromoCodes.CreateAsync(create);

        Assert.Equal(
            """{"promocode":"WELCOME2026","affiliate_id":166368,"deal_id":93195,"status":true,"description_internal":"in","start_date":"2026-01-01T00:00:00.000Z","end_date":null}""",
            server.Requests.Single().Body);
        Assert.Equal("POST", server.Requests.Single().Method);
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775807")]
    [InlineData("1000.00")]
    [InlineData("0.0000000000000000000000000001")]
    public async Task Amount_is_sent_to_the_last_digit(string number)
    {
        decimal amount = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        StubHandler server = StubHandler.Always(200, "");

        await TestClient.Over(server).Affiliates.UpdateAsync(1, new AffiliateUpdate { PaymentThreshold = amount });

        JToken sent = WireJson.Parse(server.Requests.Single().Body)["payment_threshold_oper_currency"]!;
        Assert.Equal(amount, decimal.Parse(sent.ToString(Newtonsoft.Json.Formatting.None), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Nothing_given_is_told_and_nothing_is_sent()
    {
        StubHandler server = StubHandler.Always(200, "");
        SmarticoClient client = TestClient.Over(server);

        SmarticoException affiliate = await Assert.ThrowsAsync<SmarticoException>(() => client.Affiliates.UpdateAsync(1, new AffiliateUpdate()));
        SmarticoException code = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.UpdateAsync(1, new PromoCodeUpdate()));

        Assert.Equal(SmarticoErrorKind.NothingToChange, affiliate.Kind);
        Assert.Equal(SmarticoErrorKind.NothingToChange, code.Kind);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Wrong_promo_codes_are_refused_before_anything_is_sent()
    {
        StubHandler server = StubHandler.Always(200, "");
        SmarticoClient client = TestClient.Over(server);
        PromoCodeCreate whole = Samples.Create("A");
        foreach ((PromoCodeCreate wrong, string named) in new[]
        {
            (whole.With(r => r.PromoCode, " "), "PromoCode"),
            (whole.With(r => r.PromoCode, default), "PromoCode"),
            (whole.With(r => r.AffiliateId, default), "AffiliateId"),
            (whole.With(r => r.DealId, default), "DealId"),
            (whole.With(r => r.Status, default), "Status"),
            (whole.With(r => r.StartDate, s_date).With(r => r.EndDate, s_date.AddSeconds(-1)), "EndDate"),
        })
        {
            SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(wrong));
            Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
            Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        }

        foreach (PromoCodeUpdate wrong in new[] { new PromoCodeUpdate { AffiliateId = 5 }, new PromoCodeUpdate { DealId = 5 }, new PromoCodeUpdate { StartDate = s_date, EndDate = s_date.AddDays(-1) } })
        {
            SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.UpdateAsync(1, wrong));
            Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Defaults_fill_only_what_was_not_given()
    {
        PromoCodeCreate create = new PromoCodeCreate { PromoCode = "A", DealId = 7 }.WithDefaults(1, 2, ActiveStatus.Active);

        Assert.Equal(1, create.AffiliateId.Value);
        Assert.Equal(7, create.DealId.Value);
        Assert.Equal(ActiveStatus.Active, create.Status.Value);
        Assert.Equal(ActiveStatus.Inactive, new PromoCodeCreate { Status = ActiveStatus.Inactive }.WithDefaults(null, null, ActiveStatus.Active).Status.Value);
        Assert.False(new PromoCodeCreate().WithDefaults(null, null, ActiveStatus.Active).AffiliateId.IsGiven);
        Assert.Equal(9, new PromoCodeUpdate { AffiliateId = 5 }.WithPartner(1, 9).DealId.Value);
        Assert.Equal(5, new PromoCodeUpdate { AffiliateId = 5 }.WithPartner(1, 9).AffiliateId.Value);
        Assert.False(new PromoCodeUpdate { PromoCode = "A" }.WithPartner(1, 9).DealId.IsGiven);
    }
}
