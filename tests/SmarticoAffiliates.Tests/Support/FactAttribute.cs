using System;
using System.Runtime.CompilerServices;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// A test with a limit. In this namespace it stands in front of xunit's, so every <c>[Fact]</c> has the limit without saying
/// it; one that needs another says <c>[Fact(Timeout = ...)]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactAttribute : Xunit.FactAttribute
{
    public FactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = TestLimit.Milliseconds;
}
