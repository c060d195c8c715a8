using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Turns a JSON value into a field's value, or refuses it by the field's name.</summary>
internal delegate object? FieldRule(string field, JToken value);

internal static class FieldRules
{
    private static readonly string[] s_dateForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd",
    ];

    public static object? TextOrNull(string field, JToken value) => IsNull(value) ? null : Text(field, value);

    public static object Text(string field, JToken value)
        => value.Type == JTokenType.String ? (string)value! : throw Refusals.Invalid(field, "a string");

    public static object FilledText(string field, JToken value)
        => Text(field, value) is string { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) ? text : throw Refusals.Invalid(field, "a string that is not empty");

    public static object Email(string field, JToken value)
        => Text(field, value) is string text && text.IndexOf('@') is > 0 and int at && at < text.Length - 1
            ? text
            : throw Refusals.Invalid(field, "an e-mail address");

    public static object Flag(string field, JToken value)
        => value.Type == JTokenType.Boolean ? (bool)value : throw Refusals.Invalid(field, "true or false");

    public static object? NumberOrNull(string field, JToken value) => IsNull(value) ? null : Number(field, value);

    public static object Number(string field, JToken value)
        => value is JValue { Value: long number and >= int.MinValue and <= int.MaxValue } ? (int)number : throw Refusals.Invalid(field, "a whole number");

    /// <summary>S001 sends a pixel's affiliate_id as a string.</summary>
    public static object NumberOrDigits(string field, JToken value)
        => value.Type == JTokenType.String && int.TryParse((string)value!, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : Number(field, value);

    public static FieldRule OneOf(params int[] allowed)
    {
        string rule = "one of " + string.Join(", ", allowed.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        return (field, value) => Number(field, value) is int number && allowed.Contains(number) ? number : throw Refusals.Invalid(field, rule);
    }

    public static object Numbers(string field, JToken value)
        => value is JArray array ? array.Select(item => (int)Number(field, item)).ToArray() : throw Refusals.Invalid(field, "an array of whole numbers");

    public static object? NumbersOrNull(string field, JToken value) => IsNull(value) ? null : Numbers(field, value);

    public static object? AmountOrNull(string field, JToken value) => IsNull(value) ? null : Amount(field, value);

    public static object Amount(string field, JToken value)
        => value is JValue { Value: long or decimal } ? (decimal)value : throw Refusals.Invalid(field, "a number");

    public static object? AmountFromZero(string field, JToken value)
    {
        object? amount = AmountOrNull(field, value);
        return amount is decimal and < 0 ? throw Refusals.Invalid(field, "a number that is not negative") : amount;
    }

    public static object? Percentage(string field, JToken value)
    {
        object? percentage = AmountOrNull(field, value);
        return percentage is decimal and (< 0 or > 100) ? throw Refusals.Invalid(field, "a percentage between 0 and 100") : percentage;
    }

    public static object? ObjectOrNull(string field, JToken value)
        => IsNull(value) ? null : value as JObject ?? throw Refusals.Invalid(field, "an object");

    /// <summary>ISO 8601 (S000); a date without an offset is taken as UTC.</summary>
    public static object? DateOrNull(string field, JToken value)
        => IsNull(value)
            ? null
            : DateTimeOffset.TryParseExact(
                (string)Text(field, value), s_dateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date)
                ? date
                : throw Refusals.Invalid(field, "a date in ISO 8601");

    public static bool IsNull(JToken value) => value.Type == JTokenType.Null;

    /// <summary>The field by its rule; absent is refused as missing.</summary>
    public static T Required<T>(this JObject body, string field, FieldRule rule)
        => body[field] is { } value && !IsNull(value) ? (T)rule(field, value)! : throw Refusals.Missing(field);
}
