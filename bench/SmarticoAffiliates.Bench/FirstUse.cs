using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>
/// The first command after the import and the first table, in a PowerShell that compiles itself as it runs. What a module of
/// one cmdlet takes for the same is the engine's own; the rest is this module's.
/// </summary>
internal static class FirstUse
{
    private const int Runs = 7;
    private const double MostMilliseconds = 50;

    private static readonly string[] s_module = ["Connect-Smartico -Sandbox", "Get-SmarticoAffiliate -First 5 | Out-String"];
    private static readonly string[] s_one = ["Get-One", "Get-One | Out-String"];

    public static async Task RunAsync(Report report)
    {
        foreach (Engine engine in await Engine.AllAsync())
        {
            var module = new List<Cost[]>();
            var one = new List<Cost[]>();
            for (int run = 0; run < Runs; run++)
            {
                one.Add(await engine.CostsAsync($"Import-Module '{Processes.OneCmdletModule}'", s_one));
                module.Add(await engine.CostsAsync($"Import-Module '{Processes.StagedModule}'", s_module));
            }

            for (int i = 0; i < s_module.Length; i++)
            {
                (Cost whole, Cost engines) = (Measure.Median(module.ConvertAll(c => c[i])), Measure.Median(one.ConvertAll(c => c[i])));
                report.AtMost(
                    MostMilliseconds,
                    (whole.Seconds - engines.Seconds) * 1000,
                    "{0:0} ms",
                    $"`{s_module[i].Replace("|", "\\|", StringComparison.Ordinal)}`, the first {(i == 0 ? "command" : "table")}, {engine.Kind} PowerShell: the module's own part",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{whole.Seconds * 1000:0} ms, less {engines.Seconds * 1000:0} ms that a module of one cmdlet takes for its own; of the processors {whole.CpuSeconds * 1000:0} and {engines.CpuSeconds * 1000:0} ms"));
            }
        }
    }
}
