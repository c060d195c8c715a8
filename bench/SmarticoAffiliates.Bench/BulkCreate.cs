using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>
/// Creating promo codes in bulk, against what a user would write instead and against the limit that overlap and latency set.
/// </summary>
internal static class BulkCreate
{
    private const int Rows = 1_000;
    private const int ManyRows = 10_000;
    private const int Overlap = 16;
    private const int LatencyMilliseconds = 50;

    private const string Module = "New-SmarticoPromoCode -ThrottleLimit 16";

    private const string Parallel = """
        ForEach-Object -ThrottleLimit 16 -Parallel {
            $body = @{ promocode = $_.PromoCode; affiliate_id = [int]$_.AffiliateId; deal_id = [int]$_.DealId; status = $true } | ConvertTo-Json
            Invoke-RestMethod -Method Post -Uri "$($using:uri)api/af2_promocodes_op" -Headers @{ authorization = $using:key } -ContentType application/json -Body $body
        }
        """;

    private const string Loop = """
        ForEach-Object {
            $body = @{ promocode = $_.PromoCode; affiliate_id = [int]$_.AffiliateId; deal_id = [int]$_.DealId; status = $true } | ConvertTo-Json
            Invoke-RestMethod -Method Post -Uri "${uri}api/af2_promocodes_op" -Headers @{ authorization = $key } -ContentType application/json -Body $body
        }
        """;

    public static async Task RunAsync(Report report)
    {
        using var server = SandboxServer.Start(LatencyMilliseconds);
        var module = new List<double>();
        var parallel = new List<double>();
        var loop = new List<double>();
        var many = new List<double>();
        for (int run = 0; run < Measure.Runs; run++)
        {
            module.Add(await SecondsAsync(server, Rows, Module));
            parallel.Add(await SecondsAsync(server, Rows, Parallel));
            loop.Add(await SecondsAsync(server, Rows, Loop));
            many.Add(await SecondsAsync(server, ManyRows, Module));
        }

        double seconds = Measure.Median(module);
        string what = Text($"`{Module}`, {Rows:N0} rows, {LatencyMilliseconds} ms latency: ");
        report.AtLeast(0.87, Limit(Rows) / seconds, "{0:0.00}", what + "share of the limit", Text($"rows x latency / {Overlap} = {Limit(Rows):0.00} s; took {seconds:0.00} s"));
        report.AtLeast(14, Measure.Median(loop) / seconds, "{0:0.0} x", what + "as fast as a loop", Text($"`Invoke-RestMethod` in a loop, {Measure.Median(loop):0.0} s"));
        report.AtLeast(
            1.6,
            Measure.Median(parallel) / seconds,
            "{0:0.0} x",
            what + "as fast as threads",
            Text($"`Invoke-RestMethod` in `ForEach-Object -Parallel -ThrottleLimit {Overlap}`, {Measure.Median(parallel):0.00} s"));
        seconds = Measure.Median(many);
        report.AtLeast(
            0.87,
            Limit(ManyRows) / seconds,
            "{0:0.00}",
            Text($"the same, {ManyRows:N0} rows: share of the limit"),
            Text($"{Limit(ManyRows):0.00} s; took {seconds:0.00} s (the loop would take ten times its {Measure.Median(loop):0} s and was left out)"));
    }

    private static double Limit(int rows) => rows * LatencyMilliseconds / 1000.0 / Overlap;

    private static Task<double> SecondsAsync(SandboxServer server, int rows, string contender)
        => Processes.PowerShellAsync(server.Uri, rows, Text($$"""
            $prefix = [guid]::NewGuid().ToString('N')
            $rows = 1..{{rows}} | ForEach-Object { [pscustomobject]@{ PromoCode = "$prefix$_"; AffiliateId = '166368'; DealId = '93195' } }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $count = ($rows | {{contender}} | Measure-Object).Count
            Join-Number $count $watch.Elapsed.TotalSeconds
            """));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
