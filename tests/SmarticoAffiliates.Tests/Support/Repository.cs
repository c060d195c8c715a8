using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace SmarticoAffiliates.Tests;

/// <summary>Where this checkout's files are.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>The module as <c>dotnet build</c> stages it, or the one that is to be tested instead, such as an unpacked package.</summary>
    public static string StagedModule
        => Environment.GetEnvironmentVariable("SMARTICO_MODULE_PATH") is { Length: > 0 } other ? other : Path.Combine(Root, "out", "SmarticoAffiliates");
}
