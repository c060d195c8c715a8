using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The table of cells in the README and in the help is what the fields' declarations say.</summary>
public sealed class CellTableTests
{
    private static IEnumerable<string> Lines
        => typeof(SmarticoClient).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ChangeSet)) && !t.IsAbstract)
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .SelectMany(FieldTable.Of)
            .GroupBy(f => f.Spelling, StringComparer.Ordinal)
            .OrderBy(g => g.First().Kind)
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"- {string.Join(", ", g.Select(f => f.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}: {g.Key}.");

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/en-US/about_Smartico_Rows.md")]
    public void Table_of_cells_is_made_of_the_declarations(string file)
    {
        string table = string.Join('\n', Lines);
        string text = File.ReadAllText(Path.Combine(Repository.Root, file));

        Assert.True(text.Contains(table, StringComparison.Ordinal), $"{file} lacks this table:\n{table}");
    }
}
