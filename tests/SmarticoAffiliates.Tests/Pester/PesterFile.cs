using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Engine;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// The files of pester/, each run in a session of its own. They are missing from a run only where the build was told
/// <c>WithoutPester=true</c>; then each of them is skipped and says so.
/// </summary>
internal static class PesterFile
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(TestLimit.PesterFileMilliseconds);

    // Nothing in these depends on the culture: what they read and write under another one is tested elsewhere.
    private static readonly string[] s_once =
        ["Answers.Tests.ps1", "Docs.Tests.ps1", "Killed.Tests.ps1", "Lists.Tests.ps1", "Module.Tests.ps1", "Package.Tests.ps1"];

    public static TheoryData<string> All() => new(Files());

    public static TheoryData<string> DependentOnCulture() => new(Files().Except(s_once, StringComparer.Ordinal));

    /// <summary>Fails with all that the run wrote unless each test of the file passed.</summary>
    public static async Task PassesAsync(PesterSession session, string file, string culture)
    {
        Assert.SkipWhen(PowerShellEngine.IsLeftOut, $"Left out, as WithoutPester=true asks for: pester/{file} under {culture}.");
        (bool hasPassed, string output) = await session.RunAsync(file, culture, s_limit);
        Assert.True(hasPassed, $"{file} under {culture} in {PowerShellEngine.Name}:{Environment.NewLine}{output}");
    }

    private static string[] Files()
        => [.. Directory.GetFiles(Path.Combine(Repository.Root, "pester"), "*.Tests.ps1").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
