using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace SmarticoAffiliates.Tests;

/// <summary>A cmdlet's parameter as it is compiled, told as a page tells it. Hidden parameters are left out.</summary>
internal sealed class CompiledParameter
{
    private const string AllSets = "__AllParameterSets";

    private readonly string[] _sets;
    private readonly string[] _aliases;
    private readonly bool _takesWildcards;
    private readonly IReadOnlyList<(string Set, bool IsMandatory, int? Position, string Pipeline)> _places;

    /// <summary>What a loosely typed parameter is to be taken for: PSTypeName.</summary>
    private readonly string? _saidType;

    private CompiledParameter(Type cmdlet, string name, Type type, IEnumerable<CustomAttributeData> attributes, IEnumerable<string> aliases, bool takesWildcards, string? saidType)
    {
        _saidType = saidType;
        Name = name;
        Type = type;
        _aliases = aliases.ToArray();
        _takesWildcards = takesWildcards;
        _sets = SetsOf(cmdlet).ToArray();
        _places = attributes.Where(a => Named(a, "DontShow") is not true).SelectMany(Places).ToList();
    }

    public string Name { get; }

    public Type Type { get; }

    public bool TakesPipelineInput => _places.Any(p => p.Pipeline != "False");

    public bool TakesWholeObjects => _places.Any(p => p.Pipeline.Contains("ByValue", StringComparison.Ordinal));

    /// <summary>The lines of the yaml blocks, without the default value, which only a running cmdlet knows.</summary>
    public IEnumerable<string> Facts
        => _places.GroupBy(p => (p.IsMandatory, p.Position, p.Pipeline)).OrderBy(g => g.Key.Pipeline == "False")
            .ThenBy(g => g.Select(p => p.Set).Order(StringComparer.OrdinalIgnoreCase).First(), StringComparer.OrdinalIgnoreCase).SelectMany(g => new[]
        {
            $"Type: {TypeText}",
            $"Parameter Sets: {(g.Count() == _sets.Length ? "(All)" : string.Join(", ", g.Select(p => p.Set).Order(StringComparer.OrdinalIgnoreCase)))}",
            $"Aliases: {string.Join(", ", _aliases)}".TrimEnd(),
            Choices is { } choices ? $"Accepted values: {string.Join(", ", choices)}" : string.Empty,
            $"Required: {g.Key.IsMandatory}",
            $"Position: {g.Key.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "Named"}",
            $"Accept pipeline input: {g.Key.Pipeline}",
            $"Accept wildcard characters: {_takesWildcards}",
        }).Where(l => l.Length > 0);

    private string TypeText
        => _saidType is null ? (Nullable.GetUnderlyingType(Type) ?? Type).Name : _saidType.Split('.')[^1] + (Type.IsArray ? "[]" : string.Empty);

    private string[]? Choices
    {
        get
        {
            Type? inner = _saidType is null
                ? Nullable.GetUnderlyingType(Type) ?? (Type.IsArray ? Type.GetElementType() : Type)
                : typeof(SmarticoClient).Assembly.GetType(_saidType.Replace("[]", string.Empty, StringComparison.Ordinal));
            return inner is { IsEnum: true } ? Enum.GetNames(inner) : null;
        }
    }

