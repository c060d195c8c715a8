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

    private static readonly string[] s_waiting = ["Killed.Tests.ps1", "Network.Tests.ps1"];

    private static readonly string[] s_ofNoCulture =
        ["Answers.Tests.ps1", "Docs.Tests.ps1", "Lists.Tests.ps1", "Module.Tests.ps1", "Package.Tests.ps1", .. s_waiting];

    /// <summary>Those in which something may depend on the culture.</summary>
    public static TheoryData<string> OfCulture() => new(Files().Except(s_ofNoCulture, StringComparer.Ordinal));

    /// <summary>Those in which nothing does: what they read and write under another one is tested elsewhere.</summary>
    public static TheoryData<string> OfNoCulture() => new(Files().Intersect(s_ofNoCulture, StringComparer.Ordinal).Except(s_waiting, StringComparer.Ordinal));

    /// <summary>Those of the latter that wait for most of their time, for servers and killed processes, and so run beside the others.</summary>
    public static TheoryData<string> Waiting() => new(Files().Intersect(s_waiting, StringComparer.Ordinal));

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
