using System;
using System.Collections.Generic;

namespace SmarticoAffiliates.Commands;

/// <summary>Records of the account that can complete a word.</summary>
internal sealed class CandidateList
{
    /// <summary>What stands for a list that could not be read.</summary>
    public static readonly CandidateList Unreadable = new(Array.Empty<Candidate>(), isWhole: true);

    /// <summary>Makes a list.</summary>
    /// <param name="items">The candidates.</param>
    /// <param name="isWhole">Whether the account has no more.</param>
    public CandidateList(IReadOnlyList<Candidate> items, bool isWhole)
    {
        Items = items;
        IsWhole = isWhole;
    }

    public IReadOnlyList<Candidate> Items { get; }

    public bool IsWhole { get; }
}
