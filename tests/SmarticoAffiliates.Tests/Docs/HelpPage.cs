using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SmarticoAffiliates.Tests;

/// <summary>A page of docs/en-US, read by its headings.</summary>
internal sealed class HelpPage
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private HelpPage(string name, string text)
    {
        Name = name;
        Text = text.Replace("\r", string.Empty, StringComparison.Ordinal);
        string[] parts = Split(Text, "^## ");
        Head = parts[0];
        Sections = parts.Skip(1).ToDictionary(HeadingOf, BodyOf, StringComparer.Ordinal);
        Parameters = Subsections("PARAMETERS").Where(s => s.Heading[0] == '-').Select(s => new HelpParameter(s.Heading[1..], s.Body)).ToList();
        Examples = Subsections("EXAMPLES").Select(s => new HelpExample(s.Heading, s.Body)).ToList();
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "en-US");

    public string Name { get; }

    public string Text { get; }

    /// <summary>What is before the first section: the yaml and the title.</summary>
    public string Head { get; }

    public IReadOnlyDictionary<string, string> Sections { get; }

    public IReadOnlyList<HelpParameter> Parameters { get; }

    public IReadOnlyList<HelpExample> Examples { get; }

    public static HelpPage Read(string cmdlet) => new(cmdlet, File.ReadAllText(Path.Combine(Folder, cmdlet + ".md")));

    public IEnumerable<(string Heading, string Body)> Subsections(string section)
        => Split("\n" + Sections[section], "^### ").Skip(1).Select(s => (HeadingOf(s), BodyOf(s)));

    internal static IEnumerable<(string Language, string Code)> Fences(string text)
        => Regex.Matches(text, "^```(?<language>\\w*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, s_limit)
            .Select(m => (m.Groups["language"].Value, m.Groups["code"].Value.TrimEnd('\n')));

    internal static string WithoutFences(string text)
        => Regex.Replace(text, "^```.*?^```$", string.Empty, RegexOptions.Multiline | RegexOptions.Singleline, s_limit).Trim();

    /// <summary>The words alone: line breaks and what platyPS takes for markup do not count.</summary>
    internal static string Words(string text)
    {
        string plain = Regex.Replace(text, @"\[(?<text>[^\]]+)\]\([^)]+\)", "${text}", RegexOptions.ExplicitCapture, s_limit).Replace("*", string.Empty, StringComparison.Ordinal);
        return Regex.Replace(plain, @"\s+", " ", RegexOptions.None, s_limit).Trim();
    }

    // A heading inside a fence is none: examples have comments.
    private static string[] Split(string text, string heading)
        => Regex.Split(text, heading + "(?=[A-Z-])", RegexOptions.Multiline, s_limit);

    private static string HeadingOf(string section) => section.Split('\n')[0].Trim();

    private static string BodyOf(string section) => section[(section.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim('\n', ' ');
}

/// <summary>A parameter's part of a page.</summary>
internal sealed class HelpParameter
{
    public HelpParameter(string name, string body)
    {
        Name = name;
        Description = HelpPage.WithoutFences(body);
        Facts = HelpPage.Fences(body).Where(f => f.Language == "yaml").Select(f => f.Code).ToList();
    }

    public string Name { get; }

    public string Description { get; }

    /// <summary>The yaml blocks: one for the parameter sets in which the parameter is alike.</summary>
    public IReadOnlyList<string> Facts { get; }
}

/// <summary>An example of a page.</summary>
internal sealed class HelpExample
{
    public HelpExample(string title, string body)
    {
        Title = title;
        Blocks = HelpPage.Fences(body).ToList();
        Remark = HelpPage.WithoutFences(body);
        IsCodeFirst = body.StartsWith("```powershell\n", StringComparison.Ordinal);
    }

    public string Title { get; }

    public IReadOnlyList<(string Language, string Code)> Blocks { get; }

    public string Remark { get; }

    /// <summary>Whether platyPS takes all of it over: it drops what is written before the code.</summary>
    public bool IsCodeFirst { get; }
}
