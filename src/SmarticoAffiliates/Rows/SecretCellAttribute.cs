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
        int or long or decimal or double => throw new FormatException("A secret of digits is given in quotes, as '0012345678': PowerShell makes a number of it, and its zeros are lost."),
        _ => throw new FormatException("A secret is given as a SecureString, a string or a credential."),
    };

    /// <inheritdoc/>
    protected override object? Read(object? cell) => Parse(cell);
}
