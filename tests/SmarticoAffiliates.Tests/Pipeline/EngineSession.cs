using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Engine;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// A PowerShell that stays up for a class of tests, so that a test of what the pipeline does costs milliseconds: each script
/// runs in a fresh runspace with the staged module. A class has it as its fixture; its tests run one after another.
/// </summary>
public sealed class EngineSession : IDisposable
{
    private readonly Lazy<Process> _process = new(Start);

    /// <summary>Runs a script to its end.</summary>
    internal async Task<EngineRun> RunAsync(string script)
    {
        await StartAsync(script);
        return await EndAsync();
    }

    /// <summary>Starts a script; <see cref="EndAsync"/> has to follow.</summary>
    internal Task StartAsync(string script) => OrderAsync(new { Do = "start", Script = script });

    /// <summary>Stops the script as Ctrl+C does in a console; the session has stopped it before it reads the next order.</summary>
    internal Task StopAsync() => OrderAsync(new { Do = "stop" });

    /// <summary>Waits for the script's end.</summary>
    internal async Task<EngineRun> EndAsync()
    {
        await OrderAsync(new { Do = "wait" });
        string? line = await _process.Value.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return line is null ? throw await EndedAsync() : JsonSerializer.Deserialize<EngineRun>(line, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        if (_process.IsValueCreated)
        {
            // A test that failed on its way may have left a script that waits.
            _process.Value.Kill(entireProcessTree: true);
            _process.Value.Dispose();
        }
    }

    private static Process Start()
    {
        ProcessStartInfo start = PowerShellEngine.Unattended(
            "-File", Path.Combine(Repository.Root, "engine", "Session.ps1"), "-Manifest", Path.Combine(Repository.StagedModule, "SmarticoAffiliates.psd1"));
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    private async Task OrderAsync(object order)
    {
        Assert.SkipWhen(PowerShellEngine.IsLeftOut, "Left out, as WithoutPester=true asks for.");
        try
        {
            await _process.Value.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, JsonSerializerOptions.Web));
            await _process.Value.StandardInput.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            throw await EndedAsync();
        }
    }

    private async Task<InvalidOperationException> EndedAsync()
        => new("The session has ended: " + await _process.Value.StandardError.ReadToEndAsync());
}
