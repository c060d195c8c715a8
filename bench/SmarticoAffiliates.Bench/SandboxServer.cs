using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace SmarticoAffiliates.Bench;

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

    public static SandboxServer Start(int latencyMilliseconds, int affiliates = 0)
    {
        string[] options = ["--latency", Text(latencyMilliseconds), "--max-seconds", "3600"];
        string[] size = affiliates == 0 ? [] : ["--affiliates", Text(affiliates)];
        Process process = Processes.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SmarticoAffiliates.SandboxHost.dll"), .. options, .. size]));
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The sandbox host did not start.");
        return new SandboxServer(process, new Uri(line.Replace("listening ", string.Empty, StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
