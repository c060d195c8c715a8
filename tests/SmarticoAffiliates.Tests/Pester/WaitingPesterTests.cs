using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The files of pester/ in which nothing depends on the culture and that wait for most of their time, in sessions under American English.</summary>
public sealed class WaitingPesterTests(PesterSession session) : IClassFixture<PesterSession>
{
    public static TheoryData<string> Files() => PesterFile.Waiting();

    [Theory(Timeout = TestLimit.PesterTestMilliseconds)]
    [MemberData(nameof(Files))]
    public Task Passes(string file) => PesterFile.PassesAsync(session, file, "en-US");
}
