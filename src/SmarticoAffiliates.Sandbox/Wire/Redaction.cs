using System;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>Takes passwords and captcha tokens out of a body before anything remembers it.</summary>
internal static class Redaction
{
    private const string Stars = "***";

    private static readonly string[] s_secretNames = ["password", "token"];

    private static readonly Regex s_secrets = new(
        "(?<name>\"(?:password|token)\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(5));

    public static string Apply(string body)
    {
        bool namesSecret = Array.Exists(s_secretNames, name => body.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
        // A backslash could hide a name: {"pass\u0077ord":…}.
        if (!namesSecret && body.IndexOf('\\') < 0)
        {
            return body;
        }

        string redacted = s_secrets.Replace(body, "${name}\"" + Stars + "\"");
        if (!SandboxJson.TryParse(redacted, out JToken? token))
        {
            // Where a secret ends is not known in what is no JSON.
            return Stars;
        }

        return RedactWhatIsLeft(token) == 0 ? redacted : token.ToString(Formatting.None);
    }

    // Names written with escapes and values that are objects: rare enough to give up the exact text for.
    private static int RedactWhatIsLeft(JToken token)
    {
        if (token is not JContainer container)
        {
            return 0;
        }

        JProperty[] left = [.. container.DescendantsAndSelf().OfType<JProperty>()
            .Where(p => s_secretNames.Contains(p.Name, StringComparer.OrdinalIgnoreCase) && !(p.Value is JValue { Value: Stars }))];
        foreach (JProperty property in left)
        {
            property.Value = Stars;
        }

        return left.Length;
    }
}
