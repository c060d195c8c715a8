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
}