    /// <summary>All that a user sees, those of SupportsShouldProcess and SupportsPaging included.</summary>
    public static IEnumerable<CompiledParameter> Of(Type cmdlet)
    {
        foreach (PropertyInfo property in cmdlet.GetProperties())
        {
            CustomAttributeData[] attributes = property.CustomAttributes.Where(a => a.AttributeType == typeof(ParameterAttribute)).ToArray();
            IEnumerable<string> aliases = property.CustomAttributes.Where(a => a.AttributeType == typeof(AliasAttribute)).SelectMany(a => a.ConstructorArguments).SelectMany(Flatten).OfType<string>();
            bool takesWildcards = property.CustomAttributes.Any(a => a.AttributeType == typeof(SupportsWildcardsAttribute));
            string? saidType = (string?)property.CustomAttributes.SingleOrDefault(a => a.AttributeType == typeof(PSTypeNameAttribute))?.ConstructorArguments[0].Value;
            if (attributes.Any(a => Named(a, "DontShow") is not true))
            {
                yield return new CompiledParameter(cmdlet, property.Name, property.PropertyType, attributes, aliases, takesWildcards, saidType);
            }
        }

        CustomAttributeData cmdletAttribute = cmdlet.CustomAttributes.Single(a => a.AttributeType == typeof(CmdletAttribute));
        if (Named(cmdletAttribute, "SupportsShouldProcess") is true)
        {
            yield return Dynamic(cmdlet, "WhatIf", typeof(SwitchParameter), "wi");
            yield return Dynamic(cmdlet, "Confirm", typeof(SwitchParameter), "cf");
        }

        if (Named(cmdletAttribute, "SupportsPaging") is true)
        {
            yield return Dynamic(cmdlet, "IncludeTotalCount", typeof(SwitchParameter));
            yield return Dynamic(cmdlet, "Skip", typeof(ulong));
            yield return Dynamic(cmdlet, "First", typeof(ulong));
        }
    }

    /// <summary>The names of the parameter sets.</summary>
    public static IEnumerable<string> SetsOf(Type cmdlet)
    {
        IEnumerable<string> named = cmdlet.GetProperties().SelectMany(p => p.CustomAttributes).Where(a => a.AttributeType == typeof(ParameterAttribute))
            .Select(a => (string?)Named(a, "ParameterSetName")).OfType<string>();

        // The default set is one even where no parameter is in it alone.
        CustomAttributeData attribute = cmdlet.CustomAttributes.Single(a => a.AttributeType == typeof(CmdletAttribute));
        return named.Concat(Named(attribute, "DefaultParameterSetName") is string set ? [set] : []).Distinct(StringComparer.Ordinal).DefaultIfEmpty(AllSets);
    }

    /// <summary>The parameter as the syntax of this set shows it, or null where the set is without it.</summary>
    public string? SyntaxIn(string set)
    {
        if (_places.Where(p => p.Set == set).ToArray() is not [var place])
        {
            return null;
        }

        string name = place.Position is null ? $"-{Name}" : $"[-{Name}]";
        string text = Type == typeof(SwitchParameter) ? name : $"{name} <{TypeText}>";
        return place.IsMandatory ? text : $"[{text}]";
    }

    internal static IEnumerable<object?> Flatten(CustomAttributeTypedArgument argument)
        => argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> list ? list.SelectMany(Flatten) : [argument.Value];

    private static CompiledParameter Dynamic(Type cmdlet, string name, Type type, params string[] aliases)
    {
        CustomAttributeData plain = typeof(PlainParameter).GetProperty(nameof(PlainParameter.Plain))!.CustomAttributes.Single(a => a.AttributeType == typeof(ParameterAttribute));
        return new CompiledParameter(cmdlet, name, type, [plain], aliases, takesWildcards: false, saidType: null);
    }

    private static object? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value;

    private IEnumerable<(string Set, bool IsMandatory, int? Position, string Pipeline)> Places(CustomAttributeData attribute)
    {
        string[] ways = [.. Named(attribute, "ValueFromPipelineByPropertyName") is true ? ["ByPropertyName"] : Array.Empty<string>(), .. Named(attribute, "ValueFromPipeline") is true ? ["ByValue"] : Array.Empty<string>()];
        string pipeline = ways.Length == 0 ? "False" : $"True ({string.Join(", ", ways)})";
        IEnumerable<string> sets = Named(attribute, "ParameterSetName") is string set ? [set] : _sets;
        return sets.Select(s => (s, Named(attribute, "Mandatory") is true, (int?)Named(attribute, "Position"), pipeline));
    }

    private static class PlainParameter
    {
        /// <summary>What SupportsShouldProcess and SupportsPaging declare.</summary>
        [Parameter]
        public static bool Plain { get; set; }
    }
}
