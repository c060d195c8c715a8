using System;
using System.Linq;

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
