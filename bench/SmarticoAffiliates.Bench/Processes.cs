using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using SmarticoAffiliates.Engine;

namespace SmarticoAffiliates.Bench;

internal static class Processes
{
    /// <summary>The operator's key of every sandbox.</summary>
    public const string Key = "sandbox-operator-key";

    public static string Root { get; } = Built("RepositoryRoot");

    public static string StagedModule { get; } = Path.Combine(Root, "out", "SmarticoAffiliates", "SmarticoAffiliates.psd1");

    /// <summary>The least that a binary module can be.</summary>
    public static string OneCmdletModule { get; } = Built("OneCmdlet");

    /// <summary>What a pipeline's count, its time and the processor's take in a PowerShell that has done nothing else yet.</summary>
    /// <param name="server">The server.</param>
    /// <param name="expectedCount">How many objects are to come out.</param>
    /// <param name="prepare">What goes before and is not measured.</param>
    /// <param name="pipeline">What is measured.</param>
    public static async Task<Cost> CostAsync(Uri server, int expectedCount, string prepare, string pipeline)
    {
        double[] numbers = await PowerShellAsync(server, expectedCount, $"""
            {prepare}
            $process = [System.Diagnostics.Process]::GetCurrentProcess()
            $cpu = $process.TotalProcessorTime
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $count = ({pipeline} | Measure-Object).Count
            $watch.Stop()
            $process.Refresh()
            Join-Number $count $watch.Elapsed.TotalSeconds ($process.TotalProcessorTime - $cpu).TotalSeconds
            """);
        return new Cost(numbers[0], numbers[1]);
    }

    /// <summary>Starts a process that this one writes to and reads from.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command in a PowerShell of its own and answers what it wrote.</summary>
    public static Task<string> PowerShellAsync(string command) => PowerShellAsync(PowerShellEngine.Name, command);

    /// <summary>The same in a certain PowerShell.</summary>
    public static async Task<string> PowerShellAsync(string engine, string command)
    {
        using Process process = Start(PowerShellEngine.In(engine, "-NonInteractive", "-Command", command));
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{engine} ended with {process.ExitCode}. {output}");
    }

    /// <summary>
    /// Runs a script in a PowerShell of its own, with <c>$uri</c>, <c>$key</c>, the module and a connection at hand.
    /// </summary>
    /// <returns>The numbers of the script's last line, which are separated by bars.</returns>
    public static async Task<double[]> PowerShellAsync(Uri server, string script)
    {
        string whole = $"""
            $ErrorActionPreference = 'Stop'
            $uri = '{server}'; $key = '{Key}'
            Import-Module '{StagedModule}'
            Connect-Smartico -Uri $uri -ApiKey $key
            function Join-Number {"{"} ($args | ForEach-Object ToString ([cultureinfo]::InvariantCulture)) -join '|' {"}"}
            {script}
            """;
        string output = await PowerShellAsync(whole);
        string last = output.TrimEnd().Split('\n')[^1];
        return last.Split('|').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
    }

    /// <summary>The same where the first number counts what came out, and must be this.</summary>
    /// <returns>The other numbers.</returns>
    public static async Task<double[]> PowerShellAsync(Uri server, int expectedCount, string script)
    {
        double[] numbers = await PowerShellAsync(server, script);
        return numbers[0] == expectedCount
            ? numbers[1..]
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{expectedCount} objects were to come out, but {numbers[0]} did: {script}"));
    }

    private static string Built(string key) => typeof(Processes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
