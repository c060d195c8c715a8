using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Bench;

internal static class Measure
{
    /// <summary>How often everything is run; what is compared takes turns within a run, so that a busy moment strikes all alike.</summary>
    public const int Runs = 3;

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The median of each alone.</summary>
    public static Cost Median(IReadOnlyCollection<Cost> costs) => new(Median(costs.Select(c => c.Seconds)), Median(costs.Select(c => c.CpuSeconds)));
}

/// <summary>What something took: by the clock, which other processes slow down, and of the process's processor time, which they hardly do.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="CpuSeconds">Of all processors together.</param>
internal sealed record Cost(double Seconds, double CpuSeconds);
