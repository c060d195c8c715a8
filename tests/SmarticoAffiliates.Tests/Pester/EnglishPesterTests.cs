using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Every file of pester/ in a session under American English.</summary>
public sealed class EnglishPesterTests(PesterSession session) : IClassFixture<PesterSession>
{
    public static TheoryData<string> Files() => PesterFile.All();

    [Theory(Timeout = TestLimit.PesterTestMilliseconds)]
    [MemberData(nameof(Files))]
    public Task Passes_under_en_US(string file) => PesterFile.PassesAsync(session, file, "en-US");
}
