using System.Net;
using System.Security;

namespace SmarticoAffiliates.Commands;

/// <summary>A secret's two forms.</summary>
internal static class Secrets
{
    /// <summary>The secret in clear, for the one moment in which it is used.</summary>
    public static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

    /// <summary>A SecureString that holds the text.</summary>
    public static SecureString Conceal(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
