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
/// A report comes whole where neither limit nor offset is sent (field: up to 100,000 rows). Undocumented: whether a server has
/// a cap of its own. So where the number of rows is a round one, which may be a cap, the rows behind them are asked for by
/// limit and offset; rows that an earlier answer held already are dropped, and an answer with nothing new is the end. A row is
/// known again by all that is no figure, for figures change while a report is read; where that does not tell the rows of an
/// answer apart, by all of it.
/// </remarks>
public sealed class MediaReportReader
{
    private const string OwnPath = "api/af2_media_report_af";

    /// <summary>The cap of the other lists (S000).</summary>
    private const int KnownCap = 999;

    /// <summary>Other caps are round numbers.</summary>
    private const int CapStep = 50;

    /// <summary>A cap that is less likely than a report of just so many rows is not worth a warning.</summary>
    private const int LikelyCapStep = 500;

    private readonly Transport _transport;
    private readonly string _path;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _query;
    private readonly IReadOnlyList<(ReportDimension Dimension, string Value)> _asked;
    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private bool? _isKeyed;
    private int _limit;
    private long _offset;
    private int _others;
    private bool _isAtEnd;

    internal MediaReportReader(Transport transport, string path, MediaReportFilter filter)
    {
        _transport = transport;
        _path = path;
        _query = filter.ToQuery();
        _asked = filter.Asked();
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
                new SmarticoRequest("GET", _path, _query.Concat(Slice())) { IsLongList = true, OwnPath = OwnPath }, Read, cancellationToken).ConfigureAwait(false);
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

            if (_offset > 0 && fresh.Count == 0 && page.Count > 0)
            {
                TellOfUnheededOffset();
            }

            _offset += page.Count;
            _limit = _limit == 0 ? page.Count : _limit;
            _isAtEnd = fresh.Count == 0 || !MayBeCap(page.Count);

            List<MediaReportRow> own = fresh.ConvertAll(r => r.Row);
            foreach ((ReportDimension dimension, string value) in _asked)
            {
                own = OwnOf(own, dimension, value);
            }

            if (own.Count > 0)
            {
                return own;
            }
        }

        return null;
    }

    /// <summary>What tells a row from the others: all that is no figure.</summary>
    private static string Key(MediaReportRow row) => FormattableString.Invariant($"{row.Date:O} {row.AffiliateId} {row.AdditionalProperties}");

    private static bool MayBeCap(int count) => count > 0 && (count == KnownCap || count % CapStep == 0);

    /// <summary>
    /// The rows that say that they are what was asked for: a server that does not heed a restriction answers others' rows, too,
    /// and one affiliate's figures must not hold another's (FA).
    /// </summary>
    /// <exception cref="SmarticoException">A row does not say whose it is (<see cref="SmarticoErrorKind.InvalidResponse"/>).</exception>
    private List<MediaReportRow> OwnOf(List<MediaReportRow> rows, ReportDimension dimension, string asked)
    {
        (string one, string many) = dimension switch
        {
            ReportDimension.AffiliateId => ("affiliate", "affiliates"),
            ReportDimension.LinkId => ("destination link", "destination links"),
            _ => ("player", "players"),
        };
        if (rows.Exists(r => r.GetDimension(dimension) is null))
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidResponse,
                $"The report of {one} {asked} has rows that do not say whose they are, so they may be another's. Read the report of all {many}, grouped by {dimension}.");
        }

        List<MediaReportRow> own = rows.FindAll(r => string.Equals(Convert.ToString(r.GetDimension(dimension), CultureInfo.InvariantCulture), asked, StringComparison.OrdinalIgnoreCase));
        if (own.Count < rows.Count && _others == 0)
        {
            _transport.Log?.Warning($"The server answered rows of other {many} to the report of {one} {asked}: they are left out.");
        }

        _others += rows.Count - own.Count;
        return own;
    }

    /// <summary>The same rows again: then nobody can tell whether there are more behind them.</summary>
    private void TellOfUnheededOffset()
    {
        string text = FormattableString.Invariant($"The report has {_offset} rows, which may be the most that the server answers, and it heeds no offset: whether there are more is not known. Ask for a shorter span to be sure.");
        if (_offset == KnownCap || _offset % LikelyCapStep == 0)
        {
            _transport.Log?.Warning(text);
        }
        else
        {
            _transport.Log?.Verbose(text);
        }
    }

    /// <summary>Nothing in the first request: then the whole report comes (field).</summary>
    private IEnumerable<KeyValuePair<string, string>> Slice() => _offset == 0
        ? Enumerable.Empty<KeyValuePair<string, string>>()
        : new KeyValuePair<string, string>[]
        {
            new("limit", _limit.ToString(CultureInfo.InvariantCulture)),
            new("offset", _offset.ToString(CultureInfo.InvariantCulture)),
        };

    private List<(MediaReportRow Row, string Json)> Read(Answer answer)
    {
        ReportRows page = answer.ReadReport();
        JToken? currency = page.Meta?["operator_currency"];

        // FA: the report of an affiliate's own key says once whose all of its rows are.
        JToken? owner = _transport.Key.Owner == KeyOwner.Affiliate ? page.Meta?["affiliate_id"] : null;
        var rows = new List<(MediaReportRow Row, string Json)>(page.Rows.Count);
        foreach (JToken element in page.Rows)
        {
            if (element is JObject fields)
            {
                Complete(fields, "operator_currency", currency);
                Complete(fields, "affiliate_id", owner);
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
