using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;

namespace SmarticoAffiliates.Commands;

/// <summary>A row of registrations that may be shown: its secrets are SecureStrings, which can be piped in again.</summary>
internal static class SecretRow
{
    private static readonly string[] s_secretColumns =
    {
        nameof(AffiliateRegistration.Password), nameof(AffiliateRegistration.CaptchaToken), "token",
    };

    /// <summary>A copy of the row; null where there is none.</summary>
    /// <param name="row">What was piped in.</param>
    /// <param name="isRead">Whether a parameter has this column: what it holds is no secret unless its name says so.</param>
    /// <param name="given">The secrets that were made of the row, by script blocks, too: the columns of those have any name.</param>
    public static object? Conceal(PSObject? row, Func<string, bool> isRead, params SecureString?[] given)
    {
        var secrets = new List<string>();
        foreach (SecureString? secret in given)
        {
            if (secret is { Length: > 0 })
            {
                secrets.Add(SecretCellAttribute.Reveal(secret));
            }
        }

        object? Shown(string name, object? value)
        {
            object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
            return inner is null or SecureString or PSCredential ? value
                : IsSecret(name) ? SecretCellAttribute.Conceal(Text(inner))
                : inner is string text && !isRead(name) && secrets.Exists(text.Contains) ? SecretCellAttribute.Conceal(text)
                : value;
        }

        switch (row?.BaseObject)
        {
            case null:
                return null;
            case string:
                // A line of a file that no ConvertFrom-Csv has read: nobody knows what in it is the password.
                return Redactor.Mask;
            case IDictionary fields:
                return Copy(fields.Keys.Cast<object>().Select(k => (Text(k), (object?)fields[k])), Shown);
            default:
                return Copy(row!.Properties.Select(p => (p.Name, ValueOf(p))), Shown);
        }
    }

    private static PSObject Copy(IEnumerable<(string Name, object? Value)> fields, Func<string, object?, object?> shown)
    {
        var copy = new PSObject();
        foreach ((string name, object? value) in fields)
        {
            copy.Properties.Add(new PSNoteProperty(name, shown(name, value)));
        }

        return copy;
    }

    /// <summary>The value; a mask for that of a property that can't be read.</summary>
    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return Redactor.Mask;
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static bool IsSecret(string column) => s_secretColumns.Contains(column, StringComparer.OrdinalIgnoreCase);
}
