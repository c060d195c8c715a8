using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>
/// Creating promo codes in bulk, against what a user would write instead and against the limit that overlap and latency set.
/// </summary>
internal static class BulkCreate
{
    private const int Rows = 1_000;
    private const int Overlap = 16;
    private const int LatencyMilliseconds = 50;

    private static readonly (string Name, string Script)[] s_contenders =
    [
        ("`New-SmarticoPromoCode -ThrottleLimit 16`", "$rows | New-SmarticoPromoCode -ThrottleLimit 16 | Out-Null"),
        ("`ForEach-Object -Parallel -ThrottleLimit 16` with `Invoke-RestMethod`", """
            $rows | ForEach-Object -ThrottleLimit 16 -Parallel {
                $body = @{ promocode = $_.PromoCode; affiliate_id = [int]$_.AffiliateId; deal_id = [int]$_.DealId; status = $true } | ConvertTo-Json
                Invoke-RestMethod -Method Post -Uri "$($using:uri)api/af2_promocodes_op" -Headers @{ authorization = $using:key } -ContentType application/json -Body $body
            } | Out-Null
            """),
        ("a loop with `Invoke-RestMethod`", """
            foreach ($row in $rows) {
                $body = @{ promocode = $row.PromoCode; affiliate_id = [int]$row.AffiliateId; deal_id = [int]$row.DealId; status = $true } | ConvertTo-Json
                $null = Invoke-RestMethod -Method Post -Uri "${uri}api/af2_promocodes_op" -Headers @{ authorization = $key } -ContentType application/json -Body $body
            }
            """),
    ];

    public static async Task<int> RunAsync()
    {
        double limit = Rows * LatencyMilliseconds / 1000.0 / Overlap;
        Console.WriteLine(string.Format(
            CultureInfo.InvariantCulture, "{0:N0} promo codes, {1} ms latency; the limit (rows x latency / {2}) is {3:0.00} s", Rows, LatencyMilliseconds, Overlap, limit));
        Console.WriteLine();
        Console.WriteLine("| | seconds | of the limit |");
        Console.WriteLine("|---|---:|---:|");

        using var server = SandboxServer.Start("--latency", LatencyMilliseconds.ToString(CultureInfo.InvariantCulture));
        var seconds = s_contenders.ToDictionary(c => c.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (int run = 0; run < Measure.Runs; run++)
        {
            foreach ((string name, string script) in s_contenders)
            {
                string output = await Processes.RunAsync("pwsh", "-NoProfile", "-NonInteractive", "-Command", ScriptFor(server.Uri, script));
                seconds[name].Add(double.Parse(output.Trim(), CultureInfo.InvariantCulture));
            }
        }

        foreach ((string name, _) in s_contenders)
        {
            double median = Measure.Median(seconds[name]);
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0} | {1:0.00} | {2:0.00} |", name, median, limit / median));
        }

        Console.WriteLine();
        return 0;
    }

    private static string ScriptFor(Uri server, string script) => $$"""
        $uri = '{{server}}'; $key = 'sandbox-operator-key'
        Import-Module '{{Processes.StagedModule}}'
        Connect-Smartico -Uri $uri -ApiKey $key
        $prefix = [guid]::NewGuid().ToString('N')
        $rows = 1..{{Rows}} | ForEach-Object { [pscustomobject]@{ PromoCode = "$prefix$_"; AffiliateId = '166368'; DealId = '93195' } }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        {{script}}
        $watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
        """;
}
