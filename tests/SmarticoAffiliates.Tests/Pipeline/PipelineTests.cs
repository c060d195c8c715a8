using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Engine;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What a pipeline of the module does in a real engine: order, streams, and how it stops.</summary>
public sealed class PipelineTests : IClassFixture<EngineSession>
{
    private static readonly SandboxFault s_never = SandboxFault.Stall(TimeSpan.FromHours(1));

    private readonly EngineSession _engine;

    public PipelineTests(EngineSession engine) => _engine = engine;

    [Fact]
    public async Task Objects_and_errors_come_in_the_order_of_the_rows_whichever_ends_first()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        int posts = 0;
        // The first of each four is answered last.
        host.Sandbox.Faults.Chooser = r => r.Method == "POST" && Interlocked.Increment(ref posts) % 4 == 1 ? SandboxFault.Stall(TimeSpan.FromMilliseconds(100)) : null;

        EngineRun run = await _engine.RunAsync(Connect(host) + Rows(12, deal: "$(if ($_ -in 4, 8) { 1 } else { 93203 })") + "| New-SmarticoPromoCode -ThrottleLimit 6 | ForEach-Object PromoCode");

        Assert.Equal("Completed", run.State);
        Assert.Equal(
            "R1 R2 R3 ! R5 R6 R7 ! R9 R10 R11 R12",
            string.Join(' ', run.Written.Where(w => w.Stream is "output" or "error").Select(w => w.Stream == "error" ? "!" : w.Text)));
        Assert.All(run.Errors, e => Assert.StartsWith("SmarticoInvalidDeal,", e.Id, StringComparison.Ordinal));
        Assert.Equal("R4 R8", string.Join(' ', run.Errors.Select(e => e.Target!.Split("PromoCode=")[1].Split(';')[0])));
    }

    [Fact]
    public async Task A_row_that_failed_ends_nothing_unless_it_is_told_to()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        string rows = Rows(40, deal: "$(if ($_ -eq 2) { 1 } else { 93203 })");

        EngineRun all = await _engine.RunAsync(Connect(host) + rows + "| New-SmarticoPromoCode -ThrottleLimit 4 | ForEach-Object PromoCode");
        Assert.Equal(39, all.Output.Count());

        host.Sandbox.ClearRequests();
        EngineRun some = await _engine.RunAsync(
            Connect(host) + rows.Replace("'R", "'S", StringComparison.Ordinal) + "| New-SmarticoPromoCode -ThrottleLimit 4 -ErrorAction Stop | ForEach-Object PromoCode");
        Assert.Equal("Failed", some.State);
        Assert.StartsWith("SmarticoInvalidDeal,", some.Thrown, StringComparison.Ordinal);
        string[] made = Created(host);
        Assert.InRange(made.Length, 1, 20);
        Assert.Equal(string.Join(' ', made.Order(StringComparer.Ordinal)), string.Join(' ', some.Output.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Waiting_rows_do_not_start_after_one_that_failed_under_ErrorAction_Stop()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        using var refused = new ManualResetEventSlim();
        host.Sandbox.Faults.Chooser = r =>
        {
            if (r.Method != "POST")
            {
                return null;
            }

            if (r.Body.Contains("\"R2\"", StringComparison.Ordinal))
            {
                refused.Set();
                return null;
            }

            // The others of the first four are still at work when the refusal comes back.
            refused.Wait(TimeSpan.FromSeconds(30));
            return SandboxFault.Stall(TimeSpan.FromMilliseconds(500));
        };

        EngineRun run = await _engine.RunAsync(
            Connect(host) + Rows(40, deal: "$(if ($_ -eq 2) { 1 } else { 93203 })") + "| New-SmarticoPromoCode -ThrottleLimit 4 -ErrorAction Stop | ForEach-Object PromoCode");

        Assert.Equal("Failed", run.State);

        // As many more would be waiting: all of them went out if they were not stopped.
        Assert.InRange(host.Sandbox.GetRequests().Count(r => r.Method == "POST"), 2, 7);
        Assert.Equal(Created(host).Order(StringComparer.Ordinal), run.Output.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_row_that_failed_under_way_is_told_beside_the_error_that_ends_it_all()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        using var arrived = new CountdownEvent(4);
        host.Sandbox.Faults.Chooser = r =>
        {
            if (r.Method == "POST" && !arrived.IsSet)
            {
                arrived.Signal();
                arrived.Wait(TimeSpan.FromSeconds(30));
            }

            return null;
        };

        EngineRun run = await _engine.RunAsync(
            Connect(host) + Rows(4, deal: "$(if ($_ -in 2, 3) { 1 } else { 93203 })") + "| New-SmarticoPromoCode -ThrottleLimit 4 -ErrorAction Stop | ForEach-Object PromoCode");

        Assert.Equal("Failed", run.State);
        Assert.Contains("row 2, ", run.Message, StringComparison.Ordinal);
        Assert.Contains("row 3, ", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal("R1 R4", string.Join(' ', run.Output));
    }

    [Fact]
    public async Task With_ThrottleLimit_1_a_row_is_written_before_the_next_one_is_read()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        host.Sandbox.Faults.Chooser = r => r.Method == "POST" ? SandboxFault.Stall(TimeSpan.FromMilliseconds(100)) : null;

        EngineRun run = await _engine.RunAsync(
            "$seen = [Collections.Generic.List[string]]::new(); " + Connect(host) + Rows(3)
            + "| ForEach-Object { $seen.Add('read ' + $_.PromoCode); $_ } | New-SmarticoPromoCode -ThrottleLimit 1 | ForEach-Object { $seen.Add('made ' + $_.PromoCode) }; $seen -join ', '");

        Assert.Equal("read R1, made R1, read R2, made R2, read R3, made R3", Assert.Single(run.Output));
    }

    [Fact]
    public async Task Field_that_is_both_given_and_cleared_is_refused_and_nothing_is_sent()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());

        EngineRun run = await _engine.RunAsync(Connect(host) + "Set-SmarticoPromoCode -PromoCodeId 150 -DescriptionInternal new -Clear DescriptionInternal");

        Assert.StartsWith("SmarticoInvalidInput,", Assert.Single(run.Errors).Id, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Sandbox.GetRequests(), r => r.Method != "GET");
    }

    [Fact]
    public async Task Nothing_is_sent_under_WhatIf()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());

        EngineRun run = await _engine.RunAsync(Connect(host) + Rows(5) + "| New-SmarticoPromoCode -WhatIf");

        Assert.Equal("Completed", run.State);
        Assert.Empty(run.Output);
        Assert.DoesNotContain(host.Sandbox.GetRequests(), r => r.Method != "GET");
    }

    [Theory]
    [InlineData("a list", "Get-SmarticoAffiliate")]
    [InlineData("rows that are written", "1..9 | ForEach-Object { [pscustomobject]@{ AffiliateId = 35425; DealId = 93203; PromoCode = \"S$_\" } } | New-SmarticoPromoCode -ThrottleLimit 3")]
    [InlineData("one object that is written", "Set-SmarticoAffiliate 35425 -Company Other")]
    public async Task A_stop_waits_for_no_answer_sends_nothing_more_and_is_no_failure(string what, string script)
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        host.Sandbox.Faults.Chooser = _ => s_never;
        await _engine.StartAsync(Connect(host) + script);
        await ArrivedAsync(host, what);

        await _engine.StopAsync();
        EngineRun run = await _engine.EndAsync();

        Assert.Equal("Stopped", run.State);
        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        int sent = host.Sandbox.GetRequests().Count;
        Assert.InRange(sent, 1, 3);
        EngineRun next = await _engine.RunAsync("'the session goes on'");
        Assert.Equal("the session goes on", Assert.Single(next.Output));
        Assert.Equal(sent, host.Sandbox.GetRequests().Count);
    }

    [Fact]
    public async Task Rows_that_nobody_takes_any_more_are_told_or_were_not_sent()
    {
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());

        EngineRun run = await _engine.RunAsync(Connect(host) + Rows(200) + "| New-SmarticoPromoCode -ThrottleLimit 4 | Select-Object -First 3 | ForEach-Object PromoCode");

        Assert.Equal("Completed", run.State);
        Assert.Equal("R1 R2 R3", string.Join(' ', run.Output));
        Assert.InRange(Created(host).Length, 3, 199);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_process_although_the_server_does_not_answer()
    {
        Assert.SkipWhen(PowerShellEngine.IsLeftOut, "Left out, as WithoutPester=true asks for.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A console can't be given to one process of a test on Windows; the stop itself is tested above.");
        await using SandboxHost host = await SandboxHost.StartAsync(new SmarticoSandbox());
        host.Sandbox.Faults.Chooser = _ => s_never;
        ProcessStartInfo start = PowerShellEngine.Unattended(
            "-Command", $"Import-Module '{Path.Combine(Repository.StagedModule, "SmarticoAffiliates.psd1")}'; " + Connect(host) + Rows(9) + "| New-SmarticoPromoCode; 'went on'");
        start.RedirectStandardOutput = true;
        if (OperatingSystem.IsLinux())
        {
            // A shell starts what runs in the background with Ctrl+C ignored, and children inherit that. A terminal sends it to
            // all of a group of processes: the shim of a .NET tool has the engine as its child.
            foreach (string before in new[] { start.FileName, "--default-signal=INT", "env" })
            {
                start.ArgumentList.Insert(0, before);
            }

            start.FileName = "setsid";
        }

        using Process process = Process.Start(start)!;
        try
        {
            await ArrivedAsync(host, "rows that are written");
            using Process kill = Process.Start("kill", ["-INT", "--", FormattableString.Invariant($"{(OperatingSystem.IsLinux() ? -process.Id : process.Id)}")]);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("went on", output, StringComparison.Ordinal);
            Assert.Empty(Created(host));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string Connect(SandboxHost host)
        => $"Connect-Smartico -Uri '{host.BaseUri}' -ApiKey '{host.Sandbox.GetApiKey()}' -SkipCheck; ";

    // So many rows, R1 and so on, of one deal or another.
    private static string Rows(int count, string deal = "93203")
        => FormattableString.Invariant($"1..{count} | ForEach-Object {{ [pscustomobject]@{{ PromoCode = 'R' + $_; AffiliateId = 35425; DealId = {deal} }} }} ");

    private static string[] Created(SandboxHost host)
        => [.. host.Sandbox.GetRequests().Where(r => r.Method == "POST" && r.StatusCode == 200).Select(r => System.Text.Json.JsonDocument.Parse(r.Body!).RootElement.GetProperty("promocode").GetString()!)];

    private static async Task ArrivedAsync(SandboxHost host, string what)
    {
        while (host.Sandbox.GetRequests().Count == 0)
        {
            Assert.False(TestContext.Current.CancellationToken.IsCancellationRequested, $"No request for {what} has arrived.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
