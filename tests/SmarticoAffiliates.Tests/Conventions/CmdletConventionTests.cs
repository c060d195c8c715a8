using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newtonsoft.Json;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// What every cmdlet keeps to. Only the metadata is read: the assembly that stands for PowerShell here has attributes
/// whose bodies do nothing.
/// </summary>
public sealed class CmdletConventionTests
{
    private static readonly Assembly s_module = typeof(SmarticoConnection).Assembly;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private static readonly string s_source = Path.Combine(Repository.Root, "src", "SmarticoAffiliates");

    public static TheoryData<Type> Cmdlets => new(CmdletTypes());

    /// <summary>Each request, and the cmdlet that takes its fields as parameters.</summary>
    public static TheoryData<Type, Type> Requests
    {
        get
        {
            var data = new TheoryData<Type, Type>();
            foreach (Type request in typeof(SmarticoClient).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ChangeSet)) && !t.IsAbstract))
            {
                foreach ((string suffix, string verb) in new[] { ("Create", "New"), ("Update", "Set"), ("Registration", "Register") })
                {
                    if (request.Name.EndsWith(suffix, StringComparison.Ordinal))
                    {
                        string name = $"{verb}Smartico{request.Name[..^suffix.Length]}Command";
                        if (CmdletTypes().SingleOrDefault(c => c.Name == name) is { } cmdlet)
                        {
                            data.Add(request, cmdlet);
                        }
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_is_sealed_public_and_in_a_file_of_its_name(Type cmdlet)
    {
        CustomAttributeData attribute = Attribute(cmdlet, nameof(CmdletAttribute))!;
        string verb = (string)attribute.ConstructorArguments[0].Value!;
        string noun = (string)attribute.ConstructorArguments[1].Value!;

        Assert.True(cmdlet.IsSealed && cmdlet.IsPublic);
        Assert.StartsWith("Smartico", noun, StringComparison.Ordinal);
        Assert.Equal($"{verb}{noun}Command", cmdlet.Name);
        Assert.Single(Directory.GetFiles(s_source, cmdlet.Name + ".cs", SearchOption.AllDirectories));
        Assert.NotEqual(typeof(object), cmdlet.BaseType);
        Assert.True(cmdlet.IsSubclassOf(typeof(PSCmdlet)));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_says_what_it_gives(Type cmdlet)
    {
        if (!cmdlet.Name.StartsWith("Disconnect", StringComparison.Ordinal))
        {
            Assert.NotNull(Attribute(cmdlet, nameof(OutputTypeAttribute)));
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cmdlet_that_writes_asks_ShouldProcess_and_one_that_reads_does_not(Type cmdlet)
    {
        CustomAttributeData attribute = Attribute(cmdlet, nameof(CmdletAttribute))!;
        bool writes = (string)attribute.ConstructorArguments[0].Value! is "New" or "Set" or "Remove" or "Register" or "Add" or "Invoke" or "Export" or "Undo";

        Assert.Equal(writes, Named(attribute, "SupportsShouldProcess") is true);
    }

    [Fact]
    public void Manifest_exports_exactly_the_compiled_cmdlets()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Root, "SmarticoAffiliates.psd1"));
        string list = Regex.Match(manifest, @"CmdletsToExport\s*=\s*@\((?<list>[^)]*)\)", RegexOptions.ExplicitCapture, s_limit).Groups["list"].Value;
        IEnumerable<string> exported = Regex.Matches(list, "'(?<name>[^']+)'", RegexOptions.ExplicitCapture, s_limit).Select(m => m.Groups["name"].Value);
        IEnumerable<string> compiled = CmdletTypes().Select(c => Attribute(c, nameof(CmdletAttribute))!).Select(a => $"{a.ConstructorArguments[0].Value}-{a.ConstructorArguments[1].Value}");

        Assert.NotEmpty(list);
        Faults.None(compiled.Except(exported, StringComparer.Ordinal).Select(c => $"CmdletsToExport of SmarticoAffiliates.psd1 lacks: '{c}'"));
        Faults.None(exported.Except(compiled, StringComparer.Ordinal).Select(c => $"CmdletsToExport of SmarticoAffiliates.psd1 has too much: '{c}'"));
    }

    [Fact]
    public void Every_cmdlet_has_a_page_of_help()
        => Faults.None(CmdletTypes().Select(c => Attribute(c, nameof(CmdletAttribute))!).Select(a => $"docs/en-US/{a.ConstructorArguments[0].Value}-{a.ConstructorArguments[1].Value}.md")
            .Where(p => !File.Exists(Path.Combine(Repository.Root, p))).Select(p => $"There is no {p}: docs/README.md tells how to begin it."));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Column_is_read_by_the_one_reader_of_rows_or_strictly(Type cmdlet)
    {
        bool readsRows = RecordOf(cmdlet) is not null;
        foreach (PropertyInfo parameter in cmdlet.GetProperties().Where(p => Parameters(p).Any(a => Named(a, "ValueFromPipelineByPropertyName") is true)))
        {
            bool isCell = IsCell(parameter.PropertyType) || parameter.GetCustomAttribute<ConsentAttribute>() is not null;
            Assert.True(!readsRows || (isCell && parameter.IsDefined(typeof(GivenAttribute))), $"{cmdlet.Name}.{parameter.Name} is to be a [Given] Cell<{parameter.PropertyType.Name}>.");
            bool isPath = parameter.PropertyType == typeof(string[]) && parameter.Name is "LiteralPath" or "Path";
            Assert.True(readsRows || isPath || parameter.PropertyType == typeof(string) || HasCell(parameter), $"{cmdlet.Name}.{parameter.Name} takes cells of {parameter.PropertyType.Name} as PowerShell converts them.");
        }
    }

    /// <summary>Talk to the account; run in bulk; read rows.</summary>
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Bases_are_at_most_three_deep(Type cmdlet)
    {
        var bases = new List<string>();
        for (Type type = cmdlet.BaseType!; type != typeof(PSCmdlet); type = type.BaseType!)
        {
            bases.Add(type.Name);
        }

        Assert.True(bases.Count <= 3, string.Join(" : ", bases));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cell_says_in_the_syntax_what_it_is_read_as(Type cmdlet)
    {
        foreach (PropertyInfo parameter in cmdlet.GetProperties().Where(p => IsCell(p.PropertyType)))
        {
            Assert.Equal($"{parameter.Name}: {CellName.Of(parameter.PropertyType.GenericTypeArguments[0])}", $"{parameter.Name}: {Argument(parameter, nameof(PSTypeNameAttribute))}");
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_argument_that_is_a_number_a_date_or_a_choice_is_read_strictly(Type cmdlet)
    {
        foreach (PropertyInfo parameter in cmdlet.GetProperties().Where(p => Parameters(p).Any()))
        {
            Type type = parameter.PropertyType;
            type = Nullable.GetUnderlyingType(type) ?? (type.IsArray ? type.GetElementType()! : type);
            bool isLoose = type.IsEnum || type == typeof(Enum) || type == typeof(decimal) || type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(bool) || type == typeof(SecureString);
            Assert.True(!isLoose || HasCell(parameter), $"{cmdlet.Name}.{parameter.Name} of {type.Name} has no strict cell.");
            Assert.False(
                type == typeof(string) && parameter.Name.Contains("Password", StringComparison.OrdinalIgnoreCase),
                $"{cmdlet.Name}.{parameter.Name} is a secret in clear.");
        }
    }

    /// <summary>A filter that a script gives and that is blank, by a name that is misspelt, say, would find everything. A body has words of its own.</summary>
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Argument_that_is_given_and_blank_is_refused(Type cmdlet)
        => Assert.Empty(cmdlet.GetProperties()
            .Where(p => Parameters(p).Any(a => Named(a, nameof(ParameterAttribute.Mandatory)) is not true) && p.Name is not ("InputObject" or "Body") && MayBeNull(p.PropertyType) && !IsCell(p.PropertyType))
            .Where(p => Attribute(p, nameof(ValidateNotNullOrEmptyAttribute)) is null && (HasLength(p.PropertyType) || Attribute(p, nameof(ValidateNotNullAttribute)) is null))
            .Select(p => p.Name));

    private static bool MayBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static bool HasLength(Type type) => type == typeof(string) || type.IsArray;

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Alias_of_a_parameter_is_taken_once(Type cmdlet)
    {
        IEnumerable<string> names = cmdlet.GetProperties().Where(p => Parameters(p).Any()).SelectMany(p => Aliases(p).Append(p.Name));

        Assert.Empty(names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    /// <summary>What PowerShell needs in source, held against the one declaration: the message is what is to be written.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_field_of_a_request_is_a_parameter_under_both_of_its_names(Type request, Type cmdlet)
    {
        var missing = new List<string>();
        foreach (Field field in FieldTable.Of(request))
        {
            PropertyInfo? parameter = cmdlet.GetProperty(field.Name);
            bool isNamed = field.WireName.Equals(field.Name, StringComparison.OrdinalIgnoreCase);
            string alias = isNamed ? string.Empty : $", Alias(\"{field.WireName}\")";
            if (parameter is null || !parameter.IsDefined(typeof(GivenAttribute)))
            {
                missing.Add($"{cmdlet.Name} lacks: [Parameter(ValueFromPipelineByPropertyName = true){alias}] [Given, PSTypeName(\"{CellName.Of(field.ValueType)}\")] public Cell<{field.ValueType.Name}>? {field.Name} {{ get; set; }}");
            }
            else if (!isNamed && !Aliases(parameter).Contains(field.WireName, StringComparer.OrdinalIgnoreCase))
            {
                missing.Add($"{cmdlet.Name}.{field.Name} lacks: Alias(\"{field.WireName}\")");
            }
            else if (!Parameters(parameter).Any(a => Named(a, "ValueFromPipelineByPropertyName") is true))
            {
                missing.Add($"{cmdlet.Name}.{field.Name} takes no column.");
            }
        }

        Faults.None(missing);
    }

    /// <summary>A field that can be written is one that can be read and compared.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_field_of_a_request_is_a_property_of_the_record(Type request, Type cmdlet)
    {
        Type record = RecordOf(cmdlet)!;
        string[] unread = request == typeof(AffiliateRegistration) ? FieldTable.Of(request).Select(f => f.Name).ToArray() : [];

        Faults.None(FieldTable.Of(request).Where(f => record.GetProperty(f.Name) is null).Select(f => f.Name).Except(unread, StringComparer.Ordinal).Select(n => $"{record.Name} lacks: [JsonProperty(...)] public ...? {n} {{ get; private set; }}"));
    }

    /// <summary>Every record is shown by the adapter, which keeps dates and amounts from the machine's culture.</summary>
    [Fact]
    public void Records_are_shown_by_the_adapter()
    {
        XElement types = XElement.Load(Path.Combine(s_source, "SmarticoAffiliates.types.ps1xml"));
        Type[] outputs = OutputRecords();

        Assert.NotEmpty(outputs);
        Faults.None(outputs
            .Where(o => types.Elements("Type").FirstOrDefault(t => (string?)t.Element("Name") == o.FullName)?.Element("TypeAdapter")?.Value.Trim() != typeof(RecordAdapter).FullName)
            .Select(o => $"SmarticoAffiliates.types.ps1xml lacks: <Type><Name>{o.FullName}</Name><TypeAdapter><TypeName>{typeof(RecordAdapter).FullName}</TypeName></TypeAdapter></Type>"));
        Assert.Empty(types.Descendants("CodeProperty"));
    }

    /// <summary>PowerShell makes a list of what has more than four properties, which nobody can compare.</summary>
    [Fact]
    public void Records_have_a_table()
    {
        string[] tables = XElement.Load(Path.Combine(s_source, "SmarticoAffiliates.format.ps1xml")).Descendants("View")
            .Where(v => v.Element("TableControl") is not null).SelectMany(v => v.Descendants("TypeName")).Select(t => t.Value).ToArray();

        Faults.None(OutputRecords().Select(o => o.FullName!).Except(tables, StringComparer.Ordinal)
            .Select(o => $"SmarticoAffiliates.format.ps1xml lacks a <View> with a <TableControl> of {o}"));
    }

    /// <summary>What stands over a column is a name by which a script finds it: <c>Where-Object Commissions -gt 100</c>.</summary>
    [Fact]
    public void Column_is_found_by_its_label()
        => Faults.None(
            from view in XElement.Load(Path.Combine(s_source, "SmarticoAffiliates.format.ps1xml")).Descendants("View").Where(v => v.Element("TableControl") is not null)
            let name = view.Descendants("TypeName").First().Value.Split('#')[0]
            let type = typeof(SmarticoClient).Assembly.GetType(name)
            where type?.IsSubclassOf(typeof(SmarticoObject)) == true
            from label in view.Descendants("Label").Select(l => l.Value.Split(' ')[0])
            where !(type == typeof(MediaReportRow) && label is "Group" or "Names") && type.GetProperty(TableLabels.Find(label)?.Property ?? label) is null && type.GetProperty(label) is null
            select $"TableLabels lacks the label {label} of {type.Name}");

    /// <summary>Parameters whose values the prompt knows, or can ask the account for.</summary>
    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Value_that_can_be_completed_is_completed(Type cmdlet)
    {
        string[] known =
        [
            "Status", "DealType", "Roles", "Country", "Language", "AffiliateId", "ParentAffiliateId", "DealId", "LinkId", "PromoCodeId", "PixelId", "Clear",
        ];
        foreach (PropertyInfo parameter in cmdlet.GetProperties().Where(p => Parameters(p).Any()))
        {
            Type? completer = Argument(parameter, nameof(ArgumentCompleterAttribute)) as Type;
            Assert.True((completer is not null && completer != typeof(NothingCompleter)) || !known.Contains(parameter.Name, StringComparer.Ordinal), $"{cmdlet.Name}.{parameter.Name} has no completer.");
            Assert.True(
                completer is not null || IsCompletedByPowerShell(parameter),
                $"{cmdlet.Name}.{parameter.Name}: PowerShell offers names of files. Where nothing else can be offered: [ArgumentCompleter(typeof(NothingCompleter))]");

            // PowerShell makes one whenever it completes.
            Assert.True(completer is null || (completer.IsSubclassOf(typeof(Completer)) && completer.GetConstructor(Type.EmptyTypes) is not null), completer?.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Choice_that_has_a_completer_is_of_a_type_for_which_PowerShell_asks_it(Type cmdlet)
    {
        foreach (PropertyInfo parameter in cmdlet.GetProperties().Where(p => Parameters(p).Any()))
        {
            Type type = parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType;
            bool isCompleted = Attribute(parameter, nameof(ArgumentCompleterAttribute)) is not null;
            Assert.False(isCompleted && (Nullable.GetUnderlyingType(type) ?? type).IsEnum, $"{cmdlet.Name}.{parameter.Name}: PowerShell completes {type.Name} itself.");
            if (type == typeof(Enum))
            {
                var choice = (Type?)(Argument(parameter, nameof(EnumCellAttribute)) ?? Argument(parameter, nameof(EnumListCellAttribute)))
                    ?? (Attribute(parameter, nameof(PixelStatusCellAttribute)) is null ? null : typeof(ActiveStatus));
                Assert.Equal(choice?.FullName, Argument(parameter, nameof(PSTypeNameAttribute)));
                Assert.True(isCompleted, $"{cmdlet.Name}.{parameter.Name} has no completer.");
            }
        }
    }

    [Fact]
    public void Nothing_static_holds_a_connection_or_a_secret()
    {
        Type[] holding = [typeof(SmarticoConnection), typeof(SmarticoClient), typeof(SmarticoClientOptions), typeof(SecureString), typeof(PSCredential)];
        IEnumerable<FieldInfo> fields = s_module.GetTypes().Concat(typeof(SmarticoClient).Assembly.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        foreach (FieldInfo field in fields.Where(f => !typeof(Delegate).IsAssignableFrom(f.FieldType)))
        {
            Assert.DoesNotContain(holding, t => t == field.FieldType || (field.FieldType.IsGenericType && field.FieldType.GenericTypeArguments.Contains(t) && !IsWeakTable(field.FieldType)));
            Assert.False(field is { FieldType: var type, IsLiteral: false, IsInitOnly: false } && type == typeof(string), $"{field.DeclaringType}.{field.Name} is text that can change.");
        }
    }

    [Fact]
    public void Staged_module_has_its_files()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Root, "SmarticoAffiliates.psd1"));
        foreach (Match file in Regex.Matches(manifest, @"'(?<file>[^']+\.(dll|ps1xml))'", RegexOptions.ExplicitCapture, s_limit))
        {
            Assert.True(File.Exists(Path.Combine(Repository.StagedModule, file.Groups["file"].Value)), file.Value);
        }

        Assert.True(File.Exists(Path.Combine(Repository.StagedModule, "Newtonsoft.Json.dll")));
        Assert.False(File.Exists(Path.Combine(Repository.StagedModule, "System.Management.Automation.dll")), "PowerShell brings its own.");
    }

    /// <summary>The records that a cmdlet writes.</summary>
    private static Type[] OutputRecords() => CmdletTypes().Select(c => Attribute(c, nameof(OutputTypeAttribute)))
        .SelectMany(a => a?.ConstructorArguments.SelectMany(Flatten) ?? []).OfType<Type>()
        .Where(t => t.IsSubclassOf(typeof(SmarticoObject))).Distinct().ToArray();

    /// <summary>Whether PowerShell knows the values itself, or they are names of files.</summary>
    private static bool IsCompletedByPowerShell(PropertyInfo parameter)
    {
        Type type = parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType;
        bool isPath = parameter.Name.EndsWith("Path", StringComparison.Ordinal) && parameter.Name != "PromoCodePath" && parameter.DeclaringType != typeof(InvokeSmarticoRequestCommand);
        return isPath || type == typeof(SwitchParameter) || (Nullable.GetUnderlyingType(type) ?? type).IsEnum || Attribute(parameter, nameof(ValidateSetAttribute)) is not null;
    }

    private static bool IsCell(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Cell<>);

    /// <summary>The records of a cmdlet that reads rows; null for another.</summary>
    private static Type? RecordOf(Type cmdlet) => cmdlet.BaseType is { IsGenericType: true } based && based.GetGenericTypeDefinition() == typeof(RowCmdlet<>) ? based.GenericTypeArguments[0] : null;



    private static IEnumerable<Type> CmdletTypes() => s_module.GetTypes().Where(t => Attribute(t, nameof(CmdletAttribute)) is not null);

    private static CustomAttributeData? Attribute(MemberInfo member, string name) => member.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == name);

    private static object? Argument(MemberInfo member, string attribute) => Attribute(member, attribute)?.ConstructorArguments[0].Value;

    private static IEnumerable<CustomAttributeData> Parameters(MemberInfo member) => member.CustomAttributes.Where(a => a.AttributeType == typeof(ParameterAttribute));

    private static object? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value;

    private static bool HasCell(MemberInfo parameter) => parameter.CustomAttributes.Any(a => a.AttributeType.IsSubclassOf(typeof(CellAttribute)));

    private static IEnumerable<string> Aliases(MemberInfo parameter)
        => Attribute(parameter, nameof(AliasAttribute))?.ConstructorArguments.SelectMany(Flatten).OfType<string>() ?? [];

    private static IEnumerable<object?> Flatten(CustomAttributeTypedArgument argument)
        => argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> list ? list.SelectMany(Flatten) : [argument.Value];

    /// <summary>What hangs on a runspace and goes with it.</summary>
    private static bool IsWeakTable(Type type) => type.GetGenericTypeDefinition() == typeof(System.Runtime.CompilerServices.ConditionalWeakTable<,>);
}
