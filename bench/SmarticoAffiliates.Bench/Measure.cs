using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Bench;

internal static class Measure
{
    public const int Runs = 3;

    public static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
