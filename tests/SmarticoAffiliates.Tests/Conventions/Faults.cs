using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What a convention test finds wrong, told in full: a list that xunit prints is cut off.</summary>
internal static class Faults
{
    /// <summary>Fails with a line for each fault.</summary>
    public static void None(IEnumerable<string> faults)
    {
        string[] found = [.. faults];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
