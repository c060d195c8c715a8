using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using System.Security;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>PowerShell's values as they go over the wire. What has no plain form there is refused, never guessed at.</summary>
internal static class JsonInput
{
    /// <summary>The body that a value stands for; text is JSON already.</summary>
    /// <exception cref="SmarticoException">The value, or something in it, can't be sent.</exception>
    public static JToken Body(object body)
        => Unwrap(body) is string text ? JsonText.Parse(text, "The body") : Token(body, "Body", 0);

    /// <summary>Query parameters: text as it is, what is nested as JSON, and nothing for null.</summary>
    /// <exception cref="SmarticoException">A value, or something in it, can't be sent.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Query(IDictionary query)
    {
        foreach (JProperty parameter in Record(query, "Query", 0).Properties())
        {
            if (parameter.Name.Length == 0)
            {
                throw Wrong("Query", "has a parameter without a name");
            }

            if (parameter.Value.Type != JTokenType.Null)
            {
                string value = parameter.Value.Type == JTokenType.String ? (string)parameter.Value! : parameter.Value.ToString(Formatting.None);
                yield return new KeyValuePair<string, string>(parameter.Name, value);
            }
        }
    }

    private static JToken Token(object? given, string where, int depth)
    {
        if (depth > WireJson.MaxDepth)
        {
            // Where it contains itself, the path is as long as it is deep, and says nothing that its beginning does not.
            throw Wrong(where.Substring(0, Math.Min(where.Length, 80)), FormattableString.Invariant($"is nested deeper than {WireJson.MaxDepth} levels; does it contain itself?"));
        }

        object? value = Unwrap(given);
        switch (value)
        {
            case null:
                return JValue.CreateNull();
            case string or char or Guid:
                return new JValue(value.ToString());
            case Uri uri:
                return new JValue(uri.OriginalString);
            case bool flag:
                return new JValue(flag);
            case SwitchParameter flag:
                return new JValue(flag.IsPresent);
            case DateTime or DateTimeOffset:
                return new JValue(CellText.Date(value)!.Value.UtcDateTime.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture));
            case Enum:
                return new JValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            case SecureString or PSCredential:
                throw Wrong(where, "is a secret; take it out of its wrapping where you want it sent: $credential.GetNetworkCredential().Password");
            case SmarticoObject record:
                throw Wrong(where, $"is a {record.GetType().Name} with all its fields; name those to send: @{{ affiliate_id = $_.AffiliateId }}");
            case IDictionary fields:
                return Record(fields, where, depth);
            case PSObject record:
                return Record(record, where, depth);
            case IEnumerable list:
                return new JArray(list.Cast<object?>().Select((e, i) => Token(e, FormattableString.Invariant($"{where}[{i}]"), depth + 1)));
            default:
                return Number(value) ?? throw Wrong(where, $"is a {value.GetType()}, which has no form in JSON; give text, numbers, dates, hashtables, lists");
        }
    }

    private static JObject Record(IDictionary fields, string where, int depth)
    {
        IEnumerable<DictionaryEntry> entries = fields.Cast<DictionaryEntry>();
        if (fields is Hashtable)
        {
            // It has no order of its own, and would come out differently in each process.
            entries = entries.OrderBy(e => NameOf(e.Key), StringComparer.Ordinal);
        }

        return Record(entries.Select(e => new KeyValuePair<string, object?>(NameOf(e.Key), e.Value)), where, depth);
    }

    private static JObject Record(PSObject record, string where, int depth)
    {
        if (TypeNames.Of(record).FirstOrDefault(n => n.StartsWith("Deserialized.SmarticoAffiliates.", StringComparison.Ordinal)) is { } type)
        {
            throw Wrong(where, $"is a {type} with all its fields; name those to send: @{{ affiliate_id = $_.AffiliateId }}");
        }

        return Record(record.Properties.Where(p => p.IsGettable).Select(p => new KeyValuePair<string, object?>(p.Name, ValueOf(p, where))), where, depth);
    }

    private static JObject Record(IEnumerable<KeyValuePair<string, object?>> fields, string where, int depth)
    {
        var record = new JObject();
        foreach (KeyValuePair<string, object?> field in fields)
        {
            JToken value = Token(field.Value, $"{where}.{field.Key}", depth + 1);
            if (record.ContainsKey(field.Key))
            {
                throw Wrong(where, $"has two fields of the name '{field.Key}'");
            }

            record.Add(field.Key, value);
        }

        return record;
    }

    private static string NameOf(object key) => Convert.ToString(Unwrap(key), CultureInfo.InvariantCulture) ?? string.Empty;

    private static object? ValueOf(PSPropertyInfo property, string where)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException exception)
        {
            // What a property that computes its value ran into is nothing that was looked at for secrets.
            throw Wrong($"{where}.{property.Name}", $"can't be read: it ended in a {exception.GetBaseException().GetType().Name}");
        }
    }

    /// <summary>A number without loss; whole ones as they are written by hand.</summary>
    private static JValue? Number(object value)
    {
        switch (value)
        {
            case byte or sbyte or short or ushort or int or uint or long:
                return new JValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            case ulong or BigInteger:
                return new JValue(value);
            case decimal number when DecimalPlaces.Of(number) == 0:
                return new JValue((object)new BigInteger(number));
            case float or double when IsWhole(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                return new JValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            case float number when !float.IsNaN(number) && !float.IsInfinity(number):
                return new JValue(number);
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                return new JValue(number);
            case decimal number:
                return new JValue(number);
            default:
                return null;
        }
    }

    /// <summary>Whether a double is a whole number that it holds exactly.</summary>
    private static bool IsWhole(double number) => Math.Abs(number) < 1e15 && number == Math.Truncate(number);

    /// <summary>The value itself; an object that is nothing but its properties stays what it is.</summary>
    private static object? Unwrap(object? value) => value switch
    {
        _ when ReferenceEquals(value, AutomationNull.Value) => null,

        // A date that came through Export-Clixml, a job or remoting is a bag of its parts.
        PSObject { BaseObject: PSCustomObject } bag when TypeNames.Of(bag).FirstOrDefault() == "Deserialized.System.DateTimeOffset"
            => Unwrap(bag.Properties["UtcDateTime"]?.Value),
        PSObject { BaseObject: PSCustomObject } bag => bag,
        PSObject wrapped => Unwrap(wrapped.BaseObject),
        _ => value,
    };

    private static SmarticoException Wrong(string where, string what)
        => new(SmarticoErrorKind.InvalidInput, $"{where} {what}. Nothing was sent.");
}
