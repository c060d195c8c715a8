using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Reads a report part by part and gives every row exactly once. For one reader at a time.</summary>
/// <remarks>
/// Undocumented: how many rows an answer holds at most, and whether a server heeds limit and offset at all. So an answer ends
/// the report where it holds another number of rows than was asked for, unless that number is a round one, which may be the
/// server's own cap; rows that an earlier answer held already are dropped, and an answer with nothing new is the end. A row is
/// known again by all that is no figure, for figures change while a report is read; where that does not tell the rows of an
/// answer apart, by all of it.
/// </remarks>
public sealed class MediaReportReader
{
    // Below the least cap that other lists are said to have (S000: 999).
    private const int Limit = 999;

    // Caps are round numbers.
    private const int CapStep = 50;

    private readonly Transport _transport;
    private readonly string _path;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _query;
    private readonly int? _affiliateId;
    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private bool? _isKeyed;
    private long _offset;
    private bool _isAtEnd;

    internal MediaReportReader(Transport transport, string path, MediaReportFilter filter)
    {
        _transport = transport;
        _path = path;
        _query = filter.ToQuery();
        _affiliateId = filter.AffiliateId;
    }

    /// <summary>The next rows, or null at the end of the report.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SmarticoException">The rows could not be read.</exception>
    public async Task<IReadOnlyList<MediaReportRow>?> ReadPageAsync(CancellationToken cancellationToken = default)
    {
        while (!_isAtEnd)
        {
            _isAtEnd = true;
            List<(MediaReportRow Row, string Json)> page = await _transport.SendAsync(
                new SmarticoRequest("GET", _path, _query.Concat(Slice())) { IsLongList = true }, Read, cancellationToken).ConfigureAwait(false);
            _isKeyed ??= page.Select(r => Key(r.Row)).Distinct(StringComparer.Ordinal).Count() == page.Count;
            List<(string Key, string Json, MediaReportRow Row)> rows = page.ConvertAll(r => (_isKeyed == true ? Key(r.Row) : r.Json, r.Json, r.Row));
            bool goesOn = rows.Exists(r => !_seen.ContainsKey(r.Key));

            // Beside new rows, one that looks seen but has other figures is a row of its own: no commission is to be lost.
            List<(string Key, string Json, MediaReportRow Row)> fresh = rows
                .FindAll(r => !_seen.TryGetValue(r.Key, out string? before) || (goesOn && before != r.Json));
            foreach ((string key, string json, _) in fresh)
            {
                _seen[key] = json;
            }

            _offset += page.Count;
            _isAtEnd = fresh.Count == 0 || (page.Count != Limit && (page.Count > Limit || page.Count % CapStep != 0));

            // A server that did not heed the filter answers others' rows, too: one affiliate's figures must not hold another's.
            List<MediaReportRow> own = fresh.Select(r => r.Row).Where(r => _affiliateId is null || r.AffiliateId == _affiliateId).ToList();
            if (own.Count > 0)
            {
                return own;
            }
        }

        return null;
    }

    /// <summary>What tells a row from the others: all that is no figure.</summary>
    private static string Key(MediaReportRow row) => FormattableString.Invariant($"{row.Date:O} {row.AffiliateId} {row.AdditionalProperties}");

    private KeyValuePair<string, string>[] Slice() => new KeyValuePair<string, string>[]
    {
        new("limit", Limit.ToString(CultureInfo.InvariantCulture)),
        new("offset", _offset.ToString(CultureInfo.InvariantCulture)),
    };

    private List<(MediaReportRow Row, string Json)> Read(Answer answer)
    {
        ReportRows page = answer.ReadReport();
        JToken? currency = page.Meta?["operator_currency"];
        var rows = new List<(MediaReportRow Row, string Json)>(page.Rows.Count);
        foreach (JToken element in page.Rows)
        {
            if (element is JObject fields)
            {
                Complete(fields, "operator_currency", currency);
                Complete(fields, "affiliate_id", _affiliateId);
            }

            rows.Add((WireJson.Read<MediaReportRow>(element), element.ToString(Formatting.None)));
        }

        return rows;
    }

    private static void Complete(JObject fields, string name, JToken? value)
    {
        if (value is not null && fields[name] is null or { Type: JTokenType.Null })
        {
            fields[name] = value;
        }
    }
}
