using System.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Shares the boxes of common values: a sandbox of 100,000 affiliates holds millions of them.</summary>
internal static class Boxes
{
    private const int Lowest = -1;
    private const int Count = 4096;

    private static readonly object True = true;
    private static readonly object False = false;
    private static readonly object[] Numbers = [.. Enumerable.Range(Lowest, Count).Select(n => (object)n)];

    public static object? Shared(object? value) => value switch
    {
        bool flag => flag ? True : False,
        int number and >= Lowest and < Lowest + Count => Numbers[number - Lowest],
        _ => value,
    };
}
