using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The same files in sessions with decimal commas and dotted dates, at the same time.</summary>
public sealed class GermanPesterTests(PesterSession session) : IClassFixture<PesterSession>
{
    public static TheoryData<string> Files() => PesterFile.OfCulture();

    [Theory(Timeout = TestLimit.PesterTestMilliseconds)]
    [MemberData(nameof(Files))]
    public Task Passes_under_de_DE(string file) => PesterFile.PassesAsync(session, file, "de-DE");
}
