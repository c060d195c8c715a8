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
        await RunAsync(report, 25_000, withLoop: true);
        await RunAsync(report, 100_000, withLoop: false);
    }

    private static async Task RunAsync(Report report, int affiliates, bool withLoop)
    {
        using var server = SandboxServer.Start(LatencyMilliseconds, affiliates);
        await BytesAsync(server, affiliates); // the server's own beginnings
        var bare = new List<double>();
        var module = new List<double>();
        var loop = new List<double>();
        long bytes = 0;
        for (int run = 0; run < Measure.Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            bytes = await BytesAsync(server, affiliates);
            bare.Add(watch.Elapsed.TotalSeconds);
            module.Add(await SecondsAsync(server, affiliates, Module));
            if (withLoop)
            {
                loop.Add(await SecondsAsync(server, affiliates, Loop));
            }
        }

        double seconds = Measure.Median(module);
        string what = Text($"`{Module}`, {affiliates:N0} affiliates, {LatencyMilliseconds} ms latency: ");
        report.AtMost(
            1.5,
            seconds / Measure.Median(bare),
            "{0:0.00} x",
            what + "time of a bare client",
            Text($"an `HttpClient` that only counts the bytes of the same pages ({bytes / 1e6:0} MB), {Measure.Median(bare):0.00} s; took {seconds:0.00} s"));
        if (withLoop)
        {
            report.AtLeast(
                2.5,
                Measure.Median(loop) / seconds,
                "{0:0.0} x",
                what + "as fast as a loop",
                Text($"`Invoke-RestMethod` in a loop that writes the objects, {Measure.Median(loop):0.00} s"));
        }
    }

    private static Task<double> SecondsAsync(SandboxServer server, int affiliates, string contender)
        => Processes.PowerShellAsync(server.Uri, affiliates, $"""
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $count = ({contender} | Measure-Object).Count
            Join-Number $count $watch.Elapsed.TotalSeconds
            """);

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
