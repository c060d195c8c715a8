using System.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Shares the boxes of common values: a sandbox of 100,000 affiliates holds millions of them.</summary>
internal static class Boxes
{
    private const int Lowest = -1;
    private const int Count = 4096;

    private static readonly object s_true = true;
    private static readonly object s_false = false;
    private static readonly object[] s_numbers = [.. Enumerable.Range(Lowest, Count).Select(n => (object)n)];

    public static object? Shared(object? value) => value switch
    {
        bool flag => flag ? s_true : s_false,
        int number and >= Lowest and < Lowest + Count => s_numbers[number - Lowest],
        _ => value,
    };
}
