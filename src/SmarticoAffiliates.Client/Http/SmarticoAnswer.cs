using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// A whole answer of the server, and the tolerant ways of reading it. The envelopes are not documented, so each method
/// accepts every plausible one and turns everything else into a <see cref="SmarticoException"/> with the server's words.
/// </summary>
public sealed class SmarticoAnswer
{
    private const int ExcerptLength = 300;

    // Undocumented: the names under which errors were seen or may come.
    private static readonly string[] s_messageNames = { "message", "error_message", "err_message", "error", "errors", "msg", "errMsg", "detail" };

    // Undocumented: what a server may say to a write instead of the record, and mean success.
    private static readonly string[] s_successWords = { "ok", "success", "done", "created", "updated", "saved", "true" };

    // Undocumented: what may stand beside an error's words.
    private static readonly string[] s_statusNames = { "status", "statusCode", "code", "error_code", "err_code", "errCode", "success", "ok", "path", "timestamp" };

    private static readonly Encoding s_strictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly TimeSpan s_regexTimeout = TimeSpan.FromSeconds(1);

    private readonly SmarticoRequest _request;
    private readonly MemoryStream _body;
    private readonly string? _charset;
    private readonly Uri? _location;
    private readonly Redactor _redactor;

    internal SmarticoAnswer(
        SmarticoRequest request, int statusCode, MemoryStream body, string? charset, TimeSpan? retryAfter, Uri? location, Redactor redactor)
    {
        _request = request;
        StatusCode = statusCode;
        _body = body;
        _charset = charset;
        RetryAfter = retryAfter;
        _location = location;
        _redactor = redactor;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>What <c>Retry-After</c> asked for, or null.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Reads a list: a bare array (S001) or <c>{"data":[…]}</c> (field).</summary>
    /// <typeparam name="T">The records' type.</typeparam>
    /// <exception cref="SmarticoException">A refusal, or an answer that is no such list.</exception>
    public IReadOnlyList<T> ReadList<T>()
        where T : SmarticoObject
        => ReadList<T>(begun: null);

    /// <summary>
    /// Reads a list, and where it is a bare array tells as soon as the first record is read how many there will be: the next
    /// page can be asked for while this one is still being read.
    /// </summary>
    internal IReadOnlyList<T> ReadList<T>(Action<T, int>? begun)
        where T : SmarticoObject
    {
        using JsonTextReader reader = OpenJson();
        if (reader.TokenType == JsonToken.StartArray)
        {
            int? count = CountRecords();
            var records = new List<T>(count ?? 0);
            while (reader.Read() && reader.TokenType != JsonToken.EndArray)
            {
                records.Add(WireJson.Read<T>(reader));
                if (count is not null && records.Count == 1)
                {
                    begun?.Invoke(records[0], count.Value);
                }
            }

            ExpectEnd(reader);
            return records;
        }

        JToken token = Load(reader);
        if (token is JObject envelope && envelope["data"] is JArray data)
        {
            return data.Select(WireJson.Read<T>).ToList();
        }

        throw Unexpected(token, "a list");
    }

    /// <summary>Reads a report: <c>{"data":[…],"meta":{…}}</c> (field), or a bare array.</summary>
    /// <exception cref="SmarticoException">A refusal, or an answer that is no such report.</exception>
    internal MediaReportPage ReadReport() => ReadJson() switch
    {
        JArray rows => new MediaReportPage(rows, null),
        JObject envelope when envelope["data"] is JArray rows => new MediaReportPage(rows, envelope["meta"] as JObject),
        JObject envelope when envelope["data"] is JValue { Type: JTokenType.Null } && MessageIn(envelope) is null
            => new MediaReportPage(new JArray(), envelope["meta"] as JObject),
        { } other => throw Unexpected(other, "a report"),
    };

    /// <summary>Reads one record: an object, an array of one, or either in <c>data</c>.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <exception cref="SmarticoException">A refusal, nothing found, or an answer that is no such record.</exception>
    public T ReadRecord<T>()
        where T : SmarticoObject
    {
        JToken token = ReadJson();
        JToken inner = Unwrap(token);
        if (inner is JObject record && !LooksLikeRefusal(record))
        {
            return WireJson.Read<T>(record);
        }

        if (inner is JArray { Count: 0 } || inner.Type == JTokenType.Null)
        {
            throw Refused(SmarticoErrorKind.NotFound, null);
        }

        throw Unexpected(token, "a record");
    }

    /// <summary>
    /// Reads what a create or an update answered: the object, an array of one, <c>{"data":…}</c>, an id, or nothing.
    /// Which of them the API uses is undocumented.
    /// </summary>
    /// <exception cref="SmarticoException">A refusal.</exception>
    public WriteAnswer ReadWrite()
    {
        if (IsBlank())
        {
            return WriteAnswer.Nothing;
        }

        JToken token = ReadJson();
        JToken inner = Unwrap(token);
        switch (inner)
        {
            case JObject { Count: 0 }:
            case JArray { Count: 0 }:
            case JValue { Type: JTokenType.Null }:
            case JValue { Type: JTokenType.Boolean, Value: true }:
                return WriteAnswer.Nothing;
            case JValue { Type: JTokenType.Integer }:
                return new WriteAnswer(null, WireJson.Id(inner));
            case JValue { Type: JTokenType.String } text:
                string words = ((string)text!).Trim();
                if (words.Length > 0 && words.All(c => c is >= '0' and <= '9'))
                {
                    return new WriteAnswer(null, WireJson.Id(inner));
                }

                if (words.Length == 0 || s_successWords.Contains(words.TrimEnd('.', '!'), StringComparer.OrdinalIgnoreCase))
                {
                    return WriteAnswer.Nothing;
                }

                break;
            case JObject record when !LooksLikeRefusal(record):
                return new WriteAnswer(record, WireJson.Id(record["id"]));
        }

        throw Unexpected(token, "the record that was written");
    }

    /// <summary>Reads a web address: a JSON string, or the first one in an object; which of them is undocumented.</summary>
    /// <exception cref="SmarticoException">A refusal, or an answer without an absolute http or https address.</exception>
    public string ReadUrl()
    {
        JToken token = ReadJson();
        return Texts(token).FirstOrDefault(IsWebAddress) ?? throw Unexpected(token, "a web address");

        static IEnumerable<string> Texts(JToken token)
            => (token is JContainer container ? container.DescendantsAndSelf() : new[] { token })
                .OfType<JValue>().Where(v => v.Type == JTokenType.String).Select(v => ((string)v!).Trim());
    }

    /// <summary>Reads the answer as JSON of any kind.</summary>
    /// <exception cref="SmarticoException">The answer is empty or not JSON.</exception>
    public JToken ReadJson()
    {
        using JsonTextReader reader = OpenJson();
        return Load(reader);
    }

    /// <summary>
    /// Reads what an endpoint that this library does not know may answer. Text and objects that are nothing but a refusal
    /// are one here, too; a number in a string, a web address and a word of success are answers.
    /// </summary>
    /// <returns>The answer; null where a write, or status 204, answered nothing.</returns>
    /// <exception cref="SmarticoException">A refusal, or an answer that is not JSON.</exception>
    public JToken? ReadAny()
    {
        if (IsBlank() && (_request.Method != "GET" || StatusCode == (int)HttpStatusCode.NoContent))
        {
            return null;
        }

        JToken token = ReadJson();
        return IsNothingButRefusal(token) ? throw Unexpected(token, "a success") : token;
    }

    /// <summary>Reads a list of any records: a bare array (S001) or <c>{"data":[…]}</c> (field).</summary>
    /// <exception cref="SmarticoException">A refusal, or an answer that is no such list.</exception>
    public IReadOnlyList<JToken> ReadList()
    {
        JToken token = ReadJson();
        return (token as JArray ?? (token as JObject)?["data"] as JArray)?.ToArray() ?? throw Unexpected(token, "a list");
    }

    /// <summary>Throws where the status says that the server refused or failed.</summary>
    internal void ThrowIfRefused()
    {
        SmarticoErrorKind? byCode = KindByCode();
        if (StatusCode is >= 200 and < 300)
        {
            if (byCode is not null)
            {
                throw Refused(byCode.Value, ErrorWords());
            }

            // Whoever reads any JSON would take the known refusals that come as a mere string for what was asked for.
            if (IsText() && ErrorWords() is { } text && Refusals.KindOf(text) is { } byText)
            {
                throw Refused(byText, text);
            }

            return;
        }

        SmarticoErrorKind byStatus = Refusals.KindOf(StatusCode);
        if (byStatus == SmarticoErrorKind.RedirectRefused)
        {
            string where = _location is null ? "elsewhere"
                : _location.IsAbsoluteUri ? _location.GetLeftPart(UriPartial.Path)
                : _location.OriginalString.Split('?')[0];
            throw Refused(byStatus, $"The server wants to send the request on to {where}.");
        }

        string? words = ErrorWords();
        throw Refused(Refusals.KindOf(words) ?? byCode ?? byStatus, words);
    }

    /// <summary>The answer could not be read, and why.</summary>
    internal SmarticoException Unreadable(Exception exception)
    {
        string text = ExcerptOfBody();
        string plain = PlainText(text);
        if (!LooksLikeJson(text) && Refusals.KindOf(plain) is { } kind)
        {
            // A refusal outside JSON: the words are what counts.
            return Refused(kind, plain);
        }

        Exception cause = exception.GetBaseException();
        string why = Excerpt(_redactor.Clean(Flat(cause.Message), _request.Body));
        string what = LooksLikeHtml(text) ? $"an HTML page ({Quote(plain)}) where JSON was expected"
            : text.Length == 0 ? "an empty answer where JSON was expected"
            : $"an answer that can't be read: {why} It begins with {Quote(text)}";

        // An error about a value quotes it, secret or not, so only its cleaned words go on.
        bool mayQuote = cause is JsonException or FormatException or OverflowException or ArgumentException;
        return new SmarticoException(SmarticoErrorKind.InvalidResponse, Sentence(what), mayQuote ? null : exception)
        {
            Request = _request.ToString(),
            StatusCode = StatusCode,
            ServerMessage = text.Length == 0 ? null : plain,
            IsTransient = IsCutOff(),
        };
    }

    /// <summary>The text, or its beginning where it is long.</summary>
    internal static string Excerpt(string text)
    {
        if (text.Length <= ExcerptLength)
        {
            return text;
        }

        int length = char.IsHighSurrogate(text[ExcerptLength - 1]) ? ExcerptLength - 1 : ExcerptLength;
        return text.Substring(0, length) + "…";
    }

    private static bool IsWebAddress(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;

    private static JToken Unwrap(JToken token)
    {
        // {"data":…} only where data is what the envelope is about: a record has its id beside it.
        if (token is JObject envelope && envelope.TryGetValue("data", StringComparison.Ordinal, out JToken? data) && envelope["id"] is null
            && (MessageIn(envelope) is null || data is JContainer))
        {
            token = data;
        }

        return token is JArray { Count: 1 } one ? one[0] : token;
    }

    /// <summary>An object without an id that carries an error's words, or says that it was no success.</summary>
    private static bool LooksLikeRefusal(JObject answer)
        => IdIn(answer) is null
            && (MessageIn(answer) is { } words
                ? !s_successWords.Any(w => words.IndexOf(w, StringComparison.OrdinalIgnoreCase) >= 0 && answer["error"] is null)
                    || answer["success"] is JValue { Value: false } || Refusals.KindOf(words) is not null
                : answer["success"] is JValue { Value: false } || answer["ok"] is JValue { Value: false });

    /// <summary>
    /// Of an unknown endpoint's answers only those that have nothing else to say: a report may well have a column "message".
    /// </summary>
    private static bool IsNothingButRefusal(JToken token)
    {
        switch (token)
        {
            case JValue { Type: JTokenType.String } text:
                string words = ((string)text!).Trim();
                return !(words.All(c => c is >= '0' and <= '9')
                    || s_successWords.Contains(words.TrimEnd('.', '!'), StringComparer.OrdinalIgnoreCase)
                    || IsWebAddress(words));
            case JObject answer when LooksLikeRefusal(answer) && answer["data"] is not JContainer:
                return answer["success"] is JValue { Value: false }
                    || answer["ok"] is JValue { Value: false }
                    || Refusals.KindOf(MessageIn(answer)) is not null
                    || answer.Properties().All(p => p.Value.Type == JTokenType.Null || s_messageNames.Concat(s_statusNames).Contains(p.Name, StringComparer.Ordinal))
                    || s_messageNames.Any(n => n.StartsWith("err", StringComparison.Ordinal) && answer[n] is JValue { Value: string { Length: > 0 } } or JContainer { HasValues: true });
            default:
                return false;
        }
    }

    private static JToken? IdIn(JObject answer) => answer["id"] ?? answer["affiliate_id"] ?? answer["promocode_id"];

    private static string? MessageIn(JObject answer)
    {
        foreach (string name in s_messageNames)
        {
            string? words = answer[name] switch
            {
                JValue { Type: JTokenType.String } text => ((string?)text)?.Trim(),
                JObject inner => MessageIn(inner),
                JArray { Count: > 0 } list => string.Join(" ", list.Select(e => e is JObject o ? MessageIn(o) : e.ToString())),
                _ => null,
            };
            if (!string.IsNullOrEmpty(words))
            {
                return words;
            }
        }

        return null;
    }

    private static bool LooksLikeHtml(string text) => text.StartsWith("<", StringComparison.Ordinal);

    private static bool LooksLikeJson(string text) => text.Length > 0 && text[0] is '{' or '[';

    private static string Flat(string text) => Regex.Replace(text, @"\s+", " ", RegexOptions.None, s_regexTimeout).Trim();

    private static string Quote(string text) => $"\"{text}\"";

    private static string PlainText(string text)
    {
        if (LooksLikeHtml(text))
        {
            text = Regex.Replace(text, "<(?<tag>script|style)[^>]*>.*?(</\\k<tag>>|$)", " ", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, s_regexTimeout);
            text = WebUtility.HtmlDecode(Regex.Replace(text, "<[^>]*(>|$)", " ", RegexOptions.ExplicitCapture, s_regexTimeout));
        }

        return Excerpt(Flat(text));
    }

    private bool IsBlank()
    {
        byte[] bytes = _body.GetBuffer();
        for (int i = 0; i < _body.Length; i++)
        {
            if (bytes[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the body is a JSON string, as far as its first character tells.</summary>
    private bool IsText() => _body.Length > 0 && _body.GetBuffer()[0] == '"';

    /// <summary>
    /// Whether the body is the beginning of some JSON, or empty: something on the way lost the rest. The reader's own
    /// errors do not tell, they differ with the place of the cut.
    /// </summary>
    private bool IsCutOff()
    {
        byte[] bytes = _body.GetBuffer();
        int i = _body.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        int depth = 0;
        bool isBlank = true;
        bool isInString = false;
        for (; i < _body.Length; i++)
        {
            byte b = bytes[i];
            if (isInString)
            {
                i += b == '\\' ? 1 : 0;
                isInString = b != '"';
            }
            else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                if (isBlank && b is not ((byte)'{' or (byte)'[' or (byte)'"'))
                {
                    return false;
                }

                isBlank = false;
                isInString = b == '"';
                depth += b is (byte)'{' or (byte)'[' ? 1 : b is (byte)'}' or (byte)']' ? -1 : 0;
            }
        }

        return isBlank || isInString || depth > 0;
    }

    /// <summary>
    /// How many objects the body's one array holds, by its brackets alone. Null where that can't be told for sure: where the
    /// array does not end, or not in UTF-8, or where there may be a comment or another liberty of the JSON reader.
    /// </summary>
    private int? CountRecords()
    {
        if (!IsUtf8())
        {
            return null;
        }

        byte[] bytes = _body.GetBuffer();
        int length = (int)_body.Length;
        int depth = 0;
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            switch (bytes[i])
            {
                case (byte)'"':
                    i = EndOfString(bytes, i + 1, length);
                    break;
                case (byte)'{' or (byte)'[':
                    count += depth == 1 ? 1 : 0;
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
                case (byte)'/' or (byte)'\'' or (byte)'(':
                    return null;
            }
        }

        return depth == 0 ? count : null;
    }

    /// <summary>Where the string ends that begins here; the end of all where it does not.</summary>
    private static int EndOfString(byte[] bytes, int start, int length)
    {
        int end = start - 1;
        do
        {
            end = Array.IndexOf(bytes, (byte)'"', end + 1, length - end - 1);
        }
        while (end >= 0 && IsEscaped(bytes, start, end));

        return end < 0 ? length : end;
    }

    private static bool IsEscaped(byte[] bytes, int start, int at)
    {
        int first = at;
        while (first > start && bytes[first - 1] == '\\')
        {
            first--;
        }

        return (at - first) % 2 == 1;
    }

    private StreamReader OpenText(Encoding encoding)
    {
        // The buffer is read from its start by each reader; it is disposed of with the attempt.
        return new StreamReader(new MemoryStream(_body.GetBuffer(), 0, (int)_body.Length, writable: false), encoding);
    }

    private bool IsUtf8()
        => _charset is null || _charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || _charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    private Encoding EncodingOfBody()
    {
        if (IsUtf8())
        {
            return s_strictUtf8;
        }

        return Encoding.GetEncoding(_charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    /// <summary>A reader that stands on the first token.</summary>
    private JsonTextReader OpenJson()
    {
        JsonTextReader reader = WireJson.Open(OpenText(EncodingOfBody()));
        do
        {
            if (!reader.Read())
            {
                throw new JsonReaderException("Unexpected end: the answer is empty.");
            }
        }
        while (reader.TokenType == JsonToken.Comment);

        return reader;
    }

    private static JToken Load(JsonTextReader reader)
    {
        JToken token = JToken.ReadFrom(reader);
        ExpectEnd(reader);
        return token;
    }

    private static void ExpectEnd(JsonTextReader reader)
    {
        if (reader.TokenType is JsonToken.StartArray or JsonToken.StartObject or JsonToken.None)
        {
            throw new JsonReaderException("Unexpected end of the answer.");
        }

        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("Something follows the end of the JSON.");
            }
        }
    }

    /// <summary>JSON that is well formed, but not what was asked for: a refusal if it has words, else an answer of a wrong shape.</summary>
    private SmarticoException Unexpected(JToken token, string expected)
    {
        string? words = token switch
        {
            JValue { Type: JTokenType.String } text => ((string?)text)?.Trim(),
            JObject answer => MessageIn(answer),
            _ => null,
        };
        if (!string.IsNullOrEmpty(words))
        {
            return Refused(Refusals.KindOf(words) ?? SmarticoErrorKind.InvalidRequest, words);
        }

        return new SmarticoException(
            SmarticoErrorKind.InvalidResponse,
            Sentence($"JSON of another shape where {expected} was expected: {Quote(Excerpt(ShownJson(token)))}"))
        {
            Request = _request.ToString(),
            StatusCode = StatusCode,
        };
    }

    private string ShownJson(JToken token) => _redactor.Clean(token.ToString(Formatting.None), _request.Body);

    private SmarticoException Refused(SmarticoErrorKind kind, string? words)
    {
        string? shown = words is null ? null : Excerpt(_redactor.Clean(words, _request.Body));
        string said = shown is null ? "The server gave no reason." : shown.TrimEnd('.') + ".";
        return new SmarticoException(
            kind,
            FormattableString.Invariant($"{said} (HTTP {StatusCode}, {_request}) {Refusals.Advice(kind)}").TrimEnd())
        {
            Request = _request.ToString(),
            StatusCode = StatusCode,
            ServerMessage = shown,
            RetryAfter = RetryAfter,
            IsTransient = kind is SmarticoErrorKind.Throttled or SmarticoErrorKind.ServerError or SmarticoErrorKind.Timeout,

            // A 503 may come from a proxy after the server has acted; the rate limit turns away before.
            ServerDidNotAct = kind == SmarticoErrorKind.Throttled
                && (StatusCode == 429 || Refusals.KindOf(words) == SmarticoErrorKind.Throttled),
        };
    }

    private string Sentence(string what)
        => FormattableString.Invariant($"{_request}: the server sent {what} (HTTP {StatusCode}). {Refusals.Advice(SmarticoErrorKind.InvalidResponse)}");

    private SmarticoErrorKind? KindByCode()
    {
        if (_request.KindByCode is null || IsBlank())
        {
            return null;
        }

        try
        {
            return _request.KindByCode(ReadJson());
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            // No JSON, so no code.
            return null;
        }
    }

    /// <summary>The words of an error in any envelope: a JSON string, an object with a message, HTML or plain text.</summary>
    private string? ErrorWords()
    {
        if (IsBlank())
        {
            return null;
        }

        try
        {
            JToken token = ReadJson();
            string? words = token switch
            {
                JObject answer => MessageIn(answer),
                JValue { Type: JTokenType.String } text => ((string?)text)?.Trim(),
                _ => null,
            };
            return string.IsNullOrEmpty(words) ? Excerpt(token.ToString(Formatting.None)) : words;
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            // No JSON, or an encoding that this platform does not know.
            string text = ExcerptOfBody();
            return text.Length == 0 ? null : PlainText(text);
        }
    }

    /// <summary>The beginning of the body as text, whatever it is; enough of it for a page's title and first words.</summary>
    private string ExcerptOfBody()
    {
        const int enough = 8 * 1024;
        const int longestSecret = 1024;
        int length = (int)Math.Min(_body.Length, enough + longestSecret);
        string text = Encoding.UTF8.GetString(_body.GetBuffer(), 0, length).TrimStart('\uFEFF').Trim();

        // Cleaned first, then cut: half a secret would not be known any more.
        text = _redactor.Clean(text, _request.Body);
        text = text.Length > enough ? text.Substring(0, enough) : text;
        return LooksLikeHtml(text) ? text : Excerpt(Flat(Printable(text)));
    }

    private static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            clean.Append(char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c);
        }

        return clean.ToString();
    }
}
