using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>What each kind of field does: the one place that knows.</summary>
internal static class FieldKinds
{
    private const int ActiveNumber = 1;
    private const int InactiveNumber = 2;

    /// <summary>The value of a cell; null where it is blank.</summary>
    /// <exception cref="FormatException">The cell is not such a value.</exception>
    public static object? Read(FieldKind kind, Type valueType, object? cell) => kind switch
    {
        FieldKind.Text => CellText.Text(cell),
        FieldKind.Code or FieldKind.WebAddress => CellText.Code(cell),
        FieldKind.Email => CellText.Code(cell, mayHaveBlanks: false),
        FieldKind.Letters => CellText.Letters(cell),
        FieldKind.Id or FieldKind.IdAsText => CellText.Id(cell),
        FieldKind.PixelDeal => CellText.PixelDeal(cell),
        FieldKind.Count => CellText.Count(cell),
        FieldKind.Amount => CellText.Decimal(cell),
        FieldKind.Date => CellText.Date(cell),
        FieldKind.EndDate => CellText.EndDate(cell),
        FieldKind.YesNo or FieldKind.Consent => CellText.Boolean(cell),
        FieldKind.Choice or FieldKind.ActiveAsBoolean => CellText.Enum(cell, valueType),
        FieldKind.ActiveAsNumber => CellText.PixelStatus(cell),
        FieldKind.Ids => CellText.Ids(cell) is { } ids ? new IdList(ids) : null,
        FieldKind.Choices => CellText.Enums(cell, ElementOf(valueType)) is { } choices ? ListOf(valueType, choices) : null,
        FieldKind.PaymentDetails => PaymentMethodDetails.Read(cell),
        FieldKind.Secret => CellText.Secret(cell),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The value as it is sent.</summary>
    public static JToken Write(FieldKind kind, object? value) => value switch
    {
        null => JValue.CreateNull(),
        _ when kind == FieldKind.IdAsText => new JValue(Convert.ToString(value, CultureInfo.InvariantCulture)),
        ActiveStatus status when kind == FieldKind.ActiveAsBoolean => new JValue(status != ActiveStatus.Inactive),
        ActiveStatus status when kind == FieldKind.ActiveAsNumber => new JValue(status switch
        {
            ActiveStatus.Active => ActiveNumber,
            ActiveStatus.Inactive => InactiveNumber,
            _ => (int)status,
        }),
        string text => new JValue(text),
        bool flag => new JValue(flag),
        int number => new JValue(number),
        Enum choice => new JValue(Convert.ToInt32(choice, CultureInfo.InvariantCulture)),

        // 1000 goes out as 1000, not as 1000.0.
        decimal number when DecimalPlaces.Of(number) == 0 && number is >= long.MinValue and <= long.MaxValue => new JValue((long)number),
        decimal number => new JValue(number),
        DateTimeOffset date => new JValue(date.UtcDateTime.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture)),
        IdList ids => new JArray(ids),
        IEnumerable list when kind == FieldKind.Choices => new JArray(list.Cast<object>().Select(c => Convert.ToInt32(c, CultureInfo.InvariantCulture))),
        PaymentMethodDetails details => details.ToJson(),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <summary>What empties a field of this kind: an empty list, or null.</summary>
    public static object? Empty(FieldKind kind, Type valueType) => kind switch
    {
        FieldKind.Ids => new IdList(Array.Empty<int>()),
        FieldKind.Choices => ListOf(valueType, Array.Empty<object>()),
        _ => null,
    };

    /// <summary>Whether two values mean the same.</summary>
    public static bool AreSame(object? one, object? other)
    {
        if (IsEmpty(one) || IsEmpty(other))
        {
            return IsEmpty(one) && IsEmpty(other);
        }

        return one is IEnumerable ones and not string and not PaymentMethodDetails && other is IEnumerable others and not string
            ? new HashSet<object>(ones.Cast<object>()).SetEquals(others.Cast<object>())
            : one is PaymentMethodDetails details && other is PaymentMethodDetails present
                ? JToken.DeepEquals(details.ToJson(), present.ToJson())
                : Equals(one, other);
    }

    /// <summary>What is sent, in a form in which equal meanings are equal texts: 10.50 is 10.5, and a list has no order.</summary>
    public static JToken Meaning(JToken sent) => sent switch
    {
        JValue { Value: decimal number } => new JValue(number / 1.0000000000000000000000000000m),
        JArray list => new JArray(list.Select(Meaning).OrderBy(t => t.ToString(Newtonsoft.Json.Formatting.None), StringComparer.Ordinal)),
        JObject record => new JObject(record.Properties().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new JProperty(p.Name, Meaning(p.Value)))),
        _ => sent.DeepClone(),
    };

    /// <summary>How a cell of the kind is written, for the table in the help.</summary>
    public static string Spelling(FieldKind kind, Type valueType) => kind switch
    {
        FieldKind.Text => "any text",
        FieldKind.Code => "text; white space around it is dropped, nothing invisible may be in it",
        FieldKind.WebAddress => "an address with https://; white space around it is dropped",
        FieldKind.Email => "someone@example.com; white space around it is dropped",
        FieldKind.Letters => "an ISO code of two letters, such as DE",
        FieldKind.Id or FieldKind.IdAsText => "plain digits, such as 35425",
        FieldKind.PixelDeal => "plain digits, or All (-1)",
        FieldKind.Count => "plain digits, zero or more",
        FieldKind.Amount => "10.5: a point, no thousands separators, no currency",
        FieldKind.Date => "2026-02-01 or 2026-02-01T10:00:00Z: ISO 8601, UTC unless an offset is given",
        FieldKind.EndDate => "as a date; a day without a time means that day to its end, 23:59:59.999 UTC",
        FieldKind.YesNo or FieldKind.Consent => "true or false, yes or no, 1 or 0",
        FieldKind.Choice => "a name or its number: " + string.Join(", ", Enum.GetNames(valueType)),
        FieldKind.ActiveAsBoolean => "Active or Inactive, true or false, yes or no, 1 or 0",
        FieldKind.ActiveAsNumber => "Active or Inactive, true or false, yes or no, 1 or 0; 2 is Inactive, too",
        FieldKind.Ids => "ids, separated by comma, semicolon or space",
        FieldKind.Choices => "names or numbers, separated by comma, semicolon or space",
        FieldKind.PaymentDetails => "JSON, such as {\"skrill_email\":\"someone@example.com\"}; or columns payment_method_details.skrill_email",
        FieldKind.Secret => "text or a SecureString; shown nowhere",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The enumeration of which a list's type holds choices.</summary>
    private static Type ElementOf(Type list) => list.BaseType!.GenericTypeArguments[0];

    private static object ListOf(Type list, IReadOnlyList<object> choices)
    {
        var typed = Array.CreateInstance(ElementOf(list), choices.Count);
        for (int i = 0; i < choices.Count; i++)
        {
            typed.SetValue(choices[i], i);
        }

        return Activator.CreateInstance(list, typed)!;
    }

    private static bool IsEmpty(object? value) => value is null or "" or ICollection { Count: 0 };
}
