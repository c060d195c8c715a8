using System;
using System.Runtime.CompilerServices;

namespace SmarticoAffiliates.Tests;

/// <summary>A theory each of whose cases has a limit, as <see cref="FactAttribute"/> has.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryAttribute : Xunit.TheoryAttribute
{
    public TheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = TestLimit.Milliseconds;
}
