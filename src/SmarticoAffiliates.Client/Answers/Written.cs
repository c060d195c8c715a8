using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// A write that the server says it has done. What POST and PUT answer is undocumented; done is: the record with the id, or the
/// unique name, that was written; its id; <c>true</c>; or nothing. Each may come in <c>data</c>, or in an array of one.
/// </summary>
internal sealed class Written
{
    /// <summary>It is done, and the server said no more.</summary>
    public static readonly Written Nothing = new(null, null);

    private Written(JObject? record, int? id)
    {
        Record = record;
        Id = id;
    }

    /// <summary>The record, or what there is of it; null where the server answered an id or nothing.</summary>
    public JObject? Record { get; }

    /// <summary>The record's id, or null where the server did not tell it.</summary>
    public int? Id { get; }

    /// <summary>What the record tells, without the code of success that may stand beside it; null where there is none.</summary>
    public JObject? Told()
    {
        var told = (JObject?)Record?.DeepClone();
        foreach (JProperty code in told?.Properties().Where(p => AnswerFacts.IsCode(p.Name)).ToArray() ?? Array.Empty<JProperty>())
        {
            code.Remove();
        }

        return told;
    }

    /// <summary>What stands in <c>data</c>, or alone in an array, without what is around it.</summary>
    public static JToken Unwrap(JToken token)
    {
        // {"data":…} only where data is what the envelope is about: a record has its id beside it.
        if (token is JObject envelope && envelope["data"] is { } data && envelope["id"] is null)
        {
            token = data;
        }

        return token is JArray { Count: 1 } one ? one[0] : token;
    }

    /// <summary>Why an answer does not say that this was done; null where it does.</summary>
    public static string? WhyUnclear(JToken answered, Answer answer, Expected expected, out Written written)
    {
        written = Nothing;
        AnswerFacts facts = answer.Facts;
        if (facts.HasUnknownWords && !(facts.Codes == AnswerCodes.Registration && facts.Code == 0))
        {
            return "Its words do not say that it was done.";
        }

        if (facts.Shape is AnswerShape.EmptyObject or AnswerShape.True
            || (facts.Shape == AnswerShape.Envelope && facts.Says != false && (facts.Code == 0 || facts.Says == true) && answered is JObject envelope && envelope["data"] is not JContainer))
        {
            return answer.StatusCode == 202 ? "It was accepted, but not said to be done." : null;
        }

        switch (Unwrap(answered))
        {
            case JValue { Type: JTokenType.Integer or JTokenType.String } value when IdOf(value) is { } id:
                written = new Written(null, id);
                return expected.Id is null || expected.Id == id ? null : "That is another id.";
            case JValue { Type: JTokenType.Boolean, Value: true } when answer.StatusCode != 202:
                return null;
            case JObject { HasValues: true } record:
                written = new Written(record, expected.IdNames.Select(n => IdOf(record[n])).FirstOrDefault(i => i is not null));
                return WhyNot(record, written.Id, expected, facts);
            default:
                return "That does not say whether it was done.";
        }
    }

    private static string? WhyNot(JObject record, int? id, Expected expected, AnswerFacts facts)
    {
        foreach (string name in expected.IdNames)
        {
            bool isGiven = record[name] is { Type: not JTokenType.Null };
            if (isGiven && (IdOf(record[name]) is not { } given || (expected.Id is not null && given != expected.Id)))
            {
                return $"That is another {name}.";
            }
        }

        foreach ((string field, JToken sent) in expected.Same.Select(s => (s.Key, s.Value)))
        {
            if (record[field] is { Type: not JTokenType.Null } present && !Expected.AreSame(present, sent))
            {
                return $"That is another {field}.";
            }
        }

        bool isNamed = expected.UniqueName is { } unique && record[unique] is { Type: JTokenType.String } && expected.Same.Any(s => s.Key == unique);
        bool isSaidToBeDone = facts.Code == 0 || facts.Says == true;
        return id is not null || isNamed || isSaidToBeDone ? null : "That does not say whether it was done.";
    }

    /// <summary>An id as the server may send it: a positive whole number, or one in a string.</summary>
    private static int? IdOf(JToken? token) => token switch
    {
        JValue { Value: long number and > 0 and <= int.MaxValue } => (int)number,
        JValue { Value: string text } when int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 0 => id,
        _ => null,
    };
}
