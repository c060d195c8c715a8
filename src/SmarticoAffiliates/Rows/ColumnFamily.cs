using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>Columns whose names are not known beforehand, so that no parameter can have them: <c>custom_prop_155</c>.</summary>
internal sealed class ColumnFamily
{
    private static readonly string[] s_paymentPrefixes = { "payment_method_details.", nameof(PaymentMethodDetails) + "." };

    private readonly Func<string, string?> _memberOf;
    private readonly Func<object?, object?> _read;

    /// <summary>A family.</summary>
    /// <param name="memberOf">What a column's name says besides the family's; null where it is none of them.</param>
    /// <param name="read">Reads a cell.</param>
    public ColumnFamily(Func<string, string?> memberOf, Func<object?, object?> read)
    {
        _memberOf = memberOf;
        _read = read;
    }

    /// <summary>Payment details in columns of their own: <c>payment_method_details.skrill_email</c>.</summary>
    public static ColumnFamily PaymentDetails { get; } = new(
        name => Array.Find(s_paymentPrefixes, p => name.Length > p.Length && name.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } prefix ? name.Substring(prefix.Length) : null,
        cell => CellText.IsBlank(cell) ? null : cell);

    public string? MemberOf(string name) => _memberOf(name);

    /// <summary>The value of a cell; null where it is blank.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public object? Read(object? cell) => _read(cell);

    /// <summary>Payment details: those that were given, with what the columns say over them; null where there is none.</summary>
    public static PaymentMethodDetails? Over(PaymentMethodDetails? given, IReadOnlyDictionary<string, object> columns)
    {
        if (columns.Count == 0)
        {
            return given;
        }

        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, object?> field in given ?? Enumerable.Empty<KeyValuePair<string, object?>>())
        {
            if (!columns.ContainsKey(field.Key))
            {
                fields[field.Key] = field.Value;
            }
        }

        foreach (KeyValuePair<string, object> field in columns)
        {
            fields[field.Key] = field.Value;
        }

        return PaymentMethodDetails.Read(fields);
    }
}
