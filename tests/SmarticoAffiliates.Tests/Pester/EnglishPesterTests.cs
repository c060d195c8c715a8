using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The files of pester/ that depend on the culture, in sessions under American English.</summary>
public sealed class EnglishPesterTests(PesterSession session) : IClassFixture<PesterSession>
{
    public static TheoryData<string> Files() => PesterFile.OfCulture();

    [Theory(Timeout = TestLimit.PesterTestMilliseconds)]
    [MemberData(nameof(Files))]
    public Task Passes_under_en_US(string file) => PesterFile.PassesAsync(session, file, "en-US");
}
