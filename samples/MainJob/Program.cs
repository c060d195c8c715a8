using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using SmarticoAffiliates.Engine;

// The main job on the sandbox, in real PowerShell.
string script = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Script").Value!;
try
{
    using Process process = Process.Start(PowerShellEngine.Unattended("-File", script))!;
    process.WaitForExit();
    return process.ExitCode;
}
catch (Exception problem) when (problem is InvalidOperationException or Win32Exception)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}
