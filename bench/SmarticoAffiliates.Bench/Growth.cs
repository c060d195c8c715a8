using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>
/// The time for a row as the rows grow, without latency and after a warm-up, in one process: what the module itself costs
/// must not depend on how much went before.
/// </summary>
internal static class Growth
{
    private const int Most = 100_000;

    private static readonly int[] s_sizes = [1_000, 10_000, Most];

    public static async Task RunAsync(Report report)
    {
        using (var server = SandboxServer.Start(latencyMilliseconds: 0))
        {
            Tell(report, "`New-SmarticoPromoCode -ThrottleLimit 16`, no latency, rows made in the pipeline", await MeasureAsync(server, """
                1..$size |
                    ForEach-Object { [pscustomobject]@{ PromoCode = "$prefix$_"; AffiliateId = '166368'; DealId = '93195' } } |
                    New-SmarticoPromoCode -ThrottleLimit 16
                """));
        }

        using (var server = SandboxServer.Start(latencyMilliseconds: 0, Most))
        {
            Tell(report, "`Get-SmarticoAffiliate -First n`, no latency", await MeasureAsync(server, "Get-SmarticoAffiliate -First $size"));
        }
    }

    private static void Tell(Report report, string what, IReadOnlyList<double> microseconds)
        => report.AtMost(
            1.1,
            microseconds.Skip(1).Max() / microseconds[0],
            "{0:0.00} x",
            string.Create(CultureInfo.InvariantCulture, $"{what}: time of a row among {s_sizes[1]:N0} or {Most:N0}, whichever is more"),
            "among " + string.Join(", ", s_sizes.Zip(microseconds, (size, time) => string.Create(CultureInfo.InvariantCulture, $"{size:N0}: {time:0} µs"))));

    /// <summary>The microseconds of a row, by size. Small sizes are taken several times in each run: a moment says little.</summary>
    private static async Task<IReadOnlyList<double>> MeasureAsync(SandboxServer server, string pipeline)
    {
        double[] numbers = await Processes.PowerShellAsync(server.Uri, $$"""
            function Measure-Row($size) {
                $prefix = [guid]::NewGuid().ToString('N')
                [GC]::Collect()
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $count = ({{pipeline}} | Measure-Object).Count
                $seconds = $watch.Elapsed.TotalSeconds
                if ($count -ne $size) { throw "$size were to come out, but $count did." }
                $seconds * 1e6 / $size
            }
            1..5 | ForEach-Object { $null = Measure-Row 10000 }
            $all = foreach ($run in 1..{{Measure.Runs}}) {
                {{string.Join("; ", s_sizes.Select(s => string.Create(CultureInfo.InvariantCulture, $"1..{Math.Max(1, 10_000 / s)} | ForEach-Object {{ Measure-Row {s} }}")))}}
            }
            Join-Number @all
            """);

        // In each run: the smallest size ten times, the others once.
        int perRun = numbers.Length / Measure.Runs;
        var bySize = s_sizes.Select(_ => new List<double>()).ToArray();
        for (int i = 0; i < numbers.Length; i++)
        {
            bySize[Math.Max(0, (i % perRun) - (perRun - s_sizes.Length))].Add(numbers[i]);
        }

        return bySize.Select(Measure.Median).ToList();
    }
}
