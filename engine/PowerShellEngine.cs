using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SmarticoAffiliates.Engine;

/// <summary>
/// The PowerShell in which tests, bench and samples run the module, and the Pester that it is given: the pinned ones of the
/// packages, or with <c>SMARTICO_POWERSHELL</c> another PowerShell. Started from .NET here and nowhere else; a script starts
/// another one of its own kind with <c>Engine.ps1</c>.
/// </summary>
public static class PowerShellEngine
{
    /// <summary>
    /// The environment variable that names another PowerShell: a name on the PATH such as <c>pwsh</c> or <c>powershell</c>, or
    /// the path of an executable or of a <c>pwsh.dll</c>.
    /// </summary>
    public const string Variable = "SMARTICO_POWERSHELL";

    /// <summary>
    /// The environment variable in which the engine finds its Pester, the path of the manifest; set outside it names another
    /// than the pinned one, <c>next</c> being the pinned next major version.
    /// </summary>
    public const string PesterVariable = "SMARTICO_PESTER";

    private static readonly string? s_other = FromEnvironment(Variable);
    private static readonly string? s_pester = FromEnvironment(PesterVariable);

    /// <summary>Whether this was built without PowerShell and Pester, because <c>WithoutPester=true</c> asked for it.</summary>
    public static bool IsLeftOut { get; } = Pinned("Pester") is null;

    /// <summary>What is started, for messages.</summary>
    public static string Name => s_other ?? Pinned("PowerShell") ?? "no PowerShell";

    /// <summary>How to start the engine, without a profile and with nobody to ask.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is not where it should be.</exception>
    public static ProcessStartInfo Unattended(params string[] arguments) => Create(["-NoProfile", "-NonInteractive", .. arguments]);

    /// <summary>How to start the engine without a profile.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is not where it should be.</exception>
    public static ProcessStartInfo Attended(params string[] arguments) => Create(["-NoProfile", .. arguments]);

    /// <summary>How to start another PowerShell, an executable or a <c>pwsh.dll</c>, without a profile.</summary>
    public static ProcessStartInfo In(string engine, params string[] arguments) => Create(engine, ["-NoProfile", .. arguments]);

    private static ProcessStartInfo Create(string[] arguments) => Create(s_other ?? Existing("PowerShell"), arguments);

    private static ProcessStartInfo Create(string engine, string[] arguments)
    {
        bool isAssembly = engine.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isAssembly ? DotNet() : engine) { UseShellExecute = false };
        foreach (string argument in isAssembly ? [engine, .. arguments] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (!IsLeftOut)
        {
            start.Environment[PesterVariable] = s_pester switch
            {
                null => Existing("Pester"),
                "next" => Existing("NextPester"),
                _ => s_pester,
            };
        }

        if (Path.GetFileNameWithoutExtension(engine).Equals("powershell", StringComparison.OrdinalIgnoreCase))
        {
            // Windows PowerShell would look for its modules where the PowerShell 7 that this was started from has its own.
            start.Environment.Remove("PSModulePath");
        }

        return start;
    }

    private static string Existing(string package)
    {
        string path = Pinned(package)
            ?? throw new InvalidOperationException($"This was built with WithoutPester=true and has no {package}: build it without that.");
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"The package {package} is not restored, there is no {path}: run `dotnet restore`, then build again.");
    }

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string? Pinned(string package) => typeof(PowerShellEngine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(a => a.Key == package)?.Value;

    // The dotnet that runs this, whether it is on the PATH or not.
    private static string DotNet()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }
}
