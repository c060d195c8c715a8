using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// Holds the pages of docs/en-US, the MAML made of them and the compiled cmdlets against each other. docs/Update-Help.ps1
/// writes what can be derived; the examples run in pester/Docs.Tests.ps1.
/// </summary>
public sealed class HelpTests
{
    /// <summary>Cmdlets whose page is still to be written; whoever writes one takes it out here.</summary>
    private static readonly string[] s_pagesStillToCome = [];

    private static readonly string[] s_sections = ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];
    private static readonly string[] s_topics = ["about_SmarticoAffiliates", "about_Smartico_Bulk", "about_Smartico_Errors", "about_Smartico_Rows", "about_Smartico_Runs"];
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private static readonly Assembly s_module = typeof(SmarticoConnection).Assembly;
    private static readonly string s_help = Path.Combine(Repository.Root, "src", "SmarticoAffiliates", "en-US");
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly Lazy<XElement> s_file = new(() => XElement.Load(Path.Combine(s_help, "SmarticoAffiliates.dll-Help.xml")));
    private static readonly Dictionary<string, Type> s_cmdlets = s_module.GetTypes()
        .Where(t => Attribute(t, nameof(CmdletAttribute)) is not null).ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The cmdlets that have a page.</summary>
    public static TheoryData<string> Pages => new(s_cmdlets.Keys.Where(name => File.Exists(Path.Combine(HelpPage.Folder, name + ".md"))));

    public static TheoryData<string> Topics => new(s_topics);

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        string[] pages = Directory.GetFiles(HelpPage.Folder, "*.md").Select(p => Path.GetFileNameWithoutExtension(p))
            .Where(name => !name.StartsWith("about_", StringComparison.Ordinal)).ToArray();

        Assert.Empty(pages.Except(s_cmdlets.Keys, StringComparer.Ordinal));
        Assert.Empty(s_cmdlets.Keys.Except(pages, StringComparer.Ordinal).Except(s_pagesStillToCome, StringComparer.Ordinal));
        Assert.Empty(pages.Intersect(s_pagesStillToCome, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_page_is_in_the_help_file_and_in_the_manifest()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Root, "SmarticoAffiliates.psd1"));
        string[] commands = s_file.Value.Elements(s_command + "command").Select(c => (string)c.Element(s_command + "details")!.Element(s_command + "name")!).ToArray();

        Assert.Equal(Pages.Select(p => p.Data).Order(StringComparer.Ordinal), commands.Order(StringComparer.Ordinal));
        Assert.All(commands, name => Assert.Contains($"'{name}'", manifest, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_of_every_cmdlet_is_found_online()
        => Assert.All(s_cmdlets, c => Assert.Equal(Help.Pages + c.Key + ".md", Named(Attribute(c.Value, nameof(CmdletAttribute))!, "HelpUri")));

    [Fact]
    public void Pages_and_help_are_ASCII_with_line_feeds()
    {
        foreach (string file in Directory.GetFiles(HelpPage.Folder).Concat(Directory.GetFiles(s_help)))
        {
            byte[] bytes = File.ReadAllBytes(file);
            Assert.True(bytes.All(b => b is (byte)'\n' or >= 32 and < 127), file);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_has_all_sections_in_order_and_none_is_empty(string name)
    {
        HelpPage page = HelpPage.Read(name);

        Assert.Equal(s_sections, page.Sections.Keys, StringComparer.Ordinal);
        Assert.All(page.Sections, s => Assert.False(string.IsNullOrWhiteSpace(s.Value), s.Key));
        Assert.DoesNotContain("{{ Fill", page.Text, StringComparison.Ordinal);
        Assert.Contains($"# {name}\n", page.Head, StringComparison.Ordinal);
        Assert.Contains($"online version: {Help.Pages}{name}.md\n", page.Head, StringComparison.Ordinal);
        Assert.Contains("external help file: SmarticoAffiliates.dll-Help.xml\n", page.Head, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', page.Sections["SYNOPSIS"]);
        Assert.False(page.Sections["SYNOPSIS"] == page.Sections["DESCRIPTION"]);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_has_exactly_the_compiled_parameters(string name)
    {
        HelpPage page = HelpPage.Read(name);
        CompiledParameter[] compiled = CompiledParameter.Of(s_cmdlets[name]).ToArray();

        Assert.Equal(compiled.Select(p => p.Name).Order(StringComparer.OrdinalIgnoreCase), page.Parameters.Select(p => p.Name), StringComparer.Ordinal);
        foreach (CompiledParameter parameter in compiled)
        {
            string facts = string.Join('\n', page.Parameters.Single(p => p.Name == parameter.Name).Facts);
            IEnumerable<string> written = facts.Split('\n').Where(l => l.Length > 0 && !l.StartsWith("Default value:", StringComparison.Ordinal));
            Assert.Equal($"{name} -{parameter.Name}\n{string.Join('\n', parameter.Facts)}", $"{name} -{parameter.Name}\n{string.Join('\n', written)}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_shows_the_compiled_syntax(string name)
    {
        HelpPage page = HelpPage.Read(name);
        string[] sets = CompiledParameter.SetsOf(s_cmdlets[name]).ToArray();
        string[] written = HelpPage.Fences(page.Sections["SYNTAX"]).Select(f => f.Code).ToArray();

        Assert.Equal(sets.Length, written.Length);
        string[] headings = page.Subsections("SYNTAX").Select(s => s.Heading.Replace(" (Default)", string.Empty, StringComparison.Ordinal)).ToArray();
        Assert.Equal(sets.Length == 1 ? [] : sets.Order(StringComparer.Ordinal), headings.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        for (int i = 0; i < sets.Length; i++)
        {
            string set = headings.Length == 0 ? sets[0] : headings[i];
            IEnumerable<string> expected = CompiledParameter.Of(s_cmdlets[name]).Select(p => p.SyntaxIn(set)).OfType<string>();
            string[] words = Regex.Split(HelpPage.Words(written[i]), @" (?=\[?\[?-|\[<)", RegexOptions.None, s_limit);
            Assert.Equal(name, words[0]);
            Assert.Equal("[<CommonParameters>]", words[^1]);
            Assert.Equal(expected.Order(StringComparer.Ordinal), words[1..^1].Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_parameter_has_a_description_of_its_own(string name)
    {
        HelpPage page = HelpPage.Read(name);

        Assert.All(page.Parameters, p => Assert.True(p.Description.Length > 20 && p.Description.EndsWith('.'), $"-{p.Name}: {p.Description}"));
        Assert.Empty(page.Parameters.GroupBy(p => p.Description, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_has_examples_that_the_help_can_show(string name)
    {
        HelpPage page = HelpPage.Read(name);

        Assert.True(page.Examples.Count >= 3, $"{name} has {page.Examples.Count} examples.");
        for (int i = 0; i < page.Examples.Count; i++)
        {
            HelpExample example = page.Examples[i];
            Assert.Matches($"^Example {i + 1}: .{{10,}}", example.Title);
            Assert.True(example.IsCodeFirst, $"{example.Title}: what stands before the code is lost.");
            Assert.False(string.IsNullOrEmpty(example.Remark), $"{example.Title} says nothing.");
            Assert.All(example.Blocks, b => Assert.True(b.Language is "powershell" or "", b.Language));
            Assert.Contains(example.Blocks, b => b.Language == "powershell" && b.Code.Contains(name, StringComparison.Ordinal));
            Assert.DoesNotContain("PS>", example.Blocks[0].Code, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_names_what_comes_in_and_goes_out(string name)
    {
        HelpPage page = HelpPage.Read(name);
        IEnumerable<string> outputs = Attribute(s_cmdlets[name], nameof(OutputTypeAttribute))!.ConstructorArguments.SelectMany(CompiledParameter.Flatten)
            .Select(o => o is Type type ? (type == typeof(void) ? "None" : type.FullName!) : (string?)o).OfType<string>();
        string[] inputs = page.Subsections("INPUTS").Select(s => s.Heading).ToArray();
        CompiledParameter[] piped = CompiledParameter.Of(s_cmdlets[name]).Where(p => p.TakesPipelineInput).ToArray();

        Assert.Equal(outputs, page.Subsections("OUTPUTS").Select(s => s.Heading), StringComparer.Ordinal);
        Assert.All(page.Subsections("OUTPUTS").Concat(page.Subsections("INPUTS")), s => Assert.NotEmpty(s.Body));
        Assert.Equal(piped.Length == 0, inputs.SequenceEqual(["None"]));
        Assert.All(piped.Where(p => p.TakesWholeObjects), p => Assert.Contains(p.Type.FullName!, inputs, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_of_the_page_lead_somewhere(string name)
    {
        HelpPage page = HelpPage.Read(name);
        foreach (Match link in Regex.Matches(page.Sections["RELATED LINKS"], @"^\[(?<text>[^\]]+)\]\((?<target>[^)]+)\)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, s_limit))
        {
            string target = link.Groups["target"].Value;
            bool isToCome = s_pagesStillToCome.Contains(link.Groups["text"].Value, StringComparer.Ordinal);
            Assert.True(target.StartsWith("https://", StringComparison.Ordinal) || isToCome || File.Exists(Path.Combine(HelpPage.Folder, target)), target);
        }

        foreach (string section in s_sections.Where(s => s is not ("RELATED LINKS" or "PARAMETERS")))
        {
            Assert.False(page.Sections[section].Contains("](", StringComparison.Ordinal), $"{section}: a console shows no link; RELATED LINKS is the place.");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_file_says_what_the_page_says(string name)
    {
        HelpPage page = HelpPage.Read(name);
        XElement command = s_file.Value.Elements(s_command + "command").Single(c => (string)c.Element(s_command + "details")!.Element(s_command + "name")! == name);

        Assert.Equal(HelpPage.Words(page.Sections["SYNOPSIS"]), Paragraphs(command.Element(s_command + "details")!));
        Assert.Equal(HelpPage.Words(page.Sections["DESCRIPTION"]), Paragraphs(command));
        Dictionary<string, string> parameters = command.Element(s_command + "parameters")!.Elements(s_command + "parameter")
            .ToDictionary(p => (string)p.Element(s_maml + "name")!, Paragraphs, StringComparer.Ordinal);
        Assert.Equal(page.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal), parameters.Keys.Order(StringComparer.Ordinal));
        Assert.All(page.Parameters, p => Assert.Equal(HelpPage.Words(p.Description), parameters[p.Name]));
        foreach ((HelpExample written, XElement made) in page.Examples.Zip(command.Element(s_command + "examples")!.Elements()))
        {
            Assert.Equal(string.Join("\n\n", written.Blocks.Select(b => b.Code)), ((string)made.Element(s_dev + "code")!).Replace("\r", string.Empty, StringComparison.Ordinal));
            Assert.Equal(HelpPage.Words(written.Remark), HelpPage.Words((string)made.Element(s_dev + "remarks")!));
            Assert.Equal(written.Title, ((string)made.Element(s_maml + "title")!).Trim('-', ' '));
        }

        Assert.Equal(page.Examples.Count, command.Element(s_command + "examples")!.Elements().Count());
        Assert.Equal(Help.Pages + name + ".md", (string)command.Element(s_command + "relatedLinks")!.Elements().First().Element(s_maml + "uri")!);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_file_has_the_compiled_parameter_sets(string name)
    {
        XElement command = s_file.Value.Elements(s_command + "command").Single(c => (string)c.Element(s_command + "details")!.Element(s_command + "name")! == name);
        IEnumerable<string> compiled = CompiledParameter.SetsOf(s_cmdlets[name])
            .Select(set => string.Join(' ', CompiledParameter.Of(s_cmdlets[name]).Where(p => p.SyntaxIn(set) is not null).Select(p => p.Name).Order(StringComparer.Ordinal)));
        IEnumerable<XElement> made = command.Element(s_command + "syntax")!.Elements(s_command + "syntaxItem");

        Assert.Equal(
            compiled.Order(StringComparer.Ordinal),
            made.Select(s => string.Join(' ', s.Elements(s_command + "parameter").Select(p => (string)p.Element(s_maml + "name")!).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.All(command.Descendants(s_command + "parameterValueGroup"), group => Assert.Distinct(group.Elements().Select(v => v.Value), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Topic_is_there_to_read_and_in_the_module(string topic)
    {
        string page = File.ReadAllText(Path.Combine(HelpPage.Folder, topic + ".md"));
        string help = File.ReadAllText(Path.Combine(s_help, topic + ".help.txt"));

        Assert.StartsWith($"# {topic}\n\n## SHORT DESCRIPTION\n", page, StringComparison.Ordinal);
        Assert.StartsWith($"TOPIC\n    {topic}\n\nSHORT DESCRIPTION\n    ", help, StringComparison.Ordinal);
        Assert.All(help.Split('\n').Where(l => !l.StartsWith("        ", StringComparison.Ordinal)), line => Assert.True(line.Length < 80, line));
        Assert.Equal("TOPIC" + Bare(page), Bare(help), ignoreCase: true);
    }

    [Fact]
    public void Topics_are_these_and_no_others()
    {
        Assert.Equal(s_topics.Order(StringComparer.Ordinal), Directory.GetFiles(HelpPage.Folder, "about_*.md").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal));
        Assert.Equal(s_topics.Order(StringComparer.Ordinal), Directory.GetFiles(s_help, "*.help.txt").Select(p => Path.GetFileName(p)!.Replace(".help.txt", string.Empty, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Topic_of_errors_has_every_error_id_and_its_category()
    {
        string topic = File.ReadAllText(Path.Combine(HelpPage.Folder, "about_Smartico_Errors.md"));
        MethodInfo categoryOf = typeof(ErrorMapping).GetMethod("CategoryOf", BindingFlags.Static | BindingFlags.NonPublic)!;
        IEnumerable<(string Id, ErrorCategory Category)> errors = Enum.GetValues<SmarticoErrorKind>()
            .Select(kind => ($"Smartico{kind}", (ErrorCategory)categoryOf.Invoke(null, [kind])!)).Append(("SmarticoNotConnected", ErrorCategory.ConnectionError));

        foreach ((string id, ErrorCategory category) in errors)
        {
            string part = Regex.Match(topic, $"^### {id}\n(?<part>.*?)(?=^#|\\z)", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, s_limit).Groups["part"].Value;
            Assert.EndsWith($"Category: {category}.", HelpPage.Words(part), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Staged_module_has_the_help()
        => Assert.All(Directory.GetFiles(s_help), file => Assert.Equal(File.ReadAllText(file), File.ReadAllText(Path.Combine(Repository.StagedModule, "en-US", Path.GetFileName(file)))));

    private static CustomAttributeData? Attribute(MemberInfo member, string name) => member.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == name);

    private static object? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value;

    private static string NameOf(Type cmdlet)
    {
        CustomAttributeData attribute = Attribute(cmdlet, nameof(CmdletAttribute))!;
        return $"{attribute.ConstructorArguments[0].Value}-{attribute.ConstructorArguments[1].Value}";
    }

    private static string Paragraphs(XElement parent)
        => HelpPage.Words(string.Join(' ', parent.Element(s_maml + "description")!.Elements(s_maml + "para").Select(p => (string)p)));

    /// <summary>The letters and digits: what is left of a text when its layout is taken away.</summary>
    private static string Bare(string text)
    {
        string withoutLinks = Regex.Replace(text, @"\]\([^)]+\)", string.Empty, RegexOptions.None, s_limit);
        string withoutFences = Regex.Replace(withoutLinks, "^```\\w*$", string.Empty, RegexOptions.Multiline, s_limit);
        return string.Concat(withoutFences.Where(char.IsLetterOrDigit));
    }
}
