using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A row of registrations that may be shown: its secrets are SecureStrings, which can be piped in again. In a file their
/// cells are empty, so that nothing takes the name of their type for a password.
/// </summary>
internal static class SecretRow
{
    private static readonly string[] s_secretColumns =
    {
        nameof(AffiliateRegistration.Password), nameof(AffiliateRegistration.CaptchaToken), "token",
    };

    /// <summary>A copy of the row; null where there is none.</summary>
    /// <param name="row">What was piped in.</param>
    /// <param name="isRead">Whether a parameter has this column: what it holds is no secret unless its name says so.</param>
    /// <param name="hidesUnread">Whether to hide what no parameter reads: the password may stand there, under a name that nobody knows.</param>
    /// <param name="given">The secrets that were made of the row, by script blocks, too: the columns of those have any name.</param>
    public static object? Conceal(Row row, Func<string, bool> isRead, bool hidesUnread, params string?[] given)
    {
        List<string> secrets = given.Where(s => !string.IsNullOrEmpty(s)).Select(s => s!).ToList();

        object? Shown(string name, object? value)
        {
            object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
            return inner is SecureString secret ? ShownValue.Blank(secret)
                : inner is null or PSCredential ? value
                : IsSecret(name) ? ShownValue.Blank(Secrets.Conceal(Text(inner)))
                : inner is string text && !isRead(name) && text.Length > 0 && (hidesUnread || secrets.Exists(text.Contains)) ? ShownValue.Blank(Secrets.Conceal(text))
                : value;
        }

        if (row.Piped is null)
        {
            return null;
        }

        // A line of a file that no ConvertFrom-Csv has read: nobody knows what in it is the password.
        return row.Columns.Count == 0 ? Redactor.Mask : Copy(row.Columns.Select(c => (c.Header, ValueOf(c))), Shown);
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
    private static object? ValueOf(Column column)
    {
        try
        {
            return column.Raw;
        }
        catch (Exception)
        {
            return Redactor.Mask;
        }
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static bool IsSecret(string column) => s_secretColumns.Contains(column, StringComparer.OrdinalIgnoreCase);
}
