using System;
using System.Linq;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The sandbox's limits, by a clock that the test moves.</summary>
public sealed class SandboxLimitTests
{
    public static TheoryData<string, double[], bool[]> Cases => new()
    {
        { "bucket", [0, 0, 0, 0.5, 0.6, 10, 10, 10], [true, true, false, true, false, true, true, false] },
        { "window", [0, 0.5, 0.9, 1, 1.4, 1.5], [true, true, false, true, false, true] },
        { "fixed window", [0.9, 0.9, 0.9, 1, 1, 1.9], [true, true, false, true, true, false] },
        { "ban", [0, 0, 0, 4, 8.9, 14], [true, true, false, false, false, true] },
        { "ban that adds", [0, 0, 0, 4, 9.9, 14.9, 20.1], [true, true, false, false, false, false, true] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Limit_admits_what_it_says(string kind, double[] seconds, bool[] expected)
    {
        SandboxLimit limit = kind switch
        {
            "bucket" => SandboxLimit.Bucket(2, 2),
            "window" => SandboxLimit.Window(2, TimeSpan.FromSeconds(1)),
            "fixed window" => SandboxLimit.FixedWindow(2, TimeSpan.FromSeconds(1)),
            "ban" => SandboxLimit.Window(2, TimeSpan.FromSeconds(1)).WithBan(TimeSpan.FromSeconds(5)),
            _ => SandboxLimit.Window(2, TimeSpan.FromSeconds(1)).WithBan(TimeSpan.FromSeconds(5), adds: true),
        };

        Assert.Equal(expected, seconds.Select(s => limit.Admits(TimeSpan.FromSeconds(s), 1)));
    }

    [Fact]
    public void One_too_many_at_once_closes_the_account_for_the_penalty()
    {
        SandboxLimit limit = SandboxLimit.AtOnce(2, TimeSpan.FromSeconds(5));

        Assert.True(limit.Admits(TimeSpan.Zero, 2));
        Assert.False(limit.Admits(TimeSpan.Zero, 3));
        Assert.False(limit.Admits(TimeSpan.FromSeconds(4), 1));
        Assert.True(limit.Admits(TimeSpan.FromSeconds(5), 1));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxLimit.Bucket(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxLimit.Window(0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxLimit.FixedWindow(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => SandboxLimit.AtOnce(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmarticoSandbox().Limits.Status = 99);
    }
}
