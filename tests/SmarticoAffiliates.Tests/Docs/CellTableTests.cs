using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The table of cells in the README and in the help is what the fields' declarations say.</summary>
public sealed class CellTableTests
{
    private static readonly (string Request, Field Field)[] s_fields = typeof(SmarticoClient).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(ChangeSet)) && !t.IsAbstract)
        .OrderBy(t => t.Name, StringComparer.Ordinal)
        .SelectMany(t => FieldTable.Of(t).Select(f => (t.Name, f))).ToArray();

    private static IEnumerable<string> Lines => s_fields
        .GroupBy(f => f.Field.Spelling, StringComparer.Ordinal)
        .OrderBy(g => g.First().Field.Kind)
        .ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"- {string.Join(", ", g.Select(Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}: {g.Key}.");

    /// <summary>The field's name; with whose it is, where cells of that name are not read alike everywhere.</summary>
    private static string Name((string Request, Field Field) field)
        => s_fields.Where(f => f.Field.Name == field.Field.Name).Select(f => f.Field.Spelling).Distinct(StringComparer.Ordinal).Count() == 1
            ? field.Field.Name
            : $"{field.Field.Name} of {Resource(field.Request)}";

    private static string Resource(string request) => request.Split("Create")[0].Split("Update")[0] switch
    {
        "Affiliate" => "affiliates",
        "Deal" => "deals",
        "Pixel" => "pixels",
        "PromoCode" => "promo codes",
        "TrackingLink" => "tracking links",
        _ => "registrations",
    };

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
