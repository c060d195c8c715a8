namespace SmarticoAffiliates.Sandbox;

/// <summary>A small generator of its own: System.Random gives other numbers on other runtimes.</summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(ulong seed) => _state = seed;

    /// <summary>A number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Next(int limit)
    {
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((_state >> 33) % (ulong)limit);
    }

    public bool OneIn(int n) => Next(n) == 0;

    public T Pick<T>(T[] choices) => choices[Next(choices.Length)];
}
