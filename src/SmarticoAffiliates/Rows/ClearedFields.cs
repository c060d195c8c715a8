using System;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>Names of fields to clear: <c>Company,Skype</c>. Only a field that can be empty is accepted; wire names are understood.</summary>
internal static class ClearedFields
{
    /// <summary>The names of the fields; null where there is none.</summary>
    /// <exception cref="FormatException">One of them is none that can be cleared.</exception>
    public static string[]? Read(Type request, object? cell)
    {
        string[] names = CellText.Elements(cell).Select(e => Find(request, CellText.Text(e) ?? string.Empty)).Distinct(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? null : names;
    }

    private static string Find(Type request, string name)
        => FieldTable.Clearable(request).FirstOrDefault(f => f.Matches(CellText.Trimmed(name)))?.Name
            ?? throw new FormatException($"'{CellText.Visible(name)}' is not a field that can be cleared: {string.Join(", ", FieldTable.Clearable(request).Select(f => f.Name))}.");
}
