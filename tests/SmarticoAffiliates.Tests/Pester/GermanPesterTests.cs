using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The files of pester/ in a session with decimal commas and dotted dates, at the same time as the English ones.</summary>
public sealed class GermanPesterTests(PesterSession session) : IClassFixture<PesterSession>
{
    public static TheoryData<string> Files() => PesterFile.DependentOnCulture();

    [Theory(Timeout = TestLimit.PesterTestMilliseconds)]
    [MemberData(nameof(Files))]
    public Task Passes_under_de_DE(string file) => PesterFile.PassesAsync(session, file, "de-DE");
}
