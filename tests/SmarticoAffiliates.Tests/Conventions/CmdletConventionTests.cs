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
        bool writes = (string)attribute.ConstructorArguments[0].Value! is "New" or "Set" or "Remove" or "Register" or "Add" or "Invoke" or "Export";

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
        Assert.Equal(string.Join(", ", compiled.Order(StringComparer.Ordinal)), string.Join(", ", exported.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Cell_that_is_no_text_is_read_strictly(Type cmdlet)
    {
        foreach (PropertyInfo parameter in cmdlet.GetProperties().Where(p => Parameters(p).Any(a => Named(a, "ValueFromPipelineByPropertyName") is true)))
        {
            bool isText = parameter.PropertyType == typeof(string) || (parameter.PropertyType == typeof(string[]) && parameter.Name == "LiteralPath") || parameter.PropertyType == typeof(SwitchParameter);
            Assert.True(isText || HasCell(parameter), $"{cmdlet.Name}.{parameter.Name} takes cells of {parameter.PropertyType.Name} as PowerShell converts them.");
            Assert.True(
                !parameter.PropertyType.IsValueType || Nullable.GetUnderlyingType(parameter.PropertyType) is not null || parameter.PropertyType == typeof(SwitchParameter),
                $"{cmdlet.Name}.{parameter.Name} can't say that nothing was given.");
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

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Alias_of_a_parameter_is_taken_once(Type cmdlet)
    {
        IEnumerable<string> names = cmdlet.GetProperties().Where(p => Parameters(p).Any()).SelectMany(p => Aliases(p).Append(p.Name));

        Assert.Empty(names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_field_of_a_request_is_a_parameter_under_both_of_its_names(Type request, Type cmdlet)
    {
        foreach (PropertyInfo field in request.GetProperties().Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>)))
        {
            PropertyInfo? parameter = cmdlet.GetProperty(field.Name);
            string wire = field.GetCustomAttribute<JsonPropertyAttribute>()!.PropertyName!;
            Assert.True(parameter is not null && Parameters(parameter).Any(), $"{cmdlet.Name} has no parameter {field.Name}.");
            Assert.True(
                wire.Equals(field.Name, StringComparison.OrdinalIgnoreCase) || Aliases(parameter!).Contains(wire, StringComparer.OrdinalIgnoreCase),
                $"{cmdlet.Name}.{field.Name} has no alias {wire}.");
            Assert.True(Parameters(parameter!).Any(a => Named(a, "ValueFromPipelineByPropertyName") is true), $"{cmdlet.Name}.{field.Name} takes no column.");
        }
    }

    [Fact]
    public void Values_that_a_culture_would_write_are_exported_in_their_own_form()
    {
        XElement types = XElement.Load(Path.Combine(s_source, "SmarticoAffiliates.types.ps1xml"));
        Type[] outputs = CmdletTypes().Select(c => Attribute(c, nameof(OutputTypeAttribute)))
            .SelectMany(a => a?.ConstructorArguments.SelectMany(Flatten) ?? []).OfType<Type>()
            .Where(t => t.IsSubclassOf(typeof(SmarticoObject))).Distinct().ToArray();
        var requestFields = new HashSet<string>(
            typeof(SmarticoClient).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ChangeSet))).SelectMany(t => t.GetProperties()).Select(p => p.Name), StringComparer.Ordinal);

        Assert.NotEmpty(outputs);
        foreach (Type output in outputs)
        {
            string[] covered = types.Elements("Type").Where(t => (string?)t.Element("Name") == output.FullName)
                .Descendants("CodeProperty").Select(p => (string)p.Element("Name")!).ToArray();
            IEnumerable<string> needed = output.GetProperties()
                .Where(p => p.PropertyType == typeof(DateTimeOffset?) || (p.PropertyType == typeof(decimal?) && requestFields.Contains(p.Name)))
                .Select(p => p.Name);
            Assert.Empty(needed.Except(covered, StringComparer.Ordinal).Select(n => $"{output.Name}.{n}"));
        }

        // What the file names, PowerShell must find: a public static method that takes the object.
        foreach (XElement reference in types.Descendants("GetCodeReference"))
        {
            Type? type = s_module.GetType((string)reference.Element("TypeName")!);
            MethodInfo? method = type?.GetMethod((string)reference.Element("MethodName")!, BindingFlags.Public | BindingFlags.Static);
            Assert.True(method is not null && method.GetParameters() is [{ ParameterType: var parameter }] && parameter == typeof(PSObject), (string?)reference.Element("MethodName"));
        }
    }

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
            Assert.True(completer is not null || !known.Contains(parameter.Name, StringComparer.Ordinal), $"{cmdlet.Name}.{parameter.Name} has no completer.");

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
