using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>How much more memory a process takes for a hundred times the rows that go through it: nothing may be kept of them.</summary>
internal static class Memory
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const string Format = "{0:+0;-0} MB";

    public static async Task RunAsync(Report report)
    {
        string folder = Directory.CreateTempSubdirectory("smartico-bench").FullName;
        try
        {
            await CompareAsync(
                (figure, what, details) => report.AtMost(20, figure, Format, what, details),
                "`Import-Csv | New-SmarticoPromoCode -ThrottleLimit 16 | Export-Csv`",
                _ => SandboxServer.Start(latencyMilliseconds: 0),
                (server, rows) => CreateAsync(server, rows, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await CompareAsync(
            (figure, what, details) => report.AtMost(30, figure, Format, what, details),
            "`Get-SmarticoAffiliate | Measure-Object`",
            rows => SandboxServer.Start(latencyMilliseconds: 0, rows),
            async (server, rows) => (await Processes.PowerShellAsync(server.Uri, rows, """
                $count = (Get-SmarticoAffiliate | Measure-Object).Count
                Join-Number $count ([System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)
                """))[0]);
    }

    private static async Task CompareAsync(Action<double, string, string> tell, string what, Func<int, SandboxServer> start, Func<SandboxServer, int, Task<double>> measure)
    {
        var few = new List<double>();
        var many = new List<double>();
        foreach ((int rows, List<double> megabytes) in new[] { (Few, few), (Many, many) })
        {
            using SandboxServer server = start(rows);
            for (int run = 0; run < Measure.Runs; run++)
            {
                megabytes.Add(await measure(server, rows));
            }
        }

        tell(
            Measure.Median(many) - Measure.Median(few),
            string.Create(CultureInfo.InvariantCulture, $"{what}: peak working set of {Many:N0} rows"),
            string.Create(CultureInfo.InvariantCulture, $"that of {Few:N0}: {Measure.Median(few):0} MB"));
    }

    private static async Task<double> CreateAsync(SandboxServer server, int rows, string folder)
    {
        string prefix = Guid.NewGuid().ToString("N");
        string input = Path.Combine(folder, prefix + ".csv");
        string output = Path.Combine(folder, prefix + "-out.csv");
        using (StreamWriter csv = File.CreateText(input))
        {
            csv.WriteLine("PromoCode,AffiliateId,DealId");
            for (int i = 0; i < rows; i++)
            {
                csv.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prefix}{i},166368,93195"));
            }
        }

        return (await Processes.PowerShellAsync(server.Uri, rows, $$"""
            Import-Csv '{{input}}' | New-SmarticoPromoCode -ThrottleLimit 16 | Export-Csv '{{output}}'
            $peak = [System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB
            $count = -1
            foreach ($line in [System.IO.File]::ReadLines('{{output}}')) { $count++ }
            Join-Number $count $peak
            """))[0];
    }
}
