using System;
using System.ComponentModel;
using System.Diagnostics;
using SmarticoAffiliates.Engine;

// dotnet run --project engine -- [arguments of pwsh]: the pinned PowerShell, for a machine that has none.
Console.CancelKeyPress += (_, press) => press.Cancel = true; // Ctrl+C is the engine's
try
{
    using Process process = Process.Start(PowerShellEngine.Attended(args))!;
    process.WaitForExit();
    return process.ExitCode;
}
catch (Exception problem) when (problem is InvalidOperationException or Win32Exception)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}
