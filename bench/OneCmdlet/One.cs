namespace SmarticoAffiliates.Bench;

/// <summary>A record.</summary>
public sealed class One
{
    /// <summary>A number.</summary>
    public int Id { get; } = 1;

    /// <summary>A name.</summary>
    public string Name { get; } = "one";
}
