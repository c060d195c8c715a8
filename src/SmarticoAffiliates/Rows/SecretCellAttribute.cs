using System;
using System.Management.Automation;
using System.Security;

namespace SmarticoAffiliates.Commands;

/// <summary>A secret: a SecureString, a plain string, or a credential, of which the password is taken. Its errors never quote it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretCellAttribute : CellAttribute
{
    internal static SecureString? Parse(object? cell) => cell switch
    {
        null => null,
        SecureString secret => secret,
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text => Secrets.Conceal(text),
        PSCredential credential => credential.Password,
        int or long or decimal or double => Secrets.Conceal(System.Convert.ToString(cell, System.Globalization.CultureInfo.InvariantCulture)!),
        _ => throw new FormatException("A secret is given as a SecureString, a string or a credential."),
    };

    /// <inheritdoc/>
    protected override object? Read(object? cell) => Parse(cell);
}
