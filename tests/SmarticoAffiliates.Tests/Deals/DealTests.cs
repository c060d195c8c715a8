using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Deals: reading S003's example, the checks before sending, and the bodies.</summary>
public sealed class DealTests
{
    // S003's example of an answer, shortened by what is the same in both.
    private const string Documented = """
        [
          { "id": 93195, "affiliate_id": 100508, "deal_id": 93195, "deal_original_id": 93195, "deal_parent_original_id": null, "deal_group_name": "Default deal",
            "match_brand_ids": [-1], "match_af_product_ids": [-1], "match_countries": ["ANY"], "match_source_ids": [], "match_campaign_ids": [-1],
            "match_date_from": null, "match_date_till": null, "cpa_tiers_enabled": true,
            "cpa_tiers_structure": [{ "step": 1, "amount": 2 }, { "step": 3, "amount": 4 }, { "step": 5, "amount": 6 }],
            "rev_share_tiers_enabled": 0, "rev_share_tiers_structure": [], "cpa_amount": 1, "rev_share_percentage": null, "cpl_amount": null,
            "qua_cpa_net_deposit": null, "qua_cpa_volume": null, "qua_cpa_activity_count": null, "qua_cpa_ftd": null, "qua_cpa_deposit": null, "qua_cpl_volume": null,
            "qua_rev_on_cpa_amount": null, "deal_type_id": 2, "is_default": true, "create_date": "2023-08-03T10:18:10.168Z", "close_date": null, "create_by": 2342,
            "is_latest": true, "cpl_users_count": "0", "cpa_users_count": "12", "rev_users_count": "0", "level_id": 1, "match_readable_brands": "Any brand",
            "match_readable_countries": "Any country", "match_readable_other": "", "cpa_tier_step_1": 1, "cpa_tier_amount_1": 2, "cpa_tier_step_2": 3,
            "cpa_tier_amount_2": 4, "cpa_tier_step_3": 5, "cpa_tier_amount_3": 6 },
          { "id": 94509, "affiliate_id": 100508, "deal_id": 94509, "deal_original_id": 94509, "deal_parent_original_id": 93195, "deal_group_name": null,
            "match_brand_ids": [-1], "match_countries": ["AX", "BG"], "match_source_ids": [12, "abc"], "cpa_amount": 5.25, "rev_cap_amount": null,
            "deal_type_id": 2, "is_default": false, "level_id": 2 }
        ]
        """;

    private readonly SmarticoSandbox _sandbox = new();

    [Fact]
    public async Task Documented_list_is_read()
    {
        _sandbox.Faults.Enqueue(SandboxFault.Status(200, Documented));

        IReadOnlyList<Deal> deals = await Client().Deals.ListAsync(100508);

        Assert.Equal("affiliate_id=100508", Assert.Single(_sandbox.GetRequests()).Query);
        Deal root = deals[0];
        Assert.Equal(
            (93195, 100508, "Default deal", DealType.CPA, 1m, true, true, 2342),
            (root.DealId, root.AffiliateId, root.Name, root.DealType, root.CpaAmount, root.IsDefault, root.IsRoot, root.CreateBy));
        Assert.Equal((true, false), (root.CpaTiersEnabled, root.RevShareTiersEnabled));
        Assert.Equal(("1:2;3:4;5:6", string.Empty), (root.CpaTiers!.ToString(), root.RevShareTiers!.ToString()));
        Assert.Equal((0L, 12L, 0L), (root.CplUsersCount, root.CpaUsersCount, root.RevUsersCount));
        Assert.Equal(("-1", "ANY", string.Empty), (root.MatchBrandIds!.ToString(), root.MatchCountries!.ToString(), root.MatchSourceIds!.ToString()));
        Assert.Equal("2023-08-03T10:18:10.1680000+00:00", root.CreateDate?.ToString("O"));
        Assert.Equal(
            "cpa_tier_amount_1 cpa_tier_amount_2 cpa_tier_amount_3 cpa_tier_step_1 cpa_tier_step_2 cpa_tier_step_3",
            string.Join(' ', root.AdditionalProperties.Keys.Order(StringComparer.Ordinal)));
        Assert.Equal("Default deal, CPA (93195)", root.ToString());

        Deal sub = deals[1];
        Assert.Equal((false, 93195, 5.25m, "CPA (94509)"), (sub.IsRoot, sub.DealParentOriginalId, sub.CpaAmount, sub.ToString()));
        Assert.Equal(("AX;BG", "12;abc"), (sub.MatchCountries!.ToString(), sub.MatchSourceIds!.ToString()));
        Assert.Equal((100508, 94509), (((IAffiliateReference)sub).GetAffiliateId(), ((IAffiliateReference)sub).GetDealId()));
    }

    [Fact]
    public async Task Root_only_leaves_out_the_sub_deals()
    {
        SmarticoClient client = Client();

        Assert.Contains(94509, (await client.Deals.ListAsync(100508)).Select(d => d.DealId));
        Assert.DoesNotContain(94509, (await client.Deals.ListAsync(100508, rootOnly: true)).Select(d => d.DealId));
    }

