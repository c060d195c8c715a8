using System;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>A row of registrations that may be shown: its secrets are SecureStrings, which can be piped in again.</summary>
internal static class SecretRow
{
    private static readonly string[] s_secretColumns =
    {
        nameof(AffiliateRegistration.Password), nameof(AffiliateRegistration.CaptchaToken), "token",
    };

    /// <summary>A copy of the row; null where there is none.</summary>
    public static PSObject? Conceal(PSObject? row)
    {
        if (row is null || !row.Properties.Any(p => IsSecret(p.Name)))
        {
            return row;
        }

        var copy = new PSObject();
        foreach (PSPropertyInfo column in row.Properties)
        {
            object? value = column.Value is PSObject { BaseObject: string inner } ? inner : column.Value;
            copy.Properties.Add(new PSNoteProperty(column.Name, IsSecret(column.Name) && value is string text ? SecretCellAttribute.Conceal(text) : column.Value));
        }

        return copy;
    }

    private static bool IsSecret(string column) => s_secretColumns.Contains(column, StringComparer.OrdinalIgnoreCase);
}
