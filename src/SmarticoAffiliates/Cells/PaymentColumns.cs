using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Payment details in columns of their own: <c>payment_method_details.skrill_email</c>. The fields are free-form, so no
/// parameter can have their names.
/// </summary>
internal static class PaymentColumns
{
    private static readonly string[] s_prefixes = { "payment_method_details.", nameof(PaymentMethodDetails) + "." };

    public static bool Has(string column) => FieldOf(column) is not null;

    /// <summary>The details of the row's columns, over those that were given otherwise; null where there are none.</summary>
    public static PaymentMethodDetails? Over(PaymentMethodDetails? given, PSObject? row)
    {
        if (row is null)
        {
            return given;
        }

        var fields = new List<KeyValuePair<string, object?>>();
        foreach (PSPropertyInfo column in row.Properties)
        {
            object? value = FieldOf(column.Name) is null ? null : column.Value is PSObject wrapped ? wrapped.BaseObject : column.Value;
            if (!CellText.IsBlank(value))
            {
                fields.Add(new KeyValuePair<string, object?>(FieldOf(column.Name)!, value));
            }
        }

        if (fields.Count == 0)
        {
            return given;
        }

        return new PaymentMethodDetails((given ?? Enumerable.Empty<KeyValuePair<string, object?>>())
            .Where(g => fields.TrueForAll(f => f.Key != g.Key)).Concat(fields.GroupBy(f => f.Key, StringComparer.Ordinal).Select(g => g.Last())));
    }

    private static string? FieldOf(string column)
    {
        string? prefix = Array.Find(s_prefixes, p => column.StartsWith(p, StringComparison.OrdinalIgnoreCase));
        return prefix is null || column.Length == prefix.Length ? null : column.Substring(prefix.Length);
    }
}
