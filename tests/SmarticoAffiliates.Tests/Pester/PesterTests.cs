using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// Runs every file of pester/ in every PowerShell that is found: <c>pwsh</c> on PATH, else the one of the tool manifest,
/// and Windows PowerShell where there is one. Where there is none, the tests are skipped and say so.
/// </summary>
public sealed class PesterTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<IReadOnlyList<PowerShellHost>> s_hosts = new(PowerShellHost.FindAll);

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        string folder = Path.Combine(Repository.Root, "pester");
        foreach (string file in Directory.GetFiles(folder, "*.Tests.ps1", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (string culture in new[] { "en-US", "de-DE" })
            {
                cases.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'), culture);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Pester_file_passes_in_every_PowerShell(string file, string culture)
    {
        IReadOnlyList<PowerShellHost> hosts = s_hosts.Value;
        Assert.SkipWhen(
            hosts.Count == 0,
            "No PowerShell was found: neither pwsh on PATH nor the tool of .config/dotnet-tools.json. Install PowerShell 7.4 or later and Pester 5 to run pester/.");
        Assert.SkipUnless(
            hosts.Any(h => h.HasPester),
            $"Pester 5 is not installed in {string.Join(", ", hosts.Select(h => h.Name))}: run Install-Module Pester -MinimumVersion 5.5.0.");

        foreach (PowerShellHost host in hosts.Where(h => h.HasPester))
        {
            (int exitCode, string output) = await host.RunAsync(
                s_limit,
                "-File", Path.Combine(Repository.Root, "pester", "Invoke-PesterFile.ps1"), "-Path", file, "-Culture", culture);
            Assert.True(exitCode == 0, $"{file} under {culture} in {host.Name}:{Environment.NewLine}{output}");
        }
    }
}
