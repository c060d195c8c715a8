using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The one place that knows which values must never be shown.</summary>
internal sealed class Redactor
{
    /// <summary>What is shown in a secret's place.</summary>
    public const string Mask = "***";
    private const int ShortestSecret = 4;
    private static readonly string[] s_secretFields = { "password", "token", "authorization", "api_key", "apikey" };

    private readonly Regex? _apiKey;

    public Redactor(string apiKey) => _apiKey = PatternOf(apiKey);

    /// <summary>The text with the API key, and the secrets of the request that it answers, replaced.</summary>
    public string Clean(string text, JToken? requestBody = null)
    {
        text = _apiKey?.Replace(text, Mask) ?? text;
        if (requestBody is not null)
        {
            foreach (JProperty secret in SecretsOf(requestBody).Where(s => s.Value.Type == JTokenType.String))
            {
                text = PatternOf((string)secret.Value!)?.Replace(text, Mask) ?? text;
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

    /// <summary>Masks the API key and what a request held in secret wherever they stand in a token, whatever the name beside them.</summary>
    public void Conceal(JToken token, JToken? requestBody)
    {
        Regex[] secrets = (requestBody is null ? Enumerable.Empty<JProperty>() : SecretsOf(requestBody))
            .Where(s => s.Value.Type == JTokenType.String)
            .Select(s => PatternOf((string)s.Value!))
            .Concat(new[] { _apiKey }).OfType<Regex>().ToArray();
        foreach (JProperty secret in SecretsOf(token).ToList())
        {
            secret.Value = Mask;
        }

        if (secrets.Length > 0 && token is JContainer container)
        {
            foreach (JValue text in container.DescendantsAndSelf().OfType<JValue>().Where(v => v.Type == JTokenType.String).ToList())
            {
                text.Value = secrets.Aggregate((string)text.Value!, (shown, secret) => secret.Replace(shown, Mask));
            }
        }
    }

    /// <summary>Whether a field of this wire name holds a secret.</summary>
    public static bool IsSecret(string wireName) => s_secretFields.Contains(wireName, StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the secret fields out of an answer that becomes an object: a server may echo what it was sent.</summary>
    public static void RemoveSecrets(JToken answer)
    {
        foreach (JProperty secret in SecretsOf(answer).ToList())
        {
            secret.Remove();
        }
    }

    /// <summary>Replaces secrets in an answer that becomes an object, under whatever name they are echoed.</summary>
    /// <param name="record">The record.</param>
    /// <param name="clean">Takes the secrets out of a text.</param>
    /// <param name="kept">The fields that were held against what was sent: they are no secret.</param>
    public static void MaskEchoes(JObject record, Func<string, string> clean, System.Collections.Generic.ICollection<string> kept)
    {
        foreach (JProperty field in record.Properties().Where(p => !kept.Contains(p.Name)).ToList())
        {
            string name = clean(field.Name);
            JToken value = Masked(field.Value, clean);
            if (name != field.Name)
            {
                field.Replace(new JProperty(name, value));
            }
            else if (!ReferenceEquals(value, field.Value))
            {
                field.Value = value;
            }
        }
    }

    private static JToken Masked(JToken value, Func<string, string> clean)
    {
        switch (value)
        {
            case JObject inner:
                MaskEchoes(inner, clean, Array.Empty<string>());
                return inner;
            case JArray list:
                for (int i = 0; i < list.Count; i++)
                {
                    list[i] = Masked(list[i], clean);
                }

                return list;
            case JValue { Type: JTokenType.String } text:
                string cleaned = clean((string)text!);
                return cleaned == (string)text! ? text : cleaned;
            case JValue { Type: JTokenType.Integer or JTokenType.Float } number:
                // A captcha token of digits.
                return clean(number.ToString(CultureInfo.InvariantCulture)) == Mask ? Mask : number;
            default:
                return value;
        }
    }

    private static System.Collections.Generic.IEnumerable<JProperty> SecretsOf(JToken body)
        => body is JContainer container
            ? container.DescendantsAndSelf().OfType<JProperty>()
                .Where(p => IsSecret(p.Name))
            : Enumerable.Empty<JProperty>();

    /// <summary>
    /// The secret in any form in which an answer may echo it: as it is, or each character escaped for an URL, HTML or JSON.
    /// Every form of a character begins differently, so the match takes linear time.
    /// </summary>
    private static Regex? PatternOf(string secret)
        => secret.Length < ShortestSecret
            ? null
            : new Regex(string.Concat(secret.Select(Forms)), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    private static string Forms(char c)
    {
        string literal = Regex.Escape(c.ToString());
        string percent = char.IsSurrogate(c)
            ? string.Empty
            : "|" + string.Concat(Encoding.UTF8.GetBytes(new[] { c }).Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture)));
        string entity = c switch
        {
            '&' => "|&amp;",
            '<' => "|&lt;",
            '>' => "|&gt;",
            '"' => "|&quot;",
            '\'' => "|&apos;",
            ' ' => @"|\+",
            _ => string.Empty,
        };
        return FormattableString.Invariant($@"(?:\\u{(int)c:X4}|\\?{literal}|&#0*{(int)c};|&#x0*{(int)c:X};{percent}{entity})");
    }
}
