using System;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The one place that knows which values must never be shown.</summary>
internal sealed class Redactor
{
    private const string Mask = "***";
    private const int ShortestSecret = 4;
    private static readonly string[] s_secretFields = { "password", "token", "authorization", "api_key", "apikey" };

    private readonly string _apiKey;

    public Redactor(string apiKey) => _apiKey = apiKey;

    /// <summary>The text with the API key, and the secrets of the request that it answers, replaced.</summary>
    public string Clean(string text, JToken? requestBody = null)
    {
        text = Replace(text, _apiKey);
        if (requestBody is not null)
        {
            foreach (JProperty secret in SecretsOf(requestBody))
            {
                text = Replace(text, secret.Value.Type == JTokenType.String ? (string?)secret.Value : null);
            }
        }

        return text;
    }

    /// <summary>The body as JSON text with its secret fields masked.</summary>
    public string Body(JToken body)
    {
        JToken copy = body.DeepClone();
        foreach (JProperty secret in SecretsOf(copy).ToList())
        {
            secret.Value = Mask;
        }

        return Clean(copy.ToString(Formatting.None));
    }

    private static System.Collections.Generic.IEnumerable<JProperty> SecretsOf(JToken body)
        => body is JContainer container
            ? container.DescendantsAndSelf().OfType<JProperty>()
                .Where(p => s_secretFields.Contains(p.Name, StringComparer.OrdinalIgnoreCase))
            : Enumerable.Empty<JProperty>();

    private static string Replace(string text, string? secret)
    {
        if (secret is null || secret.Length < ShortestSecret)
        {
            return text;
        }

        text = text.Replace(secret, Mask);

        // An echo in HTML or in an URL may have escaped it.
        string escaped = Uri.EscapeDataString(secret);
        return escaped == secret ? text : text.Replace(escaped, Mask);
    }
}
