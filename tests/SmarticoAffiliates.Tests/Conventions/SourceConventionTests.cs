using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Whoever reads a source's mark in the code can look it up.</summary>
public sealed partial class SourceConventionTests
{
    [Fact]
    public void Every_mark_that_the_code_cites_is_defined()
    {
        var defined = MarkOfTable().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "sources.md")))
            .Select(m => m.Groups["mark"].Value).ToHashSet(StringComparer.Ordinal);

        List<string> unknown = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar))
            .SelectMany(f => Mark().Matches(File.ReadAllText(f)).Select(m => m.Value).Distinct(StringComparer.Ordinal).Where(m => !defined.Contains(m)).Select(m => $"{f}: {m}"))
            .ToList();

        Assert.NotEmpty(defined);
        Faults.None(unknown);
    }

    [Fact]
    public void Only_the_bases_of_the_cmdlets_write_text_to_the_screen()
    {
        string module = Path.Combine(Repository.Root, "src", "SmarticoAffiliates");
        List<string> others = Directory.EnumerateFiles(module, "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is not ("LocalCmdlet.cs" or "SmarticoCmdlet.cs") && !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar))
            .Where(f => ScreenCall().IsMatch(File.ReadAllText(f)) || (TextCall().IsMatch(File.ReadAllText(f)) && PlainCmdlet().IsMatch(File.ReadAllText(f))))
            .ToList();

        Faults.None(others);
    }

    /// <summary>MSBuild takes a backslash for part of a path, and turns it, when it stages these files.</summary>
    [Fact]
    public void Views_and_types_have_no_backslash()
        => Assert.All(
            Directory.GetFiles(Path.Combine(Repository.Root, "src", "SmarticoAffiliates"), "*.ps1xml"),
            file => Assert.DoesNotContain('\\', File.ReadAllText(file)));

    [GeneratedRegex(@"\bbase\.(Write(Verbose|Debug|Warning)|ShouldProcess)\b|\bUI\??\.Write|\bShouldContinue\(")]
    private static partial Regex ScreenCall();

    [GeneratedRegex(@"\b(Write(Verbose|Debug|Warning)|ShouldProcess)\(")]
    private static partial Regex TextCall();

    [GeneratedRegex(@":\s*PSCmdlet\b")]
    private static partial Regex PlainCmdlet();

    [GeneratedRegex(@"\bS\d{3}\b|\bF[ABC]\b")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\| (?<mark>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex MarkOfTable();
}
