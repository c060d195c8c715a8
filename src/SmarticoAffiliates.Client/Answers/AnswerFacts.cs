using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>What <see cref="AnswerTable"/> looks at of an answer: its status, its code, its words, its form.</summary>
internal sealed class AnswerFacts
{
    /// <summary>A code that is none of the numbers: a text, a fraction, an object.</summary>
    public const long OddCode = long.MinValue;

    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    // FA-FC: errCode, errorCode, err_code, code; undocumented: the others. Compared without case and underscores.
    private static readonly string[] s_sureCodes = { "errcode", "errorcode", "errno", "statuscode" };

    // FA-FC: message, errMsg, err_message; undocumented: the others.
    private static readonly string[] s_words = { "message", "errormessage", "errmessage", "errmsg", "msg", "error", "errors", "detail", "details", "reason", "errordescription", "exception", "fault" };

    // Undocumented: what may stand beside a code and words, and is nothing that was asked for.
    private static readonly string[] s_trimmings = { "status", "success", "ok", "result", "path", "timestamp", "requestid", "data" };

    // Undocumented: what may stand around all that is answered.
    private static readonly string[] s_envelopes = { "data", "result", "response" };

    private static readonly string[] s_failed = { "error", "fail", "failed", "failure", "nok", "rejected", "refused", "denied", "invalid" };

    private readonly List<string> _words = new();

