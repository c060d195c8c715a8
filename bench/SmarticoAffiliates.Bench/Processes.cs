using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

internal static class Processes
{
    private static readonly string s_root = typeof(Processes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static string StagedModule { get; } = Path.Combine(s_root, "out", "SmarticoAffiliates", "SmarticoAffiliates.psd1");

    public static Process Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a process to its end and answers what it wrote.</summary>
    public static async Task<string> RunAsync(string file, params string[] arguments)
    {
        using Process process = Start(file, arguments);
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}

/// <summary>The sandbox behind HTTP on loopback, in a process of its own that ends with this one.</summary>
internal sealed class SandboxServer : IDisposable
{
    private readonly Process _process;

    private SandboxServer(Process process, Uri uri)
    {
        _process = process;
        Uri = uri;
    }

    public Uri Uri { get; }

    public static SandboxServer Start(params string[] arguments)
    {
        Process process = Processes.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "SmarticoAffiliates.SandboxHost.dll"), .. arguments]);
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The sandbox host did not start.");
        return new SandboxServer(process, new Uri(line.Replace("listening ", string.Empty, StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
