using System.Collections.Generic;
using System.Linq;
using SmarticoAffiliates.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace SmarticoAffiliates.Tests;

/// <summary>Begins with the classes that run Pester: each takes minutes, and the others fit beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
        => [.. testCollections.OrderByDescending(c => c.TestCollectionDisplayName.Contains("PesterTests", System.StringComparison.Ordinal))];
}
