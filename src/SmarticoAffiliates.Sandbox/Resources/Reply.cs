using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>What a resource answers, before the options give it its form.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    public sealed record Rows(IReadOnlyList<Record> Records) : Reply
    {
        /// <summary>The records' places and the length of the list, as <c>Content-Range</c> has them; null where it is not told.</summary>
        public string? ContentRange { get; init; }
    }

    public sealed record One(Record Record) : Reply;

    /// <summary>A record that was created or changed.</summary>
    public sealed record Written(Record Record) : Reply;

    /// <summary>JSON that has one form only.</summary>
    public sealed record Plain(JToken Token) : Reply;
}
