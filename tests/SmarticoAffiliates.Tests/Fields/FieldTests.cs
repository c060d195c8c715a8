using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What is made of a field's one declaration.</summary>
public sealed class FieldTests
{
    private static readonly Affiliate s_affiliate = WireJson.Read<Affiliate>(JObject.Parse(
        """{"affiliate_id":7,"affiliate_name":"N","brand_ids":[1,2],"extra_role_ids":[103,104],"payment_threshold_oper_currency":10.5,"payment_method_details":{"a":"b","c":1}}"""));

    [Fact]
    public void Order_of_a_list_and_the_zeros_of_a_number_are_no_difference()
    {
        var update = new AffiliateUpdate
        {
            Name = "N",
            BrandIds = new IdList([2, 1]),
            Roles = new RoleList([AffiliateRole.FTDCount, AffiliateRole.FTDDate]),
            PaymentThreshold = 10.50m,
            PaymentMethodDetails = PaymentMethodDetails.Parse("""{"a":"b","c":1}"""),
            Company = string.Empty,
        };

        Assert.Empty(update.DifferenceFrom(s_affiliate));
    }

    [Fact]
    public void Difference_names_the_field_and_both_values()
    {
        FieldChange difference = Assert.Single(new AffiliateUpdate { Name = "M", BrandIds = new IdList([1, 2]) }.DifferenceFrom(s_affiliate));

        Assert.Equal(("Name", "affiliate_name", "N", "M", true, "Name: N → M"), (difference.Name, difference.WireName, difference.Old, difference.New, difference.IsOldKnown, difference.ToString()));
        Assert.Single(new AffiliateUpdate { BrandIds = new IdList([1]) }.DifferenceFrom(s_affiliate));
        Assert.Single(new AffiliateUpdate { PaymentMethodDetails = PaymentMethodDetails.Parse("""{"a":"b"}""") }.DifferenceFrom(s_affiliate));
    }

    /// <summary>A field that the record does not show is sent, because nobody knows that it is the same.</summary>
    [Fact]
    public void Field_that_the_record_does_not_show_is_a_difference()
    {
        TrackingLink link = WireJson.Read<TrackingLink>(JObject.Parse("""{"affiliate_id":7,"link_id":1,"url":"https://e.example"}"""));
        var update = new PromoCodeUpdate { DescriptionPublic = "x" };

        FieldChange difference = Assert.Single(update.DifferenceFrom(link));
        Assert.False(difference.IsOldKnown);
        Assert.Equal("description_public", ((PromoCodeUpdate)update.Only([difference.Name])).ToJson().Properties().Single().Name);
    }

