using System;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The field's dialects, as the sandbox speaks them, over HTTP.</summary>
public sealed class DialectTests
{
    public static TheoryData<int, SandboxThrottleAnswer> Throttles()
    {
        var data = new TheoryData<int, SandboxThrottleAnswer>();
        foreach (SandboxThrottleAnswer answer in Enum.GetValues<SandboxThrottleAnswer>())
        {
            data.Add(291, answer);
            data.Add(429, answer);
            if (answer is not (SandboxThrottleAnswer.LabelRefusal or SandboxThrottleAnswer.EmptyList or SandboxThrottleAnswer.EmptyData or SandboxThrottleAnswer.Nothing))
            {
                data.Add(200, answer);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Throttles))]
    public async Task Limit_is_waited_for_in_every_dialect_and_never_taken_for_an_answer(int status, SandboxThrottleAnswer answer)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        SmarticoClient client = TestClient.Over(host.BaseUri);
        int affiliates = await CountAsync(client);
        foreach (int _ in Enumerable.Range(0, 2))
        {
            host.Sandbox.Faults.Enqueue(SandboxFault.Throttle(status, answer: answer));
        }

        Assert.Equal(affiliates, await CountAsync(client));
        foreach (string method in new[] { "POST", "PUT" })
        {
            host.Sandbox.Faults.Enqueue(SandboxFault.Throttle(status, answer: answer).Matching(method, string.Empty));
        }

        PromoCode created = await client.PromoCodes.CreateAsync(Samples.Create("DIALECT"));
        PromoCode? updated = await client.PromoCodes.UpdateAsync(created.PromoCodeId, Samples.Update());

        Assert.Equal("changed", updated!.DescriptionInternal);
        Assert.Equal("changed", (await client.PromoCodes.GetAsync(created.PromoCodeId)).DescriptionInternal);
        Assert.Equal((2, 2), (host.Sandbox.GetRequests().Count(r => r.Method == "POST"), host.Sandbox.GetRequests().Count(r => r.Method == "PUT")));
    }

    [Theory]
    [InlineData(SandboxErrorEnvelope.ErrCode)]
    [InlineData(SandboxErrorEnvelope.ErrCodeMessage)]
    [InlineData(SandboxErrorEnvelope.ErrorCodeMessage)]
    [InlineData(SandboxErrorEnvelope.ErrCodeErrMsg)]
    [InlineData(SandboxErrorEnvelope.EmptyData)]
    public async Task Refused_list_and_refused_write_are_errors_with_the_status_of_a_success(SandboxErrorEnvelope envelope)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { ErrorEnvelope = envelope, RefusalStatus = 200 }));
        SmarticoClient client = TestClient.Over(host.BaseUri);
        bool hasWords = envelope != SandboxErrorEnvelope.ErrCode;

        SmarticoException list = await Assert.ThrowsAsync<SmarticoException>(() => client.SendAsync(SmarticoRequest.Get("api/af2_deals_op"), a => a.ReadList()));
        SmarticoException write = await Assert.ThrowsAsync<SmarticoException>(() => client.PromoCodes.CreateAsync(Samples.Create("welcome2026")));

        Assert.Equal(hasWords ? SmarticoErrorKind.AlreadyExists : SmarticoErrorKind.InvalidRequest, write.Kind);
        Assert.Contains(hasWords ? "already exists" : "{\"errCode\":5}", write.Message, StringComparison.Ordinal);
        Assert.Equal(SmarticoErrorKind.InvalidRequest, list.Kind);
    }

    [Theory]
    [InlineData(SandboxWriteAnswer.True)]
    [InlineData(SandboxWriteAnswer.EmptyObject)]
    [InlineData(SandboxWriteAnswer.ErrCodeZero)]
    [InlineData(SandboxWriteAnswer.Accepted)]
    [InlineData(SandboxWriteAnswer.AffectedRows)]
    public async Task Every_write_is_done_once_whatever_it_is_answered(SandboxWriteAnswer answer)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { WriteAnswer = answer }));
        SmarticoClient client = TestClient.Over(host.BaseUri);
        Pixel pixel = (await client.Pixels.ListAsync(Samples.AffiliateId))[0];

        PromoCode? updated = await client.PromoCodes.UpdateAsync(Samples.PromoCodeId, Samples.Update());
        Pixel updatedPixel = await client.Pixels.UpdateAsync(pixel.PixelId, new PixelUpdate { Name = "renamed" }, pixel);
        Affiliate affiliate = await client.Affiliates.UpdateAsync(Samples.AffiliateId, new AffiliateUpdate { Company = "Another" });
        PromoCode created = await client.PromoCodes.CreateAsync(Samples.Create("ONCE"));

        Assert.Equal(("changed", "renamed", "Another", "ONCE"), (updated!.DescriptionInternal, updatedPixel.Name, affiliate.Company, created.PromoCode));
        Assert.Equal((3, 1), (host.Sandbox.GetRequests().Count(r => r.Method == "PUT"), host.Sandbox.GetRequests().Count(r => r.Method == "POST")));
    }

    private static async Task<int> CountAsync(SmarticoClient client)
    {
        int count = 0;
        using PageReader<Affiliate> pages = client.Affiliates.List();
        while (await pages.ReadPageAsync() is { } page)
        {
            count += page.Count;
        }

        return count;
    }
}
