using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>What the module adds to the time of a PowerShell that starts, imports it and ends.</summary>
internal static class ImportTime
{
    private const int Runs = 7;

    public static async Task RunAsync(Report report)
    {
        var bare = new List<double>();
        var import = new List<double>();
        await MillisecondsAsync($"Import-Module '{Processes.StagedModule}'; exit"); // from the disk once
        for (int run = 0; run < Runs; run++)
        {
            bare.Add(await MillisecondsAsync("exit"));
            import.Add(await MillisecondsAsync($"Import-Module '{Processes.StagedModule}'; exit"));
        }

        report.AtMost(
            60,
            Measure.Median(import) - Measure.Median(bare),
            "{0:0} ms",
            "`Import-Module`: more than a bare `pwsh -NoProfile -NonInteractive -Command exit`",
            string.Create(CultureInfo.InvariantCulture, $"whole processes, medians of {Runs}: {Measure.Median(import):0} ms and {Measure.Median(bare):0} ms"));
    }

    private static async Task<double> MillisecondsAsync(string command)
    {
        var watch = Stopwatch.StartNew();
        await Processes.PowerShellAsync(command);
        return watch.Elapsed.TotalMilliseconds;
    }
}
