using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Bench;

/// <summary>The table of what was measured beside what was to be reached.</summary>
internal sealed class Report
{
    private const string Begin = "<!-- bench:begin -->";
    private const string End = "<!-- bench:end -->";

    private readonly List<string> _lines = [];

    public bool AllMet { get; private set; } = true;

    /// <summary>A figure that has to be at least so large.</summary>
    public void AtLeast(double goal, double figure, string format, string what, string details)
        => AddLine(what, "at least " + Text(goal, format), Text(figure, format), figure >= goal, details);

    /// <summary>A figure that has to be at most so large.</summary>
    public void AtMost(double goal, double figure, string format, string what, string details)
        => AddLine(what, "at most " + Text(goal, format), Text(figure, format), figure <= goal, details);

    /// <summary>A figure without a goal.</summary>
    public void Plain(double figure, string format, string what, string details)
        => AddLine(what, string.Empty, Text(figure, format), isMet: true, details);

    public async Task<string> ToMarkdownAsync()
    {
        var text = new StringBuilder();
        string shell = (await Processes.PowerShellAsync("$PSVersionTable.PSVersion.ToString()")).Trim();
        text.AppendLine(CultureInfo.InvariantCulture, $"Medians of {Measure.Runs} runs in one go, PowerShell {shell}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors.")
            .AppendLine("The server is the sandbox behind HTTP, another process on the same machine.")
            .AppendLine()
            .AppendLine("| what | goal | measured | of |")
            .AppendLine("|---|---|---|---|");
        foreach (string line in _lines)
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    /// <summary>Puts the table between the marks in a file.</summary>
    public static async Task InsertAsync(string file, string markdown)
    {
        string text = await File.ReadAllTextAsync(file);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{file} has no lines {Begin} and {End} to put the table between.");
        }

        await File.WriteAllTextAsync(file, text[..(begin + Begin.Length)] + Environment.NewLine + markdown + text[end..]);
    }

    private void AddLine(string what, string goal, string figure, bool isMet, string details)
    {
        AllMet &= isMet;
        string line = $"| {what} | {goal} | {(isMet ? figure : $"**{figure}**, missed")} | {details} |";
        _lines.Add(line);
        Console.WriteLine(line);
    }

    private static string Text(double figure, string format) => string.Format(CultureInfo.InvariantCulture, format, figure);
}
