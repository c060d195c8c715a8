using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Paths that are given to cmdlets.</summary>
internal static class FilePaths
{
    /// <summary>The full path of a file that need not be there.</summary>
    /// <exception cref="SmarticoException">The path is of no file system: <c>Env:\x</c> (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        try
        {
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? full
                : throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"'{path}' is a path of {provider.Name}, and no file's. Nothing was written.");
        }
        catch (DriveNotFoundException exception)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"'{path}': {exception.Message}", exception);
        }
    }
}
