using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>A line of answers.txt.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body; RECORD and ID stand for what was written.</param>
/// <param name="Update">What is to come of an update.</param>
/// <param name="Create">Of a create.</param>
/// <param name="Register">Of a registration.</param>
/// <param name="List">Of a list.</param>
public sealed record AnswerRow(int Status, string Body, string Update, string Create, string Register, string List)
{
    public static IReadOnlyList<AnswerRow> All { get; } = Read();

    private static AnswerRow[] Read()
        => File.ReadLines(Path.Combine(Repository.Root, "tests", "SmarticoAffiliates.Tests", "Answers", "answers.txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(Parse)
            .ToArray();

    private static AnswerRow Parse(string line)
    {
        string[] cells = line.Split('|').Select(c => c.Trim()).ToArray();
        Assert.True(cells.Length == 6, $"A line of answers.txt has six cells: {line}");
        string Expected(int cell) => cells[cell] == "=" ? cells[2] : cells[cell];
        return new AnswerRow(int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture), cells[1], cells[2], Expected(3), Expected(4), Expected(5));
    }
}
