namespace SmarticoAffiliates;

/// <summary>A field that a change gives another value than the record has, or may have.</summary>
public sealed class FieldDifference
{
    internal FieldDifference(string name, object? present, object? wanted)
    {
        Name = name;
        Present = present;
        Wanted = wanted;
    }

    /// <summary>The field.</summary>
    public string Name { get; }

    /// <summary>What the record has; null where that is not known.</summary>
    public object? Present { get; }

    /// <summary>Whether it is known what the record has.</summary>
    public bool IsPresentKnown { get; init; } = true;

    /// <summary>What it is to have.</summary>
    public object? Wanted { get; }
}
