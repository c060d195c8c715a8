using System.ComponentModel;
using System.Diagnostics;

namespace SmarticoAffiliates.Samples;

internal static class RealPowerShell
{
    /// <summary>Runs a script in pwsh; null where there is none.</summary>
    public static int? TryRun(string script)
    {
        try
        {
            using Process process = Process.Start("pwsh", ["-NoProfile", "-NonInteractive", "-File", script]);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