    [Fact]
    public async Task Deal_without_deal_id_has_its_id_and_one_without_either_is_no_deal()
    {
        _sandbox.Faults.Enqueue(SandboxFault.Status(200, """[{"id":7,"deal_type_id":12,"cpa_tiers_structure":null}]"""));
        _sandbox.Faults.Enqueue(SandboxFault.Status(200, """[{"affiliate_id":7}]"""));

        Deal deal = Assert.Single(await Client().Deals.ListAsync(1));

        Assert.Equal((7, (DealType)12, null), (deal.DealId, deal.DealType, deal.CpaTiers));
        SmarticoException unreadable = await Assert.ThrowsAsync<SmarticoException>(() => Client().Deals.ListAsync(1));
        Assert.Equal(SmarticoErrorKind.InvalidResponse, unreadable.Kind);
    }

    [Fact]
    public async Task Documented_create_is_sent_as_it_is_documented()
    {
        Deal created = await Client().Deals.CreateAsync(new DealCreate
        {
            AffiliateId = 64257,
            DealType = DealType.CPA_RevShare_NetPL,
            Name = "CPA + REV & FTD Qualifier",
            CpaAmount = 10m,
            CpaFtdQualifier = 30m,
            RevSharePercentage = 25m,
        });

        SandboxRequest request = Assert.Single(_sandbox.GetRequests(), r => r.Method == "POST");
        Assert.Equal(("POST", "/api/af2_deals_op"), (request.Method, request.Path));
        Assert.Equal(
            """{"affiliate_id":64257,"deal_type_id":6,"deal_group_name":"CPA + REV & FTD Qualifier","cpa_amount":10,"qua_cpa_ftd":30,"rev_share_percentage":25}""",
            request.Body);
        Assert.Equal((64257, DealType.CPA_RevShare_NetPL, 10m, 25m, true), (created.AffiliateId, created.DealType, created.CpaAmount, created.RevSharePercentage, created.IsRoot));
    }

    [Fact]
    public void Every_field_has_its_wire_name()
        => Assert.Equal(
            """{"affiliate_id":1,"deal_type_id":3,"deal_group_name":"n","cpa_amount":10.5,"qua_cpa_net_deposit":1,"qua_cpa_deposit":2,"qua_cpa_ftd":3,"qua_cpa_volume":4,"qua_cpa_activity_count":5,"cpl_amount":0.05,"qua_cpl_volume":6}""",
            Checked(new DealCreate
            {
                AffiliateId = 1,
                DealType = DealType.CPL_CPA,
                Name = "n",
                CpaAmount = 10.5m,
                CpaNetDepositQualifier = 1m,
                CpaDepositQualifier = 2m,
                CpaFtdQualifier = 3m,
                CpaVolumeQualifier = 4m,
                CpaActivityCountQualifier = 5,
                CplAmount = 0.05m,
                CplVolumeQualifier = 6m,
            }).ToJson().ToString(Newtonsoft.Json.Formatting.None));

    public static TheoryData<DealType, string> Amounts => new()
    {
        { DealType.CPL, "CplAmount" },
        { DealType.CPA, "CpaAmount" },
        { DealType.CPL_CPA, "CplAmount CpaAmount" },
        { DealType.RevShare_NetPL, "RevSharePercentage" },
        { DealType.RevShare_NetDeposit, "RevSharePercentage" },
        { DealType.CPL_RevShare_NetPL, "CplAmount RevSharePercentage" },
        { DealType.CPA_RevShare_NetPL, "CpaAmount RevSharePercentage" },
        { DealType.CPL_RevShare_NetDeposit, "CplAmount RevSharePercentage" },
        { DealType.CPA_RevShare_NetDeposit, "CpaAmount RevSharePercentage" },
    };

    [Theory]
    [MemberData(nameof(Amounts))]
    public void Type_needs_just_the_amounts_of_its_parts(DealType type, string amounts)
    {
        Assert.Equal(amounts, string.Join(' ', DealTypes.RequiredAmounts(type)));
        for (int given = 0; given < 8; given++)
        {
            DealCreate create = Of(type, (given & 1) != 0, (given & 2) != 0, (given & 4) != 0);
            string names = string.Join(' ', new[] { "CplAmount", "CpaAmount", "RevSharePercentage" }.Where((_, i) => (given & (1 << i)) != 0));
            if (names == amounts)
            {
                create.Check();
            }
            else
            {
                Assert.Equal(SmarticoErrorKind.InvalidInput, Assert.Throws<SmarticoException>(create.Check).Kind);
            }
        }
    }

