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

    public static string Root { get; } = typeof(Processes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static string StagedModule { get; } = Path.Combine(Root, "out", "SmarticoAffiliates", "SmarticoAffiliates.psd1");

    /// <summary>Starts a process that this one writes to and reads from.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command in a PowerShell of its own and answers what it wrote.</summary>
    public static async Task<string> PowerShellAsync(string command)
    {
        using Process process = Start(PowerShellEngine.Unattended("-Command", command));
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{PowerShellEngine.Name} ended with {process.ExitCode}. {output}");
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
    public static async Task<double> PowerShellAsync(Uri server, int expectedCount, string script)
    {
        double[] numbers = await PowerShellAsync(server, script);
        return numbers[0] == expectedCount
            ? numbers[1]
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{expectedCount} objects were to come out, but {numbers[0]} did: {script}"));
    }
}
