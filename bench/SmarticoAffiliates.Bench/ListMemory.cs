using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>How much memory a list takes that is piped and not kept: it must not grow with the list.</summary>
internal static class ListMemory
{
    public static async Task<int> RunAsync()
    {
        Console.WriteLine("Get-SmarticoAffiliate | Measure-Object");
        Console.WriteLine();
        Console.WriteLine("| affiliates | seconds | peak working set, MB |");
        Console.WriteLine("|---:|---:|---:|");
        foreach (int affiliates in new[] { 1_000, 10_000, 100_000 })
        {
            using var server = SandboxServer.Start("--affiliates", affiliates.ToString(CultureInfo.InvariantCulture));
            var samples = new (double Seconds, double Megabytes)[Measure.Runs];
            for (int i = 0; i < Measure.Runs; i++)
            {
                string output = await Processes.RunAsync("pwsh", "-NoProfile", "-NonInteractive", "-Command", ScriptFor(server.Uri));
                string[] parts = output.Trim().Split('|');
                if (parts.Length != 3 || parts[0] != affiliates.ToString(CultureInfo.InvariantCulture))
                {
                    await Console.Error.WriteLineAsync($"{affiliates} affiliates were to be listed, but: {output}");
                    return 1;
                }

                samples[i] = (double.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture) / 1024.0 / 1024.0);
            }

            Console.WriteLine(string.Format(
                CultureInfo.InvariantCulture, "| {0:N0} | {1:0.00} | {2:0} |", affiliates, Measure.Median(samples.Select(s => s.Seconds)), Measure.Median(samples.Select(s => s.Megabytes))));
        }

        return 0;
    }

    private static string ScriptFor(Uri server) => $$"""
        Import-Module '{{Processes.StagedModule}}'
        Connect-Smartico -Uri '{{server}}' -ApiKey 'sandbox-operator-key'
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $count = (Get-SmarticoAffiliate | Measure-Object).Count
        $seconds = $watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
        "$count|$seconds|$([System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64)"
        """;
}
