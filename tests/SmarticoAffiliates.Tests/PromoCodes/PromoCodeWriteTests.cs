using System;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Whatever the server answers to a write, the user gets the whole promo code.</summary>
public sealed class PromoCodeWriteTests
{
    public static TheoryData<SandboxWriteAnswer> Answers => new(Enum.GetValues<SandboxWriteAnswer>());

    public static TheoryData<string> Acknowledgements => new("true", "{}", "", " \r\n", "{\"success\":true}", "{\"status\":\"ok\",\"message\":\"updated\"}", "{\"ok\":1}", "{\"errCode\":0}");

    /// <summary>What says neither yes nor no.</summary>
    public static TheoryData<string> Unclear => new("\"OK\"", "\"ok\"", "\"Success.\"", "[]", "null", "{\"data\":{}}", "{\"message\":\"updated\"}");

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Create_gives_the_whole_promo_code(SandboxWriteAnswer answer)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { WriteAnswer = answer }));
        SmarticoClient client = TestClient.Over(host.BaseUri);

        PromoCode created = await client.PromoCodes.CreateAsync(Samples.Create("SPRING").With(r => r.DescriptionPublic, "p").With(r => r.EndDate, new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        await AssertIsThereAsync(host.Sandbox, created);
        Assert.Equal("SPRING", created.PromoCode);
        Assert.Equal("p", created.DescriptionPublic);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), created.EndDate);
        Assert.Equal(ActiveStatus.Active, created.Status);
        Assert.Equal("AffPartner", created.AffiliateName);
        Assert.Equal(1, host.Sandbox.GetRequests().Count(r => r.Method == "POST"));
    }

    [Fact]
    public async Task Code_that_begins_with_the_sign_of_a_search_by_id_is_found_by_its_name()
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClient client = TestClient.Over(sandbox);
        string name = FormattableString.Invariant($"@{Samples.PromoCodeId}");
        sandbox.Faults.Enqueue(SandboxFault.ResetAfterCommit().Matching("POST", ""));

        PromoCode created = await client.PromoCodes.CreateAsync(Samples.Create(name));

        Assert.Equal(1, sandbox.GetRequests().Count(r => r.Method == "POST"));
        Assert.Equal(created.PromoCodeId, (await client.PromoCodes.FindAsync(name))!.PromoCodeId);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Update_gives_the_whole_promo_code(SandboxWriteAnswer answer)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { WriteAnswer = answer }));
        SmarticoClient client = TestClient.Over(host.BaseUri);

        PromoCode? updated = await client.PromoCodes.UpdateAsync(Samples.PromoCodeId, Samples.Update());

        Assert.Equal(Samples.PromoCodeId, updated!.PromoCodeId);
        Assert.Equal("changed", updated.DescriptionInternal);
        Assert.Equal("WELCOME2026", updated.PromoCode);
        Assert.Equal("AffPartner", updated.AffiliateName);
    }

    [Theory]
    [MemberData(nameof(Acknowledgements))]
    [MemberData(nameof(Unclear))]
    public async Task Create_that_is_only_acknowledged_is_read_back(string body)
    {
        var sandbox = new SmarticoSandbox();
        sandbox.Faults.Enqueue(SandboxFault.StatusAfterCommit(200, body).Matching("POST", ""));

        PromoCode created = await TestClient.Over(sandbox).PromoCodes.CreateAsync(Samples.Create("SPRING"));

        Assert.Equal("SPRING", created.PromoCode);
        Assert.NotEqual(0, created.PromoCodeId);
        Assert.Equal(1, sandbox.GetRequests().Count(r => r.Method == "POST"));
    }

    [Theory]
    [MemberData(nameof(Acknowledgements))]
    public async Task Update_that_is_only_acknowledged_is_read_back_on_demand(string body)
    {
        var sandbox = new SmarticoSandbox();
        sandbox.Faults.Chooser = r => r.Method == "PUT" ? SandboxFault.StatusAfterCommit(200, body) : null;
        SmarticoClient client = TestClient.Over(sandbox);

        PromoCode? updated = await client.PromoCodes.UpdateAsync(Samples.PromoCodeId, Samples.Update());
        int requests = sandbox.GetRequests().Count;
        PromoCode? unread = await client.PromoCodes.UpdateAsync(Samples.PromoCodeId, Samples.Update(), readBack: false);

        Assert.Equal("WELCOME2026", updated!.PromoCode);
        Assert.Equal("changed", updated.DescriptionInternal);
        Assert.Null(unread);
        Assert.Equal(requests + 1, sandbox.GetRequests().Count);
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task Update_whose_answer_is_unclear_is_looked_at(string body)
    {
        var sandbox = new SmarticoSandbox();
        var log = new RecordingLog();
        sandbox.Faults.Chooser = r => r.Method == "PUT" ? SandboxFault.StatusAfterCommit(200, body) : null;
        SmarticoClient client = TestClient.Over(sandbox).WithLog(log);

        PromoCode? updated = await client.PromoCodes.UpdateAsync(Samples.PromoCodeId, Samples.Update(), readBack: false);

        Assert.Equal("changed", updated!.DescriptionInternal);
        Assert.Contains(log.VerboseLines, l => l.Contains("has all that was sent: it was done.", StringComparison.Ordinal));
        Assert.Equal("PUT GET", string.Join(' ', sandbox.GetRequests().Select(r => r.Method)));
    }

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task Update_that_was_not_done_and_answers_unclearly_is_indeterminate(string body)
    {
        var sandbox = new SmarticoSandbox();
        sandbox.Faults.Chooser = r => r.Method == "PUT" ? SandboxFault.Status(200, body) : null;

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(
            () => TestClient.Over(sandbox).PromoCodes.UpdateAsync(Samples.PromoCodeId, Samples.Update(), readBack: false));

        Assert.Equal(SmarticoErrorKind.Indeterminate, failure.Kind);
        Assert.Contains(body, failure.Message, StringComparison.Ordinal);
        Assert.Contains("DescriptionInternal", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":ID}")]
    [InlineData("{\"promocode_id\":ID}")]
    [InlineData("\"ID\"")]
    [InlineData("[ID]")]
    [InlineData("{\"data\":ID}")]
    [InlineData("{\"data\":{\"id\":ID}}")]
    [InlineData("{\"id\":ID,\"promocode\":\"SPRING\",\"end_date\":\"31.12.2026\"}")] // a field that can't be read
    [InlineData("{\"promocode_id\":\"seven\",\"promocode\":\"SPRING\"}")]
    public async Task Create_that_answers_a_part_is_read_back(string body)
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClient client = TestClient.Over(sandbox);
        int next = (await client.PromoCodes.CreateAsync(Samples.Create("FIRST"))).PromoCodeId + 1;
        sandbox.Faults.Enqueue(SandboxFault.StatusAfterCommit(200, body.Replace("ID", next.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));

        PromoCode created = await client.PromoCodes.CreateAsync(Samples.Create("SPRING"));

        Assert.Equal(next, created.PromoCodeId);
        Assert.Equal("SPRING", created.PromoCode);
        Assert.Equal("AffPartner", created.AffiliateName);
    }

    [Fact]
    public async Task Create_whose_record_can_not_be_read_back_by_id_is_what_was_sent_and_the_id()
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { WriteAnswer = SandboxWriteAnswer.Id });
        sandbox.Faults.Chooser = r => r.Method == "GET" ? SandboxFault.Status(400, "\"no\"") : null;

        PromoCode created = await TestClient.Over(sandbox).PromoCodes.CreateAsync(Samples.Create("SPRING"));

        Assert.Equal("SPRING", created.PromoCode);
        Assert.Equal(Samples.DealId, created.DealId);
        Assert.NotEqual(0, created.PromoCodeId);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Create_that_was_accepted_and_can_not_be_found_is_never_told_as_refused(int status)
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { WriteAnswer = SandboxWriteAnswer.Empty });
        sandbox.Faults.Chooser = r => r.Method == "GET" ? SandboxFault.Status(status, "\"list is broken\"") : null;

        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => TestClient.Over(sandbox).PromoCodes.CreateAsync(Samples.Create("SPRING")));

        Assert.Equal(SmarticoErrorKind.Indeterminate, failure.Kind);
        Assert.Contains("accepted promo code 'SPRING'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("list is broken", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, sandbox.GetRequests().Count(r => r.Method == "POST"));
    }

    [Theory]
    [InlineData("WELCOME2026", 150)]
    [InlineData("welcome2026", 150)]
    [InlineData("WELCOME202", null)]
    [InlineData("@150", null)] // a name, and not the search by id that it would be
    public async Task Promo_code_is_found_by_its_whole_name_in_any_case(string name, int? id)
        => Assert.Equal(id, (await TestClient.Over(new SmarticoSandbox()).PromoCodes.FindAsync(name))?.PromoCodeId);

    private static async Task AssertIsThereAsync(SmarticoSandbox sandbox, PromoCode created)
    {
        PromoCode there = await TestClient.Over(sandbox).PromoCodes.GetAsync(created.PromoCodeId);
        Assert.Equal(created.PromoCode, there.PromoCode);
        Assert.Equal(created.CreateDate, there.CreateDate);
    }
}
