using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// A whole answer of the server that <see cref="AnswerTable"/> takes for a success. What is read of it is what was asked for,
/// or a <see cref="SmarticoException"/> with the server's words.
/// </summary>
public sealed class Answer
{
    private readonly Asked _asked;
    private readonly AnswerBody _body;
    private readonly Uri? _location;
    private AnswerFacts? _facts;
    private JToken? _written;

    internal Answer(Asked asked, int statusCode, AnswerBody body, TimeSpan? retryAfter = null, Uri? location = null)
    {
        _asked = asked;
        _body = body;
        _location = location;
        StatusCode = statusCode;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>What <c>Retry-After</c> asked for, or null.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>How many records the whole list has, where the answer tells it; null where it does not.</summary>
    internal long? TotalCount { get; init; }

    internal AnswerFacts Facts => _facts ??= FactsOfBody();

    internal AnswerFailures Failures => new(_asked, StatusCode, _body, RetryAfter);

    /// <summary>Reads a list: a bare array (S001) or <c>{"data":[…]}</c> (field).</summary>
    /// <typeparam name="T">The records' type.</typeparam>
    /// <exception cref="SmarticoException">A refusal, or an answer that is no such list.</exception>
    public IReadOnlyList<T> ReadList<T>()
        where T : SmarticoObject
        => ReadList<T>(begun: null);

    /// <summary>Reads a list of any records: a bare array (S001) or <c>{"data":[…]}</c> (field).</summary>
    /// <exception cref="SmarticoException">A refusal, or an answer that is no such list.</exception>
    public IReadOnlyList<JToken> ReadList()
    {
        JToken token = ReadJson();
        return ListIn(token)?.ToArray() ?? throw Failures.Unexpected(token, "a list");
    }

    /// <summary>Reads one record: an object, an array of one, or either in <c>data</c>.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <exception cref="SmarticoException">A refusal, nothing found, or an answer that is no such record.</exception>
    public T ReadRecord<T>()
        where T : SmarticoObject
        => ReadRecord<T>(complete: null);

    /// <summary>The same, of a record to which something is added or that is looked at before.</summary>
    internal T ReadRecord<T>(Action<JObject>? complete)
        where T : SmarticoObject
    {
        JToken token = ReadJson();
        JToken inner = Written.Unwrap(token);
        if (inner is JObject { HasValues: true } record && Facts.Shape != AnswerShape.Envelope)
        {
            complete?.Invoke(record);
            return WireJson.Read<T>(record);
        }

        // Only where the answer says so: nothing, or a list of nothing, and no word beside it.
        if (!Facts.HasUnknownWords && (inner is JArray { Count: 0 } || inner.Type == JTokenType.Null))
        {
            throw Failures.Refused(SmarticoErrorKind.NotFound, null);
        }

        throw Failures.Unexpected(token, "a record");
    }

    /// <summary>Reads a web address: a JSON string, or in an object the one of the link that was built; which of them is undocumented.</summary>
    /// <exception cref="SmarticoException">A refusal, or an answer without an address of which it is clear that it is the link's.</exception>
    public string ReadUrl()
    {
        JToken token = ReadJson();
        return Facts.HasUnknownWords ? throw Failures.Unexpected(token, "a web address")
            : LinkAddress.In(token) ?? throw Failures.Unexpected(token, "one web address");
    }

    /// <summary>Reads the answer as JSON of any kind.</summary>
    /// <exception cref="SmarticoException">The answer is empty or not JSON.</exception>
    public JToken ReadJson()
    {
        try
        {
            return _body.ReadJson();
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            throw Failures.Unreadable(exception);
        }
    }

    /// <summary>
    /// Reads what an endpoint that this library does not know may answer: whatever is no refusal.
    /// </summary>
    /// <returns>The answer; null where a write, or status 204, answered nothing.</returns>
    /// <exception cref="SmarticoException">A refusal, or an answer that is not JSON.</exception>
    public JToken? ReadAny() => _body.IsBlank && (_asked.IsWrite || StatusCode == 204) ? null : ReadJson();

    /// <summary>
    /// Reads a list, and where it is a bare array tells as soon as the first record is read how many there will be: the next
    /// page can be asked for while this one is still being read.
    /// </summary>
    internal IReadOnlyList<T> ReadList<T>(Action<T, int>? begun)
        where T : SmarticoObject
    {
        using JsonTextReader reader = _body.OpenJson();
        if (reader.TokenType == JsonToken.StartArray)
        {
            int? count = _body.CountRecords();
            var records = new List<T>(count ?? 0);
            while (reader.Read() && reader.TokenType != JsonToken.EndArray)
            {
                records.Add(WireJson.Read<T>(reader));
                if (count is not null && records.Count == 1)
                {
                    begun?.Invoke(records[0], count.Value);
                }
            }

            AnswerBody.ExpectEnd(reader);
            return records;
        }

        return ReadDataOf<T>(reader) ?? throw Failures.Unexpected(Envelope.Read(_body), "a list");
    }

    /// <summary>Reads a report: <c>{"data":[…],"meta":{…}}</c> (field), or a bare array.</summary>
    /// <exception cref="SmarticoException">A refusal, or an answer that is no such report.</exception>
    internal ReportRows ReadReport()
    {
        JToken token = ReadJson();
        return token switch
        {
            JArray rows => new ReportRows(rows, null),
            JObject envelope when ListIn(envelope) is { } rows => new ReportRows(rows, envelope["meta"] as JObject),
            _ => throw Failures.Unexpected(token, "a report"),
        };
    }

    /// <summary>Reads what a create or an update answered, and holds it against what was sent.</summary>
    /// <param name="expected">What a record must have to be the one that was written.</param>
    /// <exception cref="SmarticoException">It does not say that this was done (<see cref="SmarticoErrorKind.InvalidResponse"/>).</exception>
    internal Written ReadWritten(Expected expected)
    {
        if (_body.IsBlank)
        {
            return StatusCode == 202 ? throw Failures.Unclear("It was accepted, but not said to be done.", null, isAccepted: true) : Written.Nothing;
        }

        JToken token = _written ?? _body.ReadJson(isStrict: true);
        string? why = Written.WhyUnclear(token, this, expected, out Written written);
        if (why is not null)
        {
            throw Failures.Unclear(why, token, isAccepted: StatusCode == 202);
        }

        if (written.Record is { } record)
        {
            Redactor.MaskEchoes(record, _asked.Clean, expected.IdNames.Concat(expected.Same.Select(s => s.Key)).ToList());
        }

        return written;
    }

    /// <summary>Throws where the table says that it is no success.</summary>
    internal void ThrowUnlessSuccess()
    {
        AnswerRule rule = AnswerTable.RuleFor(Facts);
        if (rule.Meaning == AnswerMeaning.Success)
        {
            return;
        }

        if (rule.Meaning == AnswerMeaning.Unclear)
        {
            throw Failures.Unreadable(WhyNoJson());
        }

        if (rule.Kind == SmarticoErrorKind.RedirectRefused)
        {
            string where = _location is null ? "elsewhere"
                : _location.IsAbsoluteUri ? _location.GetLeftPart(UriPartial.Path)
                : _location.OriginalString.Split('?')[0];
            throw Failures.Refused(rule, $"The server wants to send the request on to {where}.");
        }

        // Of a page all its words are shown: which of them say it is not told.
        throw Failures.Refused(rule, Facts.Shape == AnswerShape.Page ? null : Facts.Words.Count == 0 ? null : Facts.Words[0]);
    }

    private Exception? WhyNoJson()
    {
        try
        {
            Envelope.Read(_body);
            return null;
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            return exception;
        }
    }

    /// <summary>The records of <c>{"data":[…]}</c>, where no word stands beside them that makes one doubt that they are all.</summary>
    private List<T>? ReadDataOf<T>(JsonTextReader reader)
        where T : SmarticoObject
    {
        if (reader.TokenType != JsonToken.StartObject || Facts.HasUnknownWords)
        {
            return null;
        }

        List<T>? records = null;
        while (reader.Read() && reader.TokenType != JsonToken.EndObject)
        {
            bool isData = (string?)reader.Value == "data" && reader.TokenType == JsonToken.PropertyName;
            reader.Read();
            if (!isData || reader.TokenType != JsonToken.StartArray)
            {
                reader.Skip();
                continue;
            }

            records = new List<T>();
            while (reader.Read() && reader.TokenType != JsonToken.EndArray)
            {
                records.Add(WireJson.Read<T>(reader));
            }
        }

        AnswerBody.ExpectEnd(reader);
        return records;
    }

    private JArray? ListIn(JToken token) => token as JArray ?? (Facts.HasUnknownWords ? null : (token as JObject)?["data"] as JArray);

    private AnswerFacts FactsOfBody()
    {
        if (_body.IsBlank)
        {
            return AnswerFacts.OfText(StatusCode, _asked.Codes, AnswerShape.Nothing, Array.Empty<string>());
        }

        try
        {
            JToken envelope = Envelope.Read(_body, isStrict: _asked.IsWrite);
            _written = _asked.IsWrite && Envelope.IsWhole(_body) ? envelope : null;
            return AnswerFacts.OfJson(StatusCode, _asked, envelope);
        }
        catch (Exception exception) when (exception is not SmarticoException)
        {
            // No JSON, or an encoding that this platform does not know.
            string text = Failures.Beginning();
            return AnswerFacts.OfText(
                StatusCode, _asked.Codes, AnswerText.IsPage(text) ? AnswerShape.Page : AnswerShape.NoJson, text.Length > 0 && text[0] is '{' or '[' ? Array.Empty<string>() : AnswerText.Parts(text));
        }
    }
}
