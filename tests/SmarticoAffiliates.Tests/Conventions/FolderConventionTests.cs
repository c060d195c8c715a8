using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// The folders of the client depend on each other in one direction: a file may use what is in its own folder and in those that
/// stand before it here.
/// </summary>
public sealed partial class FolderConventionTests
{
    /// <summary>The order of the folders, the lowest first. Resources stand beside each other, but for those that hold records of another.</summary>
    private static readonly string[] s_order =
    [
        "Text", "Errors", "Json", "Fields", "Answers", "Pace", "Transport", "Lists", "Bulk",
        "Deals", "Affiliates", "Balances", "Links", "Pixels", "PromoCodes", "Registration", "Registrations", "Reports",
        "", "Runs", "Snapshots",
    ];

    [Fact]
    public void Folders_depend_on_each_other_in_one_direction()
    {
        Dictionary<string, string> folders = FoldersOfTypes();
        Architecture client = new ArchLoader().LoadAssembly(typeof(SmarticoClient).Assembly).Build();

        var wrong = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (IType type in client.Types)
        {
            foreach (IType target in type.Dependencies.Select(d => d.Target))
            {
                if (FolderOf(folders, type) is { } from && FolderOf(folders, target) is { } to && Rank(to) > Rank(from))
                {
                    string edge = $"{from} -> {to}";
                    if (!wrong.TryGetValue(edge, out SortedSet<string>? uses))
                    {
                        wrong.Add(edge, uses = new SortedSet<string>(StringComparer.Ordinal));
                    }

                    uses.Add($"{type.Name} uses {target.Name}");
                }
            }
        }

        Assert.True(folders.Count > 80, "The types of the client were not found.");
        string[] found = wrong.Select(w => $"{w.Key}: {string.Join(", ", w.Value)}").ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [GeneratedRegex(@"^\s*(?:public |internal |private |sealed |static |abstract |partial |readonly )*(?:class|struct|enum|interface|record)\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeDeclaration();

    private static Dictionary<string, string> FoldersOfTypes()
    {
        string root = Path.Combine(Repository.Root, "src", "SmarticoAffiliates.Client");
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(root, file).Replace('\\', '/');
            string folder = relative.Contains('/', StringComparison.Ordinal) ? relative.Split('/')[0] : string.Empty;
            if (folder is "obj" or "bin")
            {
                continue;
            }

            foreach (Match match in TypeDeclaration().Matches(File.ReadAllText(file)))
            {
                folders.TryAdd(match.Groups["name"].Value, folder);
            }
        }

        return folders;
    }

    private static int Rank(string folder)
    {
        int rank = Array.IndexOf(s_order, folder);
        Assert.True(rank >= 0, $"FolderConventionTests.s_order lacks the folder '{folder}': it stands behind those that it uses.");
        return rank;
    }

    /// <summary>The folder of the outermost type; null for a type of another assembly.</summary>
    private static string? FolderOf(Dictionary<string, string> folders, IType type)
    {
        if (!type.FullName.StartsWith("SmarticoAffiliates.", StringComparison.Ordinal))
        {
            return null;
        }

        string name = type.FullName["SmarticoAffiliates.".Length..].Split('+', '/', '`', '<')[0];
        return folders.TryGetValue(name, out string? folder) ? folder : null;
    }
}
