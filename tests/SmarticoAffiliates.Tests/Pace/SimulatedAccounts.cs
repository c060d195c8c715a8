using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SmarticoAffiliates.Sandbox;

namespace SmarticoAffiliates.Tests;

/// <summary>The cases of the simulator, and what is to be reached in each.</summary>
internal static class SimulatedAccounts
{
    private static readonly int[] s_overlaps = [4, 16];

    private static readonly string[] s_families = ["bucket", "sliding window", "fixed window", "ban", "at once", "at once, penalty", "faults", "refused at random", "no limit", "mixture", "change", "two clients"];

    /// <summary>A client that goes by what the account takes learns nothing of refusals at random: it is only not to come to a stop.</summary>
    private const double NotToStop = 500;

    public static IReadOnlyList<SimulatedAccount> All { get; } =
        s_overlaps.SelectMany(o => Buckets(o).Concat(Windows(o)).Concat(Bans(o)).Concat(AtOnce(o)).Concat(Others(o)))
            .OrderBy(a => Array.IndexOf(s_families, a.Family)).ToArray();

    private static IEnumerable<SimulatedAccount> Buckets(int overlap)
    {
        foreach (double rate in new[] { 0.1, 0.2, 0.5, 1, 2, 5, 10, 40, 100, 300, 1000 })
        {
            foreach (double capacity in new[] { Math.Max(1, rate * 0.2), Math.Max(1, rate) }.Distinct())
            {
                int rows = Math.Min(3000, rate < 1 ? 60 : (int)Math.Max(100, rate * 10));
                yield return Of("bucket", Text($"{rate}/s, {capacity:0.#} kept"), _ => SandboxLimit.Bucket(rate, capacity), Math.Max((rows - capacity) / rate, Unlimited(rows, overlap)), rows, overlap) with
                {
                    MostRefusals = rows * (rate < 1 ? 0.5 : 0.3),
                };
            }
        }
    }

    private static IEnumerable<SimulatedAccount> Windows(int overlap)
    {
        foreach ((int count, double seconds) in new[] { (5, 1.0), (10, 5), (12, 60), (30, 30), (60, 60), (100, 60), (60, 300), (60, 600), (300, 600) })
        {
            int rows = Math.Max(60, count * 5);
            var period = TimeSpan.FromSeconds(seconds);
            double ideal = Math.Max((rows - 1) / count * seconds, Unlimited(rows, overlap));
            SimulatedAccount sliding = Of("sliding window", Text($"{count} in {seconds} s"), _ => SandboxLimit.Window(count, period), ideal, rows, overlap) with
            {
                MostTime = 1.4,
                MostRefusals = rows,
            };
            yield return sliding;
            yield return sliding with
            {
                Family = "fixed window",
                Limit = seed =>
                {
                    // The first window is under way already, for some part of it.
                    SandboxLimit limit = SandboxLimit.FixedWindow(count, period);
                    TimeSpan begun = period * new Random(seed).NextDouble();
                    return (now, atOnce) => limit.Admits(now + begun, atOnce);
                },
            };
        }
    }

    private static IEnumerable<SimulatedAccount> Bans(int overlap)
    {
        foreach (double seconds in new double[] { 2, 5, 10, 30, 60 })
        {
            foreach (bool adds in new[] { false, true })
            {
                yield return Of(
                    "ban", Text($"5/s, else {seconds} s, which refusals {(adds ? "add" : "begin anew")}"),
                    _ => SandboxLimit.Window(5, TimeSpan.FromSeconds(1)).WithBan(TimeSpan.FromSeconds(seconds), adds), 39, 200, overlap) with
                {
                    MostTime = 2,
                    CountsFromOpening = true,
                    MostRefusals = 40,
                };
            }
        }
    }

