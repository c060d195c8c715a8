namespace SmarticoAffiliates.Commands;

/// <summary>A column of the rows that a page shows.</summary>
internal sealed class PageColumn
{
    public PageColumn(string name, int index, bool isNumber, bool isSum, bool isCount)
    {
        Name = name;
        Index = index;
        IsNumber = isNumber;
        IsSum = isSum;
        IsCount = isCount;
    }

    /// <summary>The property's name.</summary>
    public string Name { get; }

    /// <summary>What a person calls it.</summary>
    public string Label => PageText.Label(Name);

    /// <summary>Its place in a row.</summary>
    public int Index { get; }

    /// <summary>Whether each of its values is a number, and no id.</summary>
    public bool IsNumber { get; }

    /// <summary>Whether the sum of its values says anything: a rate's or a threshold's does not.</summary>
    public bool IsSum { get; }

    /// <summary>Whether it counts things, so that no currency belongs to it.</summary>
    public bool IsCount { get; }
}
