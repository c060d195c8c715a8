using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Records of which nothing is known.</summary>
/// <remarks>
/// An <c>id</c> tells records apart, unless it comes twice in one page: then it is the id of something else. Other ids are
/// never trusted, a report has many rows of one affiliate. Records without an id may be equal and yet be two; of them only
/// those are taken for seen with which the page repeats the end of the page before: so overlapping pages look, and the
/// pages of a server that does not know <c>range</c>.
/// </remarks>
internal sealed class AnyRecords : IPageRecords<JToken>
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private IReadOnlyList<JToken> _previous = Array.Empty<JToken>();
    private bool _idsTellApart = true;

    public IReadOnlyList<JToken> Read(Answer answer, Action<JToken, int> begun) => answer.ReadList();

    public int? KeyOf(JToken record) => null;

    // Told of one record alone it can't be said; so no page is asked for before the one in front of it is read.
    public bool IsNew(JToken record) => false;

    public IEnumerable<JToken> NewOf(IReadOnlyList<JToken> page)
    {
        string?[] ids = page.Select(IdOf).ToArray();
        var given = ids.OfType<string>().ToList();
        _idsTellApart = _idsTellApart && given.Distinct(StringComparer.Ordinal).Count() == given.Count;

        int repeated = _idsTellApart && given.Count == page.Count ? 0 : Overlap(_previous, page);
        _previous = page;
        var fresh = new List<JToken>(page.Count);
        for (int i = 0; i < page.Count; i++)
        {
            if (_idsTellApart && ids[i] is { } id ? _seen.Add(id) : i >= repeated)
            {
                fresh.Add(page[i]);
            }
        }

        return fresh;
    }

    private static string? IdOf(JToken record)
        => (record as JObject)?["id"] is JValue { Value: { } id } ? Convert.ToString(id, CultureInfo.InvariantCulture) : null;

    /// <summary>How many records at the beginning of a page are those at the end of the other.</summary>
    private static int Overlap(IReadOnlyList<JToken> before, IReadOnlyList<JToken> page)
    {
        for (int length = Math.Min(before.Count, page.Count); length > 0; length--)
        {
            int start = before.Count - length;
            if (Enumerable.Range(0, length).All(i => JToken.DeepEquals(before[start + i], page[i])))
            {
                return length;
            }
        }

        return 0;
    }
}
