using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Tests;

/// <summary>A PowerShell of this machine, run as a process of its own.</summary>
internal sealed class PowerShellHost
{
    private static readonly TimeSpan s_probeLimit = TimeSpan.FromMinutes(1);

    private readonly string _file;
    private readonly string[] _prefix;

    private PowerShellHost(string name, string file, string[] prefix, bool hasPester)
    {
        Name = name;
        _file = file;
        _prefix = prefix;
        HasPester = hasPester;
    }

    public string Name { get; }

    public bool HasPester { get; }

    /// <summary>All that are found, with their versions in their names.</summary>
    public static IReadOnlyList<PowerShellHost> FindAll()
    {
        var hosts = new List<PowerShellHost?>
        {
            Probe("pwsh", []) ?? Probe("dotnet", ["tool", "run", "pwsh", "--"]),
        };
        if (OperatingSystem.IsWindows())
        {
            hosts.Add(Probe("powershell", []));
        }

        return hosts.OfType<PowerShellHost>().ToList();
    }

    /// <summary>Runs it; past the limit it is ended and the run has failed.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(TimeSpan limit, params string[] arguments)
        => await RunAsync(_file, [.. _prefix, "-NoProfile", "-NonInteractive", .. arguments], limit);

    private static PowerShellHost? Probe(string file, string[] prefix)
    {
        const string probe = "\"$($PSVersionTable.PSVersion)|$([bool](Get-Module Pester -ListAvailable | Where-Object Version -ge '5.0.0'))\"";
        try
        {
            (int exitCode, string output) = RunAsync(file, [.. prefix, "-NoProfile", "-NonInteractive", "-Command", probe], s_probeLimit).GetAwaiter().GetResult();
            string[] answer = output.Trim().Split('|');
            return exitCode == 0 && answer.Length == 2
                ? new PowerShellHost($"PowerShell {answer[0]}", file, prefix, bool.Parse(answer[1]))
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string file, string[] arguments, TimeSpan limit)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NO_COLOR"] = "1";
        start.Environment["SMARTICO_SANDBOX_HOST"] = Path.Combine(AppContext.BaseDirectory, "SmarticoAffiliates.SandboxHost.dll");
        start.Environment.Remove("SMARTICO_API_KEY");
        start.Environment.Remove("SMARTICO_API_URL");

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
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
}