    [Fact]
    public void Wrong_values_are_named()
    {
        AssertInvalid("A CPA_RevShare_NetPL deal needs CpaAmount and RevSharePercentage: CpaAmount and RevSharePercentage are missing. Nothing was sent.", Of(DealType.CPA_RevShare_NetPL, false, false, false));
        AssertInvalid("A CPA_RevShare_NetPL deal needs CpaAmount and RevSharePercentage: RevSharePercentage is missing. Nothing was sent.", Of(DealType.CPA_RevShare_NetPL, false, true, false));
        AssertInvalid("A CPA deal has no RevShare part: RevSharePercentage does not belong to it. Nothing was sent.", Of(DealType.CPA, false, true, true));
        AssertInvalid(
            "A CPA deal has no CPL and no RevShare part: CplAmount and RevSharePercentage do not belong to it. Nothing was sent.",
            Of(DealType.CPA, true, true, true));
        AssertInvalid("A CPA deal has no CPL part: CplVolumeQualifier does not belong to it. Nothing was sent.", Of(DealType.CPA, false, true, false).With(r => r.CplVolumeQualifier, 1m));
        AssertInvalid("A CPL deal has no CPA part: CpaActivityCountQualifier does not belong to it. Nothing was sent.", Of(DealType.CPL, true, false, false).With(r => r.CpaActivityCountQualifier, 0));
        AssertInvalid("CpaAmount -0.5 is negative. Nothing was sent.", Of(DealType.CPA, false, true, false).With(r => r.CpaAmount, -0.5m));
        AssertInvalid("CpaFtdQualifier -1 is negative. Nothing was sent.", Of(DealType.CPA, false, true, false).With(r => r.CpaFtdQualifier, -1m));
        AssertInvalid("RevSharePercentage 100.5 is more than 100 percent. Nothing was sent.", Of(DealType.RevShare_NetPL, false, false, true).With(r => r.RevSharePercentage, 100.5m));
        AssertInvalid("AffiliateId is missing. Nothing was sent.", new DealCreate { DealType = DealType.CPA, CpaAmount = 1m });
        AssertInvalid(
            "DealType is missing: with these amounts it can be CPA_RevShare_NetPL or CPA_RevShare_NetDeposit. Nothing was sent.",
            new DealCreate { AffiliateId = 7, CpaAmount = 1m, RevSharePercentage = 20m });
        AssertInvalid("DealType is missing. Nothing was sent.", new DealCreate { AffiliateId = 1, CpaAmount = 1m });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    public void Unsupported_mask_is_no_type(int type)
    {
        Assert.False(DealTypes.IsSupported((DealType)type));
        AssertInvalid(
            type + " is no type of deal that the API supports. The types are CPL, CPA, CPL_CPA, RevShare_NetPL, CPL_RevShare_NetPL, CPA_RevShare_NetPL, RevShare_NetDeposit, "
                + "CPL_RevShare_NetDeposit, CPA_RevShare_NetDeposit. Nothing was sent.",
            Of((DealType)type, true, true, true));
    }

    [Theory]
    [InlineData(true, false, false, DealType.CPL)]
    [InlineData(false, true, false, DealType.CPA)]
    [InlineData(true, true, false, DealType.CPL_CPA)]
    [InlineData(false, false, true, null)]
    [InlineData(false, true, true, null)]
    [InlineData(true, true, true, null)]
    [InlineData(false, false, false, null)]
    public void Amounts_imply_a_type_where_only_one_has_them(bool cpl, bool cpa, bool revShare, DealType? expected)
        => Assert.Equal(expected, Of(DealType.CPA, cpl, cpa, revShare).InferType());

    [Theory]
    [InlineData(SandboxWriteAnswer.Object)]
    [InlineData(SandboxWriteAnswer.ArrayOfOne)]
    [InlineData(SandboxWriteAnswer.Data)]
    [InlineData(SandboxWriteAnswer.Id)]
    [InlineData(SandboxWriteAnswer.Empty)]
    public async Task Created_deal_is_whole_whatever_the_server_answers(SandboxWriteAnswer answer)
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { WriteAnswer = answer });
        SmarticoClient client = Client(sandbox);
        int before = (await client.Deals.ListAsync(64257)).Max(d => d.DealId);

        Deal created = await client.Deals.CreateAsync(Of(DealType.CPA, false, true, false));

        Assert.True(created.DealId > before);
        Assert.Equal(("Any country", 1m, 2), (created.MatchReadableCountries, created.CpaAmount, (await client.Deals.ListAsync(64257)).Count(d => d.DealId >= before)));
    }

    private static DealCreate Checked(DealCreate create)
    {
        create.Check();
        return create;
    }

    private static void AssertInvalid(string message, DealCreate create)
    {
        SmarticoException error = Assert.Throws<SmarticoException>(create.Check);
        Assert.Equal((SmarticoErrorKind.InvalidInput, message), (error.Kind, error.Message));
    }

    private static DealCreate Of(DealType type, bool cpl, bool cpa, bool revShare) => new()
    {
        AffiliateId = 64257,
        DealType = type,
        CplAmount = cpl ? 1m : default(Optional<decimal>),
        CpaAmount = cpa ? 1m : default(Optional<decimal>),
        RevSharePercentage = revShare ? 25m : default(Optional<decimal>),
    };

    private SmarticoClient Client() => Client(_sandbox);

    private static SmarticoClient Client(SmarticoSandbox sandbox)
        => new(new SmarticoClientOptions { BaseUri = sandbox.BaseUri, ApiKey = sandbox.GetApiKey(), Delay = (_, _) => Task.CompletedTask }, sandbox.CreateHandler());
}
