using System;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Pixels: S000's and S001's examples, the checks, and creates whose answers are lost.</summary>
public sealed class PixelTests
{
    private const string Path = "/api/af2_pixel_definitions_op";
    private const int AffiliateId = 166368;

    private static readonly PixelCreate s_create = new()
    {
        AffiliateId = AffiliateId,
        Status = ActiveStatus.Active,
        Delivery = PixelDelivery.ServerToServer,
        Trigger = PixelTrigger.LeadCreated,
        Url = "https://api.casino.com/?deal_id={{deal_id}}",
        Name = "Name of the pixel definition2",
    };

    private readonly SmarticoSandbox _sandbox = new();

    [Fact]
    public async Task Documented_list_is_read()
    {
        _sandbox.Faults.Enqueue(SandboxFault.Status(200, """
            [{"id":2887,"pixel_trigger_type_id":1,"pixel_type_id":1,"pixel_name":"Name of the pixel definition","pixel":"https://api.casino.com/?deal_id={{deal_id}}",
              "affiliate_id":166368,"deal_id":-1,"pixel_status":1},
             {"id":2888,"pixel_trigger_type_id":9,"pixel_type_id":4,"affiliate_id":"166368","deal_id":93195,"pixel_status":2},
             {"id":2889,"pixel_status":5,"new_field":"kept"}]
            """));

        System.Collections.Generic.IReadOnlyList<Pixel> pixels = await Client().Pixels.ListAsync(AffiliateId);

        Assert.Equal((Path, "affiliate_id=166368"), (_sandbox.GetRequests()[0].Path, _sandbox.GetRequests()[0].Query));
        Pixel first = pixels[0];
        Assert.Equal(
            (2887, "Name of the pixel definition", "https://api.casino.com/?deal_id={{deal_id}}", 166368, Pixel.AllDeals),
            (first.PixelId, first.Name, first.Url, first.AffiliateId, first.DealId));
        Assert.Equal((PixelTrigger.LeadCreated, PixelDelivery.ServerToServer, ActiveStatus.Active), (first.Trigger, first.Delivery, first.Status));
        Assert.Equal("Name of the pixel definition (2887)", first.ToString());
        Assert.Equal((166368, null), (((IAffiliateReference)first).GetAffiliateId(), ((IAffiliateReference)first).GetDealId()));
        Assert.Equal(((PixelTrigger)9, ActiveStatus.Inactive, 93195, 166368), (pixels[1].Trigger, pixels[1].Status, ((IAffiliateReference)pixels[1]).GetDealId(), pixels[1].AffiliateId));
        Assert.Equal(((ActiveStatus)5, "kept"), (pixels[2].Status, pixels[2].AdditionalProperties["new_field"]));
    }