    [Fact]
    public void Key_is_the_same_for_the_same_meaning_and_has_no_secret()
    {
        Assert.Equal(
            new AffiliateUpdate { PaymentThreshold = 10.50m, BrandIds = new IdList([2, 1]) }.ToKey(),
            new AffiliateUpdate { PaymentThreshold = 10.5m, BrandIds = new IdList([1, 2]) }.ToKey());
        Assert.NotEqual<object>(new AffiliateUpdate { PaymentThreshold = 10.5m }.ToKey(), new AffiliateUpdate { PaymentThreshold = 105m }.ToKey());
        Assert.NotEqual<object>(new AffiliateUpdate { Company = "a" }.ToKey(), new AffiliateUpdate { Skype = "a" }.ToKey());

        var registration = new AffiliateRegistration { Username = "u", Password = "Hidden12", CaptchaToken = "Hidden13" };
        Assert.DoesNotContain("Hidden", registration.ToKey(), StringComparison.Ordinal);
        Assert.DoesNotContain(registration.AsChanges(), c => $"{c.New}".Contains("Hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void Copy_of_a_part_has_that_part_only_and_the_request_is_as_it_was()
    {
        var update = new AffiliateUpdate { Company = "a", Skype = "b", CustomTag = new Dictionary<int, int> { [1] = 2, [3] = 4 } };

        Assert.Equal("""{"company":"a","custom_prop_3":4}""", update.Only(["Company", "custom_prop_3"]).ToJson().ToString(Formatting.None));
        Assert.Equal("""{"company":"a","skype":"b","custom_prop_1":2,"custom_prop_3":4}""", update.ToJson().ToString(Formatting.None));
    }

    [Fact]
    public void Cleared_field_is_null_or_an_empty_list()
    {
        var update = new AffiliateUpdate();
        foreach (Field field in FieldTable.Clearable(typeof(AffiliateUpdate)))
        {
            JToken sent = Assert.Single(field.Cleared(update).ToJson().Properties()).Value;
            Assert.True(field.Kind is FieldKind.Ids or FieldKind.Choices ? sent is JArray { Count: 0 } : sent.Type == JTokenType.Null, field.Name);
        }

        Assert.True(update.IsEmpty, "the request itself is as it was");
    }

    /// <summary>What a field has read is what it sends, and what its text reads back as.</summary>
    [Theory]
    [InlineData(typeof(AffiliateUpdate), "Status", "approved", "2")]
    [InlineData(typeof(AffiliateUpdate), "Roles", "103;FTDCount", "[103,104]")]
    [InlineData(typeof(AffiliateUpdate), "PaymentThreshold", "1000.0", "1000.0")]
    [InlineData(typeof(AffiliateUpdate), "PaymentThreshold", "1000", "1000")]
    [InlineData(typeof(AffiliateUpdate), "TwoFaEnabled", "yes", "true")]
    [InlineData(typeof(PixelCreate), "AffiliateId", "166368", "\"166368\"")]
    [InlineData(typeof(PixelCreate), "Status", "2", "2")]
    [InlineData(typeof(PixelCreate), "Status", "inactive", "2")]
    [InlineData(typeof(PixelCreate), "DealId", "all", "-1")]
    [InlineData(typeof(PromoCodeCreate), "Status", "inactive", "false")]
    [InlineData(typeof(PromoCodeCreate), "StartDate", "2026-05-31", "\"2026-05-31T00:00:00.000Z\"")]
    [InlineData(typeof(PromoCodeCreate), "EndDate", "2026-05-31", "\"2026-05-31T23:59:59.999Z\"")]
    [InlineData(typeof(PromoCodeCreate), "EndDate", "2026-05-31T00:00:00Z", "\"2026-05-31T00:00:00.000Z\"")]
    [InlineData(typeof(PromoCodeCreate), "EndDate", "2026-05-31T23:59:59.999Z", "\"2026-05-31T23:59:59.999Z\"")]
    public void Cell_is_sent_as_the_kind_says(Type request, string name, string cell, string wire)
    {
        Field field = FieldTable.Of(request).Single(f => f.Name == name);
        var empty = (ChangeSet)Activator.CreateInstance(request)!;

        Assert.Equal(wire, field.With(empty, field.Read(cell)).ToJson()[field.WireName]!.ToString(Formatting.None));
        Assert.Null(field.Read(" \u200B"));
    }

    [Fact]
    public void End_of_a_day_object_is_the_moment_that_it_says()
        => Assert.Equal(new DateTimeOffset(2026, 5, 31, 0, 0, 0, TimeSpan.Zero), CellText.EndDate(new DateTime(2026, 5, 31, 0, 0, 0, DateTimeKind.Unspecified)));

    [Theory]
    [InlineData("SPRING\u200B", "SPRING")]
    [InlineData("\u00A0SPRING 10\uFEFF", "SPRING 10")]
    public void Code_loses_what_cannot_be_seen_around_it(string cell, string code) => Assert.Equal(code, CellText.Code(cell));

    [Theory]
    [InlineData("SPR\u200BING", "U+200B")]
    [InlineData("SPR\u00A0ING", "U+00A0")]
    [InlineData("SPR\tING", "U+0009")]
    [InlineData("SPR\u3164ING", "U+3164")]
    [InlineData("SPR\U000E0041ING", "U+E0041")]
    public void Code_with_something_invisible_in_it_is_refused_and_it_is_named(string cell, string name)
        => Assert.Contains(name, Assert.Throws<FormatException>(() => CellText.Code(cell)).Message, StringComparison.Ordinal);

    [Fact]
    public void Secret_is_never_quoted()
    {
        Field password = FieldTable.Of(typeof(AffiliateRegistration)).Single(f => f.Name == "Password");
        foreach (object cell in new object[] { "hidden\uD83D", new[] { "hidden" }, new Dictionary<string, string>(StringComparer.Ordinal) { ["hidden"] = "hidden" }, 1.5, true })
        {
            FormatException error = Assert.Throws<FormatException>(() => password.Read(cell));
            Assert.DoesNotContain("hidden", error.ToString(), StringComparison.Ordinal);
        }
    }
}
