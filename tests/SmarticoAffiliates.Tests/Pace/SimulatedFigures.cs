using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates.Tests;

/// <summary>The figures of one case over all seeds.</summary>
internal sealed class SimulatedFigures
{
    public const int Seeds = 20;

    public SimulatedFigures(SimulatedAccount account, int seeds = Seeds)
    {
        Account = account;
        SimulatedRun[] runs = Enumerable.Range(1, seeds).Select(seed => SimulatedRun.Of(account, seed)).ToArray();
        double[] times = runs.Select(TimeOverIdeal).OrderBy(t => t).ToArray();
        MedianTime = times[times.Length / 2];
        WorstTime = times[^1];
        MostRefusals = runs.Max(r => r.Refused);
        LongestStand = runs.Max(r => r.LongestStand);
    }

    public SimulatedAccount Account { get; }

    public double MedianTime { get; }

    public double WorstTime { get; }

    public int MostRefusals { get; }

    public double LongestStand { get; }

    public bool IsReached => WorstTime <= Account.MostTime && MostRefusals <= Account.MostRefusals;

    public static string Table(IEnumerable<SimulatedFigures> all)
    {
        var lines = new List<string>
        {
            "| limit | at once | rows | ideal, s | time / ideal: median, worst | to reach | refusals a row, worst | to reach | longest stand, s | |",
            "|---|---|---|---|---|---|---|---|---|---|",
        };
        lines.AddRange(all.Select(f => f.Row()));
        return string.Join('\n', lines);
    }

    private string Row() => string.Create(CultureInfo.InvariantCulture,
        $"| {Account.Family}: {Account.Name} | {Account.Overlap} | {Account.Rows} | {Account.Ideal:0.#} | {MedianTime:0.00}, {WorstTime:0.00} | {Account.MostTime:0.##} | {(double)MostRefusals / Account.Rows / Account.Clients:0.00} | {Account.MostRefusals / Account.Rows / Account.Clients:0.00} | {LongestStand:0} | {(IsReached ? string.Empty : "missed")} |");

    private double TimeOverIdeal(SimulatedRun run)
        => Math.Max(0, run.Seconds - Account.Extra - (Account.CountsFromOpening ? run.FirstOpening : 0)) / Account.Ideal;
}
