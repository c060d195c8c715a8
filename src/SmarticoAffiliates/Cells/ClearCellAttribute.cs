using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SmarticoAffiliates.Commands;

/// <summary>Names of fields to clear: <c>Company,Skype</c>. Only a field that can be empty is accepted; wire names are understood.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ClearCellAttribute : CellAttribute
{
    private readonly Type _changes;

    /// <summary>Names of clearable fields of this request.</summary>
    public ClearCellAttribute(Type changes) => _changes = changes;

    /// <inheritdoc/>
    protected override object? Read(object? cell)
    {
        string[] names = CellText.Elements(cell).Select(e => Find(e.ToString()!)).Distinct(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? null : names;
    }

    private string Find(string name)
        => FieldMap.Clearable(_changes).FirstOrDefault(f => f.Matches(name))?.Name
            ?? throw new FormatException($"'{name}' is not a field that can be cleared: {string.Join(", ", FieldMap.Clearable(_changes).Select(f => f.Name))}.");
}

/// <summary>Completes the names of clearable fields.</summary>
public abstract class ClearCompleter : IArgumentCompleter
{
    private readonly Type _changes;

    private protected ClearCompleter(Type changes) => _changes = changes;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => FieldMap.Clearable(_changes)
            .Where(f => f.Name.StartsWith(wordToComplete ?? string.Empty, StringComparison.OrdinalIgnoreCase))
            .Select(f => new CompletionResult(f.Name, f.Name, CompletionResultType.ParameterValue, f.WireName));
}
