using System;
using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>Numbers that the live API uses although no document names them: they may be sent back as they came.</summary>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class AlsoSeenAttribute : Attribute
{
    public AlsoSeenAttribute(params int[] numbers) => Numbers = numbers;

    public IReadOnlyList<int> Numbers { get; }
}
