using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
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
        var module = new List<Cost>();
        var parallel = new List<Cost>();
        var loop = new List<Cost>();
        var many = new List<Cost>();
        var bare = new List<double>();
        var bareMany = new List<double>();
        for (int run = 0; run < Measure.Runs; run++)
        {
            module.Add(await CostAsync(server, Rows, Module));
            parallel.Add(await CostAsync(server, Rows, Parallel));
            loop.Add(await CostAsync(server, Rows, Loop));
            many.Add(await CostAsync(server, ManyRows, Module));
            bare.Add(await BareAsync(server, Rows));
            bareMany.Add(await BareAsync(server, ManyRows));
        }

        Cost cost = Measure.Median(module);
        double looped = Measure.Median(loop).Seconds;
        double threaded = Measure.Median(parallel).Seconds;
        string what = Text($"`{Module}`, {Rows:N0} rows, {LatencyMilliseconds} ms latency: ");
        report.AtLeast(0.93, Limit(Rows) / cost.Seconds, "{0:0.00}", what + "share of the limit", Text($"rows x latency / {Overlap} = {Limit(Rows):0.00} s; took {Took(cost, Rows)}; a bare `HttpClient`, without PowerShell, {Share(bare, Rows)}"));
        report.AtLeast(14, looped / cost.Seconds, "{0:0.0} x", what + "as fast as a loop", Text($"`Invoke-RestMethod` in a loop, {looped:0.0} s"));
        report.AtLeast(
            1.6,
            threaded / cost.Seconds,
            "{0:0.0} x",
            what + "as fast as threads",
            Text($"`Invoke-RestMethod` in `ForEach-Object -Parallel -ThrottleLimit {Overlap}`, {threaded:0.00} s"));
        cost = Measure.Median(many);
        report.AtLeast(
            0.97,
            Limit(ManyRows) / cost.Seconds,
            "{0:0.00}",
            Text($"the same, {ManyRows:N0} rows: share of the limit"),
            Text($"{Limit(ManyRows):0.00} s; took {Took(cost, ManyRows)}; a bare `HttpClient` {Share(bareMany, ManyRows)} (the loop would take ten times its {looped:0} s and was left out)"));
    }

    /// <summary>Seconds for the same requests from a client that does nothing else: what this machine and this server can do at most.</summary>
    private static async Task<double> BareAsync(SandboxServer server, int rows)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("authorization", Processes.Key);
        var uri = new Uri(server.Uri, "api/af2_promocodes_op");
        string prefix = Guid.NewGuid().ToString("N");
        int row = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Overlap).Select(async _ =>
        {
            for (int i = Interlocked.Increment(ref row); i <= rows; i = Interlocked.Increment(ref row))
            {
                string body = $$"""{"promocode":"{{prefix}}{{Text($"{i}")}}","affiliate_id":166368,"deal_id":93195,"status":true}""";
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await client.PostAsync(uri, content);
                await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            }
        }));
        return watch.Elapsed.TotalSeconds;
    }

    private static string Share(List<double> seconds, int rows) => Text($"{Limit(rows) / Measure.Median(seconds):0.00}");

    private static double Limit(int rows) => rows * LatencyMilliseconds / 1000.0 / Overlap;

    private static string Took(Cost cost, int rows) => Text($"{cost.Seconds:0.00} s, {cost.CpuSeconds:0.00} s of the processors, {cost.CpuSeconds * 1e6 / rows:0} µs a row");

    private static Task<Cost> CostAsync(SandboxServer server, int rows, string contender)
        => Processes.CostAsync(
            server.Uri,
            rows,
            Text($$"""
                $prefix = [guid]::NewGuid().ToString('N')
                $rows = 1..{{rows}} | ForEach-Object { [pscustomobject]@{ PromoCode = "$prefix$_"; AffiliateId = '166368'; DealId = '93195' } }
                """),
            "$rows | " + contender);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
