using System;
using System.IO;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>JSON that a person wrote, read strictly: what is sent must be what stands there.</summary>
internal static class JsonText
{
    private static readonly JsonLoadSettings s_settings = new() { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };

    // The reader takes 010 for eight, 0x10 for sixteen, and more that is no JSON (RFC 8259): only its tokens may be there,
    // and a comma only between two values.
    private static readonly Regex s_tokens = new(
        """
        \A(?>(?:
          [\ \t\r\n]+
        | [}\]:]
        | [{\[] (?![\ \t\r\n]*,)
        | , (?=[\ \t\r\n]*[^\ \t\r\n,}\]])
        | " (?>[^"\\\x00-\x1F]+|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})* "
        | (?>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null) (?![\w.+-])
        )*)\z
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace);

    /// <summary>Whether a text that can be read as JSON is JSON and nothing looser (RFC 8259).</summary>
    public static bool IsJson(string text) => s_tokens.IsMatch(text);

    /// <summary>The text as a token.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for the error: "The body".</param>
    /// <exception cref="SmarticoException">The text is no JSON, or names a field twice. The error does not quote it: it may hold a secret.</exception>
    public static JToken Parse(string text, string what)
    {
        string where = string.Empty;
        try
        {
            using JsonTextReader reader = WireJson.Open(new StringReader(text));
            JToken token = JToken.ReadFrom(reader, s_settings);
            if (!reader.Read() && s_tokens.IsMatch(text))
            {
                return token;
            }
        }
        catch (JsonReaderException exception) when (exception.LineNumber > 0)
        {
            where = FormattableString.Invariant($" (line {exception.LineNumber}, position {exception.LinePosition})");
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new SmarticoException(
            SmarticoErrorKind.InvalidInput,
            $"{what} is text, but no JSON{where}: names and strings stand in double quotes, no name comes twice, nothing follows the end. Nothing was sent.");
    }
}