    private static IEnumerable<SimulatedAccount> AtOnce(int overlap)
    {
        foreach (int count in new[] { 1, 2, 3, 4, 5, 8 })
        {
            double ideal = Unlimited(400, Math.Min(count, overlap));
            yield return Of("at once", Text($"{count} at once"), _ => SandboxLimit.AtOnce(count), ideal, 400, overlap) with { MostRefusals = 30 };
            yield return Of("at once, penalty", Text($"{count} at once, else 5 s for all"), _ => SandboxLimit.AtOnce(count, TimeSpan.FromSeconds(5)), ideal, 400, overlap) with
            {
                MostTime = 2,
                Extra = 15,
                MostRefusals = 50,
            };
        }
    }

    private static IEnumerable<SimulatedAccount> Others(int overlap)
    {
        foreach (double share in new[] { 0.01, 0.05, 0.1, 0.25 })
        {
            yield return new SimulatedAccount("faults", Text($"{share * 100:0} % faults"), Open, Unlimited(2000, overlap) / (1 - share)) { Rows = 2000, Overlap = overlap, Faults = share };
            yield return new SimulatedAccount("refused at random", Text($"{share * 100:0} % refused"), seed => AtRandom(seed, share, Open(seed)), Unlimited(2000, overlap) / (1 - share))
            {
                Rows = 2000,
                Overlap = overlap,
                MostTime = NotToStop,
                MostRefusals = 2000,
            };
        }

        yield return new SimulatedAccount("no limit", "none", Open, Unlimited(1000, overlap)) { Rows = 1000, Overlap = overlap, MostTime = 1.1 };
        yield return new SimulatedAccount(
            "mixture", "5 at once and 60 a minute",
            _ => Both(SandboxLimit.AtOnce(5), SandboxLimit.Window(60, TimeSpan.FromMinutes(1))), 240)
        { Rows = 300, Overlap = overlap, MostTime = 1.4, MostRefusals = 300 };
        yield return new SimulatedAccount("mixture", "20/s and 10 % refused", seed => AtRandom(seed, 0.1, SandboxLimit.Bucket(20, 4).Admits), 22)
        {
            Rows = 400,
            Overlap = overlap,
            MostTime = NotToStop,
            MostRefusals = 400,
        };
        yield return new SimulatedAccount("change", "20/s to 2/s", _ => Change(SandboxLimit.Bucket(20, 4), SandboxLimit.Bucket(2), 10), 40) { Rows = 260, Overlap = overlap, MostTime = 1.5, MostRefusals = 78 };
        yield return new SimulatedAccount("change", "2/s to 20/s", _ => Change(SandboxLimit.Bucket(2), SandboxLimit.Bucket(20, 4), 20), 48) { Rows = 600, Overlap = overlap, MostTime = 1.5, MostRefusals = 180 };
        yield return new SimulatedAccount("two clients", "20/s for both", _ => SandboxLimit.Bucket(20, 4).Admits, 30) { Rows = 300, Overlap = overlap, Clients = 2, MostTime = 1.5, MostRefusals = 180 };
    }

    private static SimulatedAccount Of(string family, string name, Func<int, SandboxLimit> limit, double ideal, int rows, int overlap)
        => new(family, name, seed => limit(seed).Admits, ideal) { Rows = rows, Overlap = overlap };

    private static Func<TimeSpan, int, bool> Open(int seed) => (_, _) => true;

    private static Func<TimeSpan, int, bool> Both(SandboxLimit one, SandboxLimit other) => (now, atOnce) => one.Admits(now, atOnce) && other.Admits(now, atOnce);

    private static Func<TimeSpan, int, bool> Change(SandboxLimit before, SandboxLimit after, double seconds)
        => (now, atOnce) => (now.TotalSeconds < seconds ? before : after).Admits(now, atOnce);

    private static Func<TimeSpan, int, bool> AtRandom(int seed, double share, Func<TimeSpan, int, bool> admits)
    {
        var random = new Random(seed);
        return (now, atOnce) => random.NextDouble() >= share && admits(now, atOnce);
    }

    private static double Unlimited(int rows, int overlap) => rows * SimulatedRun.Latency / overlap;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
