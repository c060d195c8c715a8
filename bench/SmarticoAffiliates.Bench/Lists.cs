using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>Reading a long list, against what a user would write instead and against a client that does nothing with the pages.</summary>
internal static class Lists
{
    private const int LatencyMilliseconds = 50;
    private const int PageSize = 1000;

    private const string Module = "Get-SmarticoAffiliate";

    private const string Loop = """
        & {
            $from = 0
            do {
                $query = "filter=$([uri]::EscapeDataString('{"without_money":true}'))&range=[$from,$($from + 999)]"
                $page = Invoke-RestMethod -Uri "${uri}api/af2_aff_op?$query" -Headers @{ authorization = $key }
                $page
                $from += $page.Count
            } while ($page.Count -ge 999)
        }
        """;

    public static async Task RunAsync(Report report)
    {
        await RunAsync(report, 25_000, most: 1.15, withLoop: true);
        await RunAsync(report, 100_000, most: 1.05, withLoop: false);
    }

    private static async Task RunAsync(Report report, int affiliates, double most, bool withLoop)
    {
        using var server = SandboxServer.Start(LatencyMilliseconds, affiliates);
        await BytesAsync(server, affiliates); // the server's own beginnings
        var bare = new List<Cost>();
        var module = new List<Cost>();
        var loop = new List<Cost>();
        long bytes = 0;
        for (int run = 0; run < Measure.Runs; run++)
        {
            using Process self = Process.GetCurrentProcess();
            TimeSpan cpu = self.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            bytes = await BytesAsync(server, affiliates);
            watch.Stop();
            self.Refresh();
            bare.Add(new Cost(watch.Elapsed.TotalSeconds, (self.TotalProcessorTime - cpu).TotalSeconds));
            module.Add(await CostAsync(server, affiliates, Module));
            if (withLoop)
            {
                loop.Add(await CostAsync(server, affiliates, Loop));
            }
        }

        Cost cost = Measure.Median(module);
        Cost counted = Measure.Median(bare);
        string what = Text($"`{Module}`, {affiliates:N0} affiliates, {LatencyMilliseconds} ms latency: ");
        report.AtMost(
            most,
            cost.Seconds / counted.Seconds,
            "{0:0.00} x",
            what + "time of a bare client",
            Text($"an `HttpClient` that only counts the bytes of the same pages ({bytes / 1e6:0} MB), {counted.Seconds:0.00} s; took {cost.Seconds:0.00} s. Of the processors: {counted.CpuSeconds:0.00} s and {cost.CpuSeconds:0.00} s"));
        if (withLoop)
        {
            report.AtLeast(
                2.5,
                Measure.Median(loop).Seconds / cost.Seconds,
                "{0:0.0} x",
                what + "as fast as a loop",
                Text($"`Invoke-RestMethod` in a loop that writes the objects, {Measure.Median(loop).Seconds:0.00} s"));
        }
    }

    private static Task<Cost> CostAsync(SandboxServer server, int affiliates, string contender)
        => Processes.CostAsync(server.Uri, affiliates, string.Empty, contender);

    /// <summary>One page after the other, as many as the others ask for: the full ones and the empty one that ends the list.</summary>
    private static async Task<long> BytesAsync(SandboxServer server, int affiliates)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("authorization", Processes.Key);
        string filter = Uri.EscapeDataString("{\"without_money\":true}");
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        for (int from = 0; from <= affiliates; from += PageSize)
        {
            var uri = new Uri(server.Uri, Text($"api/af2_aff_op?filter={filter}&range=[{from},{from + PageSize - 1}]"));
            await using Stream body = await client.GetStreamAsync(uri);
            int count;
            while ((count = await body.ReadAsync(buffer)) > 0)
            {
                bytes += count;
            }
        }

        return bytes;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
