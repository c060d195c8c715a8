using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Payment details: <c>@{skrill_email='someone@example.com'}</c>, or the JSON of it in a cell.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PaymentDetailsCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell) => Parse(cell);

    internal static PaymentMethodDetails? Parse(object? cell) => cell switch
    {
        _ when CellText.IsBlank(cell) => null,
        PaymentMethodDetails details => details,
        IDictionary { Count: 0 } => null,
        IDictionary fields => new PaymentMethodDetails(fields.Cast<DictionaryEntry>().Select(
            f => Field(Convert.ToString(f.Key, CultureInfo.InvariantCulture)!, f.Value))),

        // What ConvertFrom-Json makes of them.
        PSObject fields => new PaymentMethodDetails(fields.Properties.Select(p => Field(p.Name, p.Value))),
        string json => PaymentMethodDetails.Parse(json),
        _ => throw new FormatException("Payment details are given as @{skrill_email='someone@example.com'}, or as JSON in a cell."),
    };

    private static KeyValuePair<string, object?> Field(string name, object? value)
        => new(name, value is PSObject wrapped ? wrapped.BaseObject : value);
}
