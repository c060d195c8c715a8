using System.Linq;
using System.Reflection;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What every test of this project keeps to.</summary>
public sealed class TestConventionTests
{
    [Fact]
    public void Every_test_has_a_limit()
    {
        var endless = typeof(TestConventionTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttribute<Xunit.FactAttribute>() is { Timeout: 0 })
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");
        Faults.None(endless);
    }
}
