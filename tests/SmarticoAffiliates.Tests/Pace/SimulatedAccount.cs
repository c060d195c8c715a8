using System;
using SmarticoAffiliates.Sandbox;

namespace SmarticoAffiliates.Tests;

/// <summary>One case of the simulator: an account, a load, and what is to be reached.</summary>
/// <param name="Family">The kind of limit.</param>
/// <param name="Name">The limit.</param>
/// <param name="Limit">Makes the limit; null for none. The number is the seed.</param>
/// <param name="Ideal">The shortest time, in seconds, that somebody needs who knows the limit.</param>
internal sealed record SimulatedAccount(string Family, string Name, Func<int, Func<TimeSpan, int, bool>> Limit, double Ideal)
{
    public int Rows { get; init; } = 100;

    public int Overlap { get; init; } = 4;

    /// <summary>The share of the answers that are faults, which have nothing to do with a limit.</summary>
    public double Faults { get; init; }

    /// <summary>How many clients work on the account, each with a pace of its own and all the rows.</summary>
    public int Clients { get; init; } = 1;

    public double MostTime { get; init; } = 1.3;

    public double MostRefusals { get; init; }

    /// <summary>What may pass beside <see cref="MostTime"/>, in seconds.</summary>
    public double Extra { get; init; }

    /// <summary>Whether the time counts from the end of the first standstill: what it lasts is the account's affair.</summary>
    public bool CountsFromOpening { get; init; }

    public override string ToString() => $"{Family}: {Name}, {Overlap} at once";
}