    private AnswerFacts(int status, AnswerCodes codes)
    {
        Status = status;
        Codes = codes;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Whose codes they are.</summary>
    public AnswerCodes Codes { get; }

    /// <summary>The form of the body.</summary>
    public AnswerShape Shape { get; private set; }

    /// <summary>The code in the body; null where there is none.</summary>
    public long? Code { get; private set; }

    /// <summary>What the body says in a flag or a word of whether it went well; null where it does not say.</summary>
    public bool? Says { get; private set; }

    /// <summary>Every text that may be the server's words, the most telling first.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Whether there are words that do not merely say that all went well.</summary>
    public bool HasUnknownWords => _words.Exists(w => !KnownWords.AreConsent(w));

    /// <summary>The facts of a body that is no JSON.</summary>
    public static AnswerFacts OfText(int status, AnswerCodes codes, AnswerShape shape, IEnumerable<string> words)
    {
        var facts = new AnswerFacts(status, codes) { Shape = shape };
        facts._words.AddRange(words);
        return facts;
    }

    /// <summary>The facts of a JSON body.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="asked">What it answers.</param>
    /// <param name="body">The body; its long lists may be left out, as far as it can be told that they are not empty.</param>
    public static AnswerFacts OfJson(int status, Asked asked, JToken body)
    {
        var facts = new AnswerFacts(status, asked.Codes);
        facts.Read(body, asked.IsWrite);
        return facts;
    }

    private void Read(JToken body, bool isWrite)
    {
        switch (body)
        {
            case JObject { Count: 0 }:
                Shape = AnswerShape.EmptyObject;
                break;
            case JObject answer:
                Read(answer, isSureAlone: false, isWrite);
                break;
            case JArray list:
                Shape = list.Count == 0 ? AnswerShape.EmptyList : AnswerShape.List;
                if (list.Count == 1 && list[0] is JObject one)
                {
                    // To a read a list of one record is a list: what may be a field of it is none of the envelope's.
                    AnswerShape shape = Shape;
                    Read(one, isSureAlone: !isWrite, isWrite);
                    Shape = isWrite ? Shape : shape;
                }

                break;
            case JValue { Type: JTokenType.Boolean } flag:
                Shape = (bool)flag ? AnswerShape.True : AnswerShape.False;
                break;
            case JValue { Type: JTokenType.Integer or JTokenType.Float } number:
                Shape = AnswerShape.Number;
                Code = Codes == AnswerCodes.Registration && CodeOf(number) is < 0 and not OddCode and { } code ? code : null;
                break;
            case JValue { Type: JTokenType.String } text:
                Read(((string)text!).Trim());
                break;
            default:
                Shape = AnswerShape.Null;
                break;
        }
    }

    private void Read(string text)
    {
        Shape = text.Length == 0 ? AnswerShape.Nothing
            : text.All(c => c is >= '0' and <= '9') ? AnswerShape.Number
            : IsWebAddress(text) ? AnswerShape.Address
            : AnswerShape.Text;
        if (Shape == AnswerShape.Text)
        {
            _words.Add(text);
        }
    }

    /// <summary>Whether a text is an address that a browser can be sent to, and nothing else.</summary>
    public static bool IsWebAddress(string text)
        => text.IndexOf(' ') < 0 && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;

    /// <summary>Whether a field of this name can only be a code.</summary>
    public static bool IsCode(string name) => s_sureCodes.Contains(Plain(name), StringComparer.Ordinal);

    /// <summary>A field's name as it is compared.</summary>
    private static string Plain(string name) => name.Replace("_", string.Empty).ToLower(CultureInfo.InvariantCulture);

    private void Read(JObject answer, bool isSureAlone, bool isWrite)
    {
        bool isRecord = answer.Properties().Any(p => (p.Name.Equals("id", AnyCase) || p.Name.EndsWith("_id", AnyCase)) && CodeOf(p.Value) is not (null or OddCode));
        Code = CodeIn(answer, isSureAlone, isRecord && !isWrite);
        if (isSureAlone)
        {
            return;
        }

        Shape = answer.Properties().All(IsOfEnvelope) ? AnswerShape.Envelope : AnswerShape.Object;
        ReadFields(answer, isRecord, isWrite);
        foreach (JObject inner in s_envelopes.Select(e => answer[e]).OfType<JObject>().Where(_ => isWrite))
        {
            ReadFields(inner, isRecord, isWrite);
        }
    }

    /// <summary>Whether a field says how it went, and holds nothing of what was asked for.</summary>
    private static bool IsOfEnvelope(JProperty field)
        => field.Value.Type == JTokenType.Null
            || Plain(field.Name) is var name
                && (s_sureCodes.Contains(name, StringComparer.Ordinal) || name == "code"
                    || s_words.Contains(name, StringComparer.Ordinal)
                    || (s_trimmings.Contains(name, StringComparer.Ordinal) && field.Value is JValue or JContainer { HasValues: false }));

    private void ReadFields(JObject fields, bool isRecord, bool isWrite)
    {
        foreach (JProperty field in fields.Properties().Where(f => f.Value.Type != JTokenType.Null))
        {
            string name = Plain(field.Name);

            // A record may have a column of this name; beside it, only what is called an error is one.
            bool isError = name.StartsWith("err", StringComparison.Ordinal) || name is "exception" or "fault";
            if (s_words.Contains(name, StringComparer.Ordinal) && (!isRecord || isWrite || isError))
            {
                int before = _words.Count;
                AddWords(field.Value);
                Says = isError && Code != 0 && _words.Skip(before).Any(w => !KnownWords.AreConsent(w)) ? false : Says;
            }

            Says = Verdict(name, field.Value, isRecord && !isWrite) is { } verdict && Says != false ? verdict : Says;
        }
    }

    /// <summary>What a field says of whether it went well.</summary>
    private static bool? Verdict(string name, JToken value, bool isRecord) => (name, value) switch
    {
        ("success" or "ok", JValue { Value: bool flag }) => flag,
        ("result", JValue { Value: bool flag }) => flag,
        ("success" or "ok", JValue { Value: long number }) when !isRecord => number != 0,
        ("success" or "ok", JValue { Value: string text }) => KnownWords.AreConsent(text) ? true : KnownWords.Normal(text) is "" ? null : false,
        ("error" or "failed", JValue { Value: true }) => false,
        ("error" or "errors" or "exception" or "fault", JContainer { HasValues: true }) => false,
        ("status" or "result", JValue { Value: string text }) when !isRecord
            => s_failed.Contains(KnownWords.Normal(text), StringComparer.Ordinal) ? false : KnownWords.AreConsent(text) ? true : null,
        ("status" or "result", JValue { Value: string text }) when KnownWords.Normal(text) == "error" => false,
        _ => null,
    };

    /// <summary>The code that tells most: one that is not 0, if there is one.</summary>
    private long? CodeIn(JObject answer, bool isSureAlone, bool isRecord)
    {
        List<(long Code, bool IsSure)> codes = CodesIn(answer, isSureAlone, isRecord).ToList();
        foreach (string envelope in s_envelopes.Append("error"))
        {
            if (answer[envelope] is JObject inner)
            {
                codes.AddRange(CodesIn(inner, isSureAlone || envelope != "error", isRecord));
            }
            else if (envelope == "error" && answer[envelope] is JValue { Type: JTokenType.Integer or JTokenType.Float } number)
            {
                codes.Add((CodeOf(number) ?? 0, true));
            }
        }

        // What a registration has under "code" or "status" may be something else: there the first counts that is one of its codes.
        long[] known = Codes == AnswerCodes.Registration ? codes.Select(c => c.Code).Where(IsOfRegistration).ToArray() : Array.Empty<long>();
        return codes.Count == 0 ? null
            : known.FirstOrDefault(c => c != 0) is not 0 and { } refusal ? refusal
            : codes.Find(c => c.Code != 0 && (c.IsSure || known.Length == 0)).Code;
    }

    private static bool IsOfRegistration(long code)
        => code is <= 0 and >= int.MinValue && Enum.IsDefined(typeof(RegistrationError), (int)code);

    private IEnumerable<(long Code, bool IsSure)> CodesIn(JObject fields, bool isSureAlone, bool isRecord)
    {
        foreach (JProperty field in fields.Properties())
        {
            string name = Plain(field.Name);
            long? code = CodeOf(field.Value);
            if (s_sureCodes.Contains(name, StringComparer.Ordinal))
            {
                if (code is not null)
                {
                    yield return (code.Value, true);
                }
            }
            else if (name == "code" && (!isSureAlone || Codes == AnswerCodes.Registration) && code is not null && !(code == OddCode && isRecord))
            {
                yield return (code.Value, false);
            }
            else if (name == "status" && code is not null
                && (Codes == AnswerCodes.Registration ? code is <= 0 and not OddCode : code is >= 400 and < 600 && !isRecord && !isSureAlone))
            {
                yield return (code.Value, false);
            }
        }
    }

    private static long? CodeOf(JToken value)
    {
        switch (value)
        {
            case JValue { Value: null or false }:
                return null;
            case JValue { Value: long whole }:
                return whole;
            case JValue { Value: decimal number } when decimal.Truncate(number) == number && number is > long.MinValue and < long.MaxValue:
                return (long)number;
            case JValue { Value: string text }:
                text = text.Trim();
                return text.Length == 0 || KnownWords.AreConsent(text) ? null
                    : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long parsed) ? parsed
                    : OddCode;
            default:
                return OddCode;
        }
    }

    private void AddWords(JToken value)
    {
        switch (value)
        {
            case JValue { Value: string text } when text.Trim().Length > 0:
                _words.Add(text.Trim());
                break;
            case JObject inner:
                foreach (JProperty field in inner.Properties().Where(p => s_words.Contains(Plain(p.Name), StringComparer.Ordinal)))
                {
                    AddWords(field.Value);
                }

                break;
            case JArray list:
                foreach (JToken element in list)
                {
                    AddWords(element);
                }

                break;
        }
    }
}
