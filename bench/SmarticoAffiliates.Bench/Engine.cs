using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using SmarticoAffiliates.Engine;

namespace SmarticoAffiliates.Bench;

/// <summary>A PowerShell to measure in. That of the .NET tool compiles all that runs as it runs; releases for one platform are precompiled.</summary>
/// <param name="Path">An executable or a <c>pwsh.dll</c>.</param>
/// <param name="Kind">Which of the two.</param>
internal sealed record Engine(string Path, string Kind)
{
    private const string JustInTime = "just-in-time";
    private const string Precompiled = "precompiled";
    private const string Core = "System.Management.Automation.dll";

    /// <summary>
    /// The engine that all is measured in, and where that is the pinned tool's, the same engine precompiled: that is built
    /// here once, because no package has it.
    /// </summary>
    public static async Task<IReadOnlyList<Engine>> AllAsync()
    {
        string name = PowerShellEngine.Name;
        if (!name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return [new Engine(name, "another")];
        }

        string folder = System.IO.Path.GetDirectoryName(name)!;
        return IsPrecompiled(System.IO.Path.Combine(folder, Core))
            ? [new Engine(name, Precompiled)]
            : [new Engine(name, JustInTime), new Engine(await PrecompileAsync(folder), Precompiled)];
    }

    /// <summary>What a process takes that does this and ends.</summary>
    public async Task<Cost> CostAsync(string command)
    {
        var watch = Stopwatch.StartNew();
        string cpu = await Processes.PowerShellAsync(Path, command + """

            [System.Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
            """);
        return new Cost(watch.Elapsed.TotalSeconds, double.Parse(cpu, CultureInfo.InvariantCulture));
    }

    /// <summary>What commands take that follow each other in one process, after one that is not measured.</summary>
    public async Task<Cost[]> CostsAsync(string before, string[] commands)
    {
        string output = await Processes.PowerShellAsync(Path, $$"""
            $ErrorActionPreference = 'Stop'
            $process = [System.Diagnostics.Process]::GetCurrentProcess()
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $costs = [System.Collections.Generic.List[double]]::new()
            function Measure-Once([scriptblock] $command) {
                $process.Refresh(); $cpu = $process.TotalProcessorTime.TotalSeconds; $at = $watch.Elapsed.TotalSeconds
                $null = . $command
                $took = $watch.Elapsed.TotalSeconds - $at; $process.Refresh()
                $costs.Add($took); $costs.Add($process.TotalProcessorTime.TotalSeconds - $cpu)
            }
            1..3 | ForEach-Object { Measure-Once { 'what measuring takes itself' } }
            $costs.Clear()
            {{before}}
            {{string.Join("; ", commands.Select(c => $"Measure-Once {{ {c} }}"))}}
            ($costs | ForEach-Object ToString ([cultureinfo]::InvariantCulture)) -join '|'
            """);
        double[] numbers = [.. output.Trim().Split('|').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        return [.. numbers.Chunk(2).Select(pair => new Cost(pair[0], pair[1]))];
    }

    private static bool IsPrecompiled(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(assembly));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static async Task<string> PrecompileAsync(string folder)
    {
        string target = System.IO.Path.Combine(Processes.Root, "out", "precompiled-engine", FileVersionInfo.GetVersionInfo(System.IO.Path.Combine(folder, Core)).ProductVersion!.Split('+', ' ')[0]);
        string engine = System.IO.Path.Combine(target, "pwsh.dll");
        if (File.Exists(engine))
        {
            return engine;
        }

        string compiled = Directory.CreateTempSubdirectory("smartico-bench").FullName;
        try
        {
            using (Process publish = Processes.Start(new ProcessStartInfo(
                "dotnet",
                ["publish", System.IO.Path.Combine(Processes.Root, "bench", "PrecompiledEngine"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", compiled, "-p:EngineFolder=" + folder])))
            {
                string output = await publish.StandardOutput.ReadToEndAsync();
                await publish.WaitForExitAsync();
                if (publish.ExitCode != 0)
                {
                    throw new InvalidOperationException("The precompiled engine could not be built: " + output);
                }
            }

            // What was not compiled anew is the same in both; pwsh.dll comes last, because it says that all is there.
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).OrderBy(f => System.IO.Path.GetFileName(f) == "pwsh.dll"))
            {
                string relative = System.IO.Path.GetRelativePath(folder, file);
                string better = System.IO.Path.Combine(compiled, relative);
                string to = System.IO.Path.Combine(target, relative);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
                File.Copy(relative.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && File.Exists(better) ? better : file, to, overwrite: true);
            }
        }
        finally
        {
            Directory.Delete(compiled, recursive: true);
        }

        return IsPrecompiled(System.IO.Path.Combine(target, Core)) ? engine : throw new InvalidOperationException($"{target} is not precompiled.");
    }
}
