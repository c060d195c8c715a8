using System;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Rows get through, each once, whatever limit a server has and however it tells it.</summary>
public sealed class LimitsOverHttpTests
{
    public static TheoryData<string, int, SandboxThrottleAnswer> Cases => new()
    {
        { "two at once", 291, SandboxThrottleAnswer.Message },
        { "two at once, else a pause for all", 200, SandboxThrottleAnswer.ErrCode },
        { "ten a second", 429, SandboxThrottleAnswer.Html },
        { "eight in two seconds", 200, SandboxThrottleAnswer.JsonString },
        { "ten a second, else a ban", 503, SandboxThrottleAnswer.ErrCodeMessage },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_row_gets_through_once(string limit, int status, SandboxThrottleAnswer answer)
    {
        const int Rows = 24;
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox(new SandboxOptions { Latency = TimeSpan.FromMilliseconds(10) }));
        host.Sandbox.Limits.Add(Make(limit));
        host.Sandbox.Limits.Status = status;
        host.Sandbox.Limits.Answer = answer;
        var client = new SmarticoClient(new SmarticoClientOptions { BaseUri = host.BaseUri, ApiKey = host.Sandbox.GetApiKey(), MaxRetryCount = 0 });

        await Parallel.ForAsync(0, Rows, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, token) => await client.PromoCodes.CreateAsync(Samples.Create($"LIMIT{i}"), cancellationToken: token));

        host.Sandbox.Limits.Clear();
        int made = 0;
        PageReader<PromoCode> pages = client.PromoCodes.List();
        while (await pages.ReadPageAsync() is { } page)
        {
            made += page.Count(c => c.PromoCode?.StartsWith("LIMIT", StringComparison.Ordinal) == true);
        }

        Assert.Equal(Rows, made);
        Assert.True(client.Pace.RequestsPerSecond is not null || client.Pace.Concurrency is not null);
    }

    private static SandboxLimit Make(string limit) => limit switch
    {
        "two at once" => SandboxLimit.AtOnce(2),
        "two at once, else a pause for all" => SandboxLimit.AtOnce(2, TimeSpan.FromMilliseconds(500)),
        "ten a second" => SandboxLimit.Bucket(10),
        "eight in two seconds" => SandboxLimit.Window(8, TimeSpan.FromSeconds(2)),
        _ => SandboxLimit.Window(10, TimeSpan.FromSeconds(1)).WithBan(TimeSpan.FromSeconds(1)),
    };
}
