using System;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace SmarticoAffiliates.Commands;

/// <summary>A secret: a SecureString, a plain string, or a credential, of which the password is taken. Its errors never quote it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretCellAttribute : CellAttribute
{
    /// <summary>The secret in clear, for the one moment in which it is used.</summary>
    internal static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    /// <summary>A SecureString that holds the text.</summary>
    internal static SecureString Conceal(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }

    internal static SecureString? Parse(object? cell) => cell switch
    {
        null => null,
        SecureString secret => secret,
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text => Conceal(text),
        PSCredential credential => credential.Password,
        int or long or decimal or double => Conceal(System.Convert.ToString(cell, System.Globalization.CultureInfo.InvariantCulture)!),
        _ => throw new FormatException("A secret is given as a SecureString, a string or a credential."),
    };

    /// <inheritdoc/>
    protected override object? Read(object? cell) => Parse(cell);
}
