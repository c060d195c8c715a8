using System;
using System.IO;
using System.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The pace, simulated in virtual time against every kind of limit.</summary>
public sealed class SimulatorTests
{
    /// <summary>Set, the whole table is written into docs/pace.md; the test takes some seconds then.</summary>
    private const string WriteVariable = "SMARTICO_WRITE_PACE_TABLE";

    private const string Begin = "<!-- table: begin -->";
    private const string End = "<!-- table: end -->";

    /// <summary>Cases that are missed as the page tells, with the reason. Whatever else is missed is a fault.</summary>
    private static readonly string[] s_missed = File.ReadAllLines(Page())
        .Where(l => l.EndsWith("| missed |", StringComparison.Ordinal)).Select(l => string.Join('|', l.Split('|').Take(3))).ToArray();

    public static TheoryData<string> Families => new(SimulatedAccounts.All.Select(a => a.Family).Distinct(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Families))]
    public void Figures_are_reached_but_for_those_that_the_page_tells(string family)
    {
        const int FewSeeds = 4;
        SimulatedFigures[] figures = SimulatedAccounts.All.Where(a => a.Family == family).Select(a => new SimulatedFigures(a, FewSeeds)).ToArray();

        string[] wrong = figures.Where(f => !f.IsReached && !s_missed.Contains($"| {f.Account.Family}: {f.Account.Name} | {f.Account.Overlap} "))
            .Select(f => SimulatedFigures.Table([f]).Split('\n')[^1]).ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Same_seed_makes_the_same_run()
    {
        SimulatedAccount account = SimulatedAccounts.All.First(a => a.Family == "mixture");

        Assert.Equal(SimulatedRun.Of(account, 7).Seconds, SimulatedRun.Of(account, 7).Seconds);
    }

    [Fact]
    public void Table_of_the_page_has_every_case()
    {
        if (Environment.GetEnvironmentVariable(WriteVariable) is not null)
        {
            string table = SimulatedFigures.Table(SimulatedAccounts.All.Select(a => new SimulatedFigures(a)));
            string page = File.ReadAllText(Page());
            int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
            int end = page.IndexOf(End, StringComparison.Ordinal);
            File.WriteAllText(Page(), page[..begin] + "\n" + table + "\n" + page[end..]);
        }

        string[] rows = File.ReadAllLines(Page()).Select(l => string.Join('|', l.Split('|').Take(3))).ToArray();
        Assert.All(SimulatedAccounts.All, a => Assert.Contains($"| {a.Family}: {a.Name} | {a.Overlap} ", rows, StringComparer.Ordinal));
    }

    private static string Page() => Path.Combine(Repository.Root, "docs", "pace.md");
}
