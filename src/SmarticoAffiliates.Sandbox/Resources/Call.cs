using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Sandbox;

/// <summary>One request as a resource sees it.</summary>
internal sealed record Call(string Method, string Path, IReadOnlyDictionary<string, string> Query, string Body, string? Key, DateTimeOffset Now)
{
    /// <summary>From when on lists show what this call creates.</summary>
    public DateTimeOffset ListedFrom { get; init; } = Now;

    /// <summary>Whether a list that this call asks for shows the record.</summary>
    public bool Shows(Record record) => record.ListedFrom <= Now;

    public JObject BodyObject() => SandboxJson.TryParse(Body, out JToken? token) && token is JObject body ? body : throw Refusals.BodyIsNoObject();

    /// <summary>The <c>filter</c> parameter: a JSON object (S000); empty when not given.</summary>
    public JObject Filter()
    {
        if (!Query.TryGetValue("filter", out string? text))
        {
            return [];
        }

        return SandboxJson.TryParse(text, out JToken? token) && token is JObject filter ? filter : throw Refusals.BadFilter();
    }

    public int AffiliateId()
    {
        if (!Query.TryGetValue("affiliate_id", out string? text))
        {
            throw Refusals.Missing("affiliate_id");
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : throw Refusals.Invalid("affiliate_id", "a whole number");
    }

    /// <summary>The records that <c>range=[from,to]</c> names, at most a page.</summary>
    public Reply.Rows Page(IEnumerable<Record> records, SandboxOptions options, Func<Record, Record> view)
    {
        (long first, long count) = Range(options);
        long from = first;
        var page = new List<Record>();
        foreach (Record record in records)
        {
            if (from > 0)
            {
                from--;
                continue;
            }

            if (page.Count >= count)
            {
                break;
            }

            page.Add(view(record));
        }

        return new Reply.Rows(page) { ContentRange = options.TellsListTotals ? ContentRangeOf(first, page.Count, records.Count()) : null };
    }

    /// <summary>The header's value (RFC 9110, 14.4), with the resource for the unit, as in the field.</summary>
    private string ContentRangeOf(long first, int count, int total)
    {
        string unit = Path.Substring(Path.LastIndexOf('/') + 1);
        return count == 0
            ? FormattableString.Invariant($"{unit} */{total}")
            : FormattableString.Invariant($"{unit} {first}-{first + count - 1}/{total}");
    }

    private (long From, long Count) Range(SandboxOptions options)
    {
        if (options.IgnoresRange)
        {
            return (0, long.MaxValue);
        }

        if (!Query.TryGetValue("range", out string? text))
        {
            return (0, options.PageCap);
        }

        if (!SandboxJson.TryParse(text, out JToken? token)
            || token is not JArray { Count: 2 } range
            || range[0] is not JValue { Value: long from and >= 0 and <= int.MaxValue }
            || range[1] is not JValue { Value: long to and <= int.MaxValue }
            || to < from)
        {
            throw Refusals.BadRange();
        }

        return (from, Math.Min(options.PageCap, to - from + (options.RangeIsInclusive ? 1 : 0)));
    }
}
