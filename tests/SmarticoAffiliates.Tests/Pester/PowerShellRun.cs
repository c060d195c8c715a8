using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Tests;

/// <summary>A process that was started, and what it wrote until it ended.</summary>
internal static class PowerShellRun
{
    /// <summary>Runs a process to its end; past the limit it is ended with all that it started, and the run has failed.</summary>
    public static async Task<(int ExitCode, string Output)> ToEndAsync(ProcessStartInfo start, TimeSpan limit)
    {
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"It did not end within {limit}.{Environment.NewLine}{await output}{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Starts a process as all engines of the tests are started: in the repository's folder, with nothing to read and no account in its environment.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.WorkingDirectory = Repository.Root;
        start.Environment["NO_COLOR"] = "1";

        // A run is short: what the runtime measures of it, to compile it again later, costs a fifth of its time and never pays.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["SMARTICO_SANDBOX_HOST"] = Path.Combine(AppContext.BaseDirectory, "SmarticoAffiliates.SandboxHost.dll");
        start.Environment.Remove("SMARTICO_API_KEY");
        start.Environment.Remove("SMARTICO_API_URL");

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
