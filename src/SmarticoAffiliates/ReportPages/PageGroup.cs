using System.Collections.Generic;

namespace SmarticoAffiliates.Commands;

/// <summary>What the rows add up to by one thing, such as the affiliate.</summary>
internal sealed class PageGroup
{
    public PageGroup(string title, IReadOnlyList<(string Name, string? Id, decimal Value)> values)
    {
        Title = title;
        Values = values;
    }

    /// <summary>What they are: Affiliates.</summary>
    public string Title { get; }

    /// <summary>Each of them, the greatest first.</summary>
    public IReadOnlyList<(string Name, string? Id, decimal Value)> Values { get; }
}
