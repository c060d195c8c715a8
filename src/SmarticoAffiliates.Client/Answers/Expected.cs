using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>What the record in an answer to a write must have to be the one that was written.</summary>
internal sealed class Expected
{
    private readonly List<KeyValuePair<string, JToken>> _same = new();

    /// <summary>Makes an expectation.</summary>
    /// <param name="id">The id in the path of an update; null for a create.</param>
    /// <param name="idNames">The fields that hold the record's id, the surest first.</param>
    public Expected(int? id, params string[] idNames)
    {
        Id = id;
        IdNames = idNames;
    }

    public int? Id { get; }

    public IReadOnlyList<string> IdNames { get; }

    /// <summary>A name that only this record has: it stands for the id where the answer has none.</summary>
    public string? UniqueName { get; init; }

    public IReadOnlyList<KeyValuePair<string, JToken>> Same => _same;

    /// <summary>A field that must be as it was sent, where the answer has it.</summary>
    public Expected With(string field, JToken? sent)
    {
        if (sent is not null and not { Type: JTokenType.Null })
        {
            _same.Add(new KeyValuePair<string, JToken>(field, sent));
        }

        return this;
    }

    /// <summary>Whether two values are the same for the question whose record it is: 7 and "7" are, and so are names in another case.</summary>
    public static bool AreSame(JToken one, JToken other)
        => string.Equals(Text(one), Text(other), StringComparison.OrdinalIgnoreCase);

    private static string Text(JToken token) => token.ToString().Trim();
}
