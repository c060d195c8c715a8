using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Xml;

namespace SmarticoAffiliates.Commands;

/// <summary>The value of a cell as .NET has it, whatever PowerShell has wrapped it in, at every depth.</summary>
internal static class CellValue
{
    private const string Deserialized = "Deserialized.";

    /// <summary>The plain value; an empty pipeline and a database's null are null, an object of no class is a dictionary.</summary>
    public static object? Plain(object? value) => value switch
    {
        null or DBNull => null,
        PSObject wrapped => Unwrapped(wrapped),
        string => value,
        PSCredential credential => credential.Password,
        IDictionary dictionary when value is not PaymentMethodDetails => Dictionary(dictionary.Keys.Cast<object>().Select(k => (Plain(k) ?? string.Empty, (object?)dictionary[k]))),
        ValueList<int> or ValueList<AffiliateRole> or PaymentMethodDetails => value,
        XmlNode => value,
        IEnumerable list when value is Array or IList => list.Cast<object?>().Select(Plain).ToArray(),
        _ => value,
    };

    private static object? Unwrapped(PSObject wrapped)
    {
        if (ReferenceEquals(wrapped, AutomationNull.Value))
        {
            return null;
        }

        string type = TypeNames.Of(wrapped).FirstOrDefault() ?? string.Empty;
        if (type.StartsWith(Deserialized, StringComparison.Ordinal))
        {
            type = type.Substring(Deserialized.Length);
            if (type == typeof(DateTimeOffset).FullName)
            {
                // A date that came through Export-Clixml, a job or remoting is a bag of its parts.
                return Plain(wrapped.Properties["UtcDateTime"]?.Value);
            }

            if (TypeNames.Of(wrapped).Contains(Deserialized + typeof(Enum).FullName))
            {
                Type? known = typeof(SmarticoObject).Assembly.GetType(type);
                return known is { IsEnum: true } && wrapped.BaseObject is int number ? Enum.ToObject(known, number) : new ForeignChoice(type, wrapped.ToString(null, CultureInfo.InvariantCulture));
            }
        }

        return wrapped.BaseObject is PSCustomObject
            ? Dictionary(wrapped.Properties.Select(p => ((object)p.Name, (object?)p.Value)))
            : Plain(TypedNumber.Of(wrapped));
    }

    private static OrderedDictionary Dictionary(IEnumerable<(object Key, object? Value)> fields)
    {
        var plain = new OrderedDictionary();
        foreach ((object key, object? value) in fields)
        {
            plain[key] = Plain(value);
        }

        return plain;
    }

    /// <summary>One of an enumeration that this module does not have, as it came back from another process: only its number and its name are left.</summary>
    private sealed class ForeignChoice
    {
        private readonly string _text;

        public ForeignChoice(string type, string name) => _text = $"{name} (a {type.Split('.').Last()})";

        public override string ToString() => _text;
    }
}
