using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>
/// What importing the module adds to the time of a PowerShell that starts and ends, against a binary module of one cmdlet:
/// what any such module costs is the engine's own. In an engine that compiles itself as it runs, and in a precompiled one.
/// </summary>
internal static class ImportTime
{
    private const int Runs = 7;

    public static async Task RunAsync(Report report)
    {
        foreach (Engine engine in await Engine.AllAsync())
        {
            await RunAsync(report, engine);
        }
    }

    private static async Task RunAsync(Report report, Engine engine)
    {
        string[] commands = [string.Empty, $"Import-Module '{Processes.OneCmdletModule}'", $"Import-Module '{Processes.StagedModule}'"];
        List<Cost>[] costs = [.. commands.Select(_ => new List<Cost>())];
        foreach (string command in commands)
        {
            await engine.CostAsync(command); // from the disk once
        }

        for (int run = 0; run < Runs; run++)
        {
            for (int i = 0; i < commands.Length; i++)
            {
                costs[i].Add(await engine.CostAsync(commands[i]));
            }
        }

        (Cost bare, Cost one, Cost module) = (Measure.Median(costs[0]), Measure.Median(costs[1]), Measure.Median(costs[2]));
        report.AtMost(
            1.25,
            module.Seconds / one.Seconds,
            "{0:0.00} x",
            $"`Import-Module`, {engine.Kind} PowerShell: time of a start with it, against a start with a module of one cmdlet",
            Text($"whole processes, medians of {Runs}: {module.Seconds * 1000:0} and {one.Seconds * 1000:0} ms, a bare start {bare.Seconds * 1000:0} ms"));
        report.Plain(
            (module.CpuSeconds - bare.CpuSeconds) / (one.CpuSeconds - bare.CpuSeconds),
            "{0:0.00} x",
            "the same: what it adds to the processors' time of a bare start, against what one cmdlet adds",
            Text($"{(module.CpuSeconds - bare.CpuSeconds) * 1000:0} and {(one.CpuSeconds - bare.CpuSeconds) * 1000:0} ms to {bare.CpuSeconds * 1000:0} ms"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