    [Theory]
    [InlineData("https://a.test/?d={{deal_id}}&c={{afp1}}&p={{_p_gamename}}", "")]
    [InlineData("https://a.test/", "")]
    [InlineData("https://a.test/?d={{deal_id}", "a placeholder is opened and not closed")]
    [InlineData("https://a.test/?d={{deal_id}}&e=x}}", "a placeholder is opened and not closed")]
    [InlineData("https://a.test/?d={deal_id}", "a single brace is no placeholder")]
    [InlineData("https://a.test/?d={{deal id}}&e={{deal id}}", "'{{deal id}}' does not look like a placeholder")]
    [InlineData("https://a.test/?d={{}}", "'{{}}' does not look like a placeholder")]
    [InlineData("https://a.test/?d={{1a}}", "'{{1a}}' does not look like a placeholder")]
    public void What_looks_like_a_mistake_in_a_placeholder_is_told_and_no_error(string url, string doubt)
    {
        PixelCreate create = s_create.With(r => r.Url, url);
        create.Check();

        if (doubt.Length == 0)
        {
            Assert.Empty(create.Warnings());
        }
        else
        {
            Assert.StartsWith(doubt, Assert.Single(create.Warnings()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Documented_create_is_sent_as_it_is_documented()
    {
        Pixel created = await Client().Pixels.CreateAsync(s_create);

        SandboxRequest request = Assert.Single(_sandbox.GetRequests(), r => r.Method == "POST");
        Assert.Equal(("POST", Path), (request.Method, request.Path));
        Assert.Equal(
            """{"affiliate_id":"166368","pixel_status":1,"pixel_type_id":1,"pixel_trigger_type_id":1,"pixel":"https://api.casino.com/?deal_id={{deal_id}}","pixel_name":"Name of the pixel definition2"}""",
            request.Body);
        Assert.Equal((AffiliateId, ActiveStatus.Active, Pixel.AllDeals), (created.AffiliateId, created.Status, created.DealId));
    }

    [Fact]
    public async Task Documented_update_is_sent_as_it_is_documented()
    {
        Pixel updated = await Client().Pixels.UpdateAsync(2888, new PixelUpdate { Status = ActiveStatus.Inactive, Name = "This pixel will be renamed and deactivated" });

        SandboxRequest request = Assert.Single(_sandbox.GetRequests());
        Assert.Equal(("PUT", Path + "/2888"), (request.Method, request.Path));
        Assert.Equal("""{"pixel_status":2,"pixel_name":"This pixel will be renamed and deactivated"}""", request.Body);
        Assert.Equal((2888, ActiveStatus.Inactive, AffiliateId), (updated.PixelId, updated.Status, updated.AffiliateId));
    }

    [Fact]
    public async Task What_an_update_does_not_answer_is_as_it_was_known_and_sent()
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { WriteAnswer = SandboxWriteAnswer.Empty });
        SmarticoClient client = Client(sandbox);
        Pixel known = (await client.Pixels.ListAsync(AffiliateId)).Single(p => p.PixelId == 2887);
        var update = new PixelUpdate { DealId = 93195, Status = ActiveStatus.Inactive };

        Pixel alone = await client.Pixels.UpdateAsync(2887, update);
        Pixel whole = await client.Pixels.UpdateAsync(2887, update, known);

        Assert.Equal((2887, 93195, ActiveStatus.Inactive, null), (alone.PixelId, alone.DealId, alone.Status, alone.Url));
        Assert.Equal((2887, 93195, ActiveStatus.Inactive, known.Url, AffiliateId), (whole.PixelId, whole.DealId, whole.Status, whole.Url, whole.AffiliateId));
        Assert.Empty(whole.AdditionalProperties);
    }

    [Fact]
    public void Update_without_a_field_changes_nothing()
        => Assert.Equal(SmarticoErrorKind.NothingToChange, Assert.Throws<SmarticoException>(new PixelUpdate().Check).Kind);

    [Theory]
    [InlineData("https://api.casino.com/?deal_id={{deal_id}}")]
    [InlineData("HTTP://tracker.example/{{a}}/{{ b }}?x={{c|d}}#{{e}}")]
    [InlineData("https://{{host}}/postback")]
    [InlineData("https://{{sub}}.example.com:{{port}}/")]
    [InlineData("https://bücher.example/ä?q=%20")]
    public void Url_may_hold_placeholders(string url)
    {
        s_create.With(r => r.Url, url).Check();
        new PixelUpdate { Url = url }.Check();
    }

    [Theory]
    [InlineData("api.casino.com/?x=1")]
    [InlineData("/postback")]
    [InlineData("ftp://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://")]
    [InlineData("https:///path")]
    [InlineData("https:example.com")]
    [InlineData("{{url}}")]
    public void Url_is_absolute(string url)
    {
        SmarticoException error = Assert.Throws<SmarticoException>(s_create.With(r => r.Url, url).Check);
        Assert.Equal(
            (SmarticoErrorKind.InvalidInput, $"Url '{url}' is not an absolute http or https URL with a host: write it as https://tracker.example.com/?deal={{{{deal_id}}}}. Nothing was sent."),
            (error.Kind, error.Message));
        Assert.Equal(SmarticoErrorKind.InvalidInput, Assert.Throws<SmarticoException>(new PixelUpdate { Url = url }.Check).Kind);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        AssertMissing("AffiliateId", s_create.With(r => r.AffiliateId, default));
        AssertMissing("Trigger", s_create.With(r => r.Trigger, default));
        AssertMissing("Delivery", s_create.With(r => r.Delivery, default));
        AssertMissing("Url", s_create.With(r => r.Url, default));
        AssertMissing("Url", s_create.With(r => r.Url, " "));
        s_create.With(r => r.Name, default).With(r => r.Status, default).Check();
        PixelCreate filled = s_create.With(r => r.AffiliateId, default).With(r => r.Status, default).WithDefaults(7, null, ActiveStatus.Inactive);
        Assert.Equal((7, ActiveStatus.Inactive), (filled.AffiliateId.Value, filled.Status.Value));
    }

    public static TheoryData<string, SandboxFault> Lost => new()
    {
        { "reset after commit", SandboxFault.ResetAfterCommit() },
        { "reset before commit", SandboxFault.ResetBeforeCommit() },
        { "503 after commit", SandboxFault.StatusAfterCommit(503) },
        { "half of the JSON", SandboxFault.TruncatedBody() },
        { "an id", SandboxFault.StatusAfterCommit(200, string.Empty) },
        { "stalled", SandboxFault.StallAfterCommit(TimeSpan.FromSeconds(20)) },
    };

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task Pixel_whose_answer_was_lost_is_there_once(string name, SandboxFault fault)
    {
        _sandbox.Faults.Enqueue(fault.Matching("POST", Path));
        SmarticoClient client = Client(_sandbox, TimeSpan.FromMilliseconds(500));

        Pixel created = await client.Pixels.CreateAsync(s_create);

        Assert.Equal(created.PixelId, Assert.Single(await client.Pixels.ListAsync(AffiliateId), p => p.Name == s_create.Name.Value).PixelId);
        Assert.True(_sandbox.GetRequests().Count(r => r.Method == "POST") == (name == "reset before commit" ? 2 : 1), name);
    }

    [Fact]
    public async Task Pixel_of_one_deal_is_not_taken_for_one_of_all_deals()
    {
        SmarticoClient client = Client();
        await client.Pixels.CreateAsync(s_create.With(r => r.DealId, 93195));
        _sandbox.Faults.Enqueue(SandboxFault.ResetBeforeCommit().Matching("POST", Path));

        Assert.Equal(Pixel.AllDeals, (await client.Pixels.CreateAsync(s_create)).DealId);
        Assert.Equal(2, (await client.Pixels.ListAsync(AffiliateId)).Count(p => p.Name == s_create.Name.Value));
    }

    [Fact]
    public async Task Pixel_that_timed_out_and_is_not_there_is_not_sent_again()
    {
        _sandbox.Faults.Enqueue(SandboxFault.Stall(TimeSpan.FromSeconds(20)).Matching("POST", Path));

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => Client(_sandbox, TimeSpan.FromMilliseconds(300)).Pixels.CreateAsync(s_create));

        Assert.Equal((SmarticoErrorKind.Indeterminate, 1), (failure.Kind, _sandbox.GetRequests().Count(r => r.Method == "POST")));
    }

    private static void AssertMissing(string name, PixelCreate create)
    {
        SmarticoException error = Assert.Throws<SmarticoException>(create.Check);
        Assert.Equal((SmarticoErrorKind.InvalidInput, $"{name} is missing. Nothing was sent."), (error.Kind, error.Message));
    }

    private SmarticoClient Client() => Client(_sandbox);

    private static SmarticoClient Client(SmarticoSandbox sandbox, TimeSpan? timeout = null)
        => new(
            new SmarticoClientOptions { BaseUri = sandbox.BaseUri, ApiKey = sandbox.GetApiKey(), Timeout = timeout ?? TimeSpan.FromSeconds(100), Delay = (_, _) => Task.CompletedTask },
            sandbox.CreateHandler());
}
