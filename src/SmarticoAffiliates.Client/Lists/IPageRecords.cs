using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>How the pages of a list are read, and which of their records were in no page before.</summary>
/// <typeparam name="T">The records' type.</typeparam>
internal interface IPageRecords<T>
{
    /// <summary>Reads a page.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="begun">Told the first record and how many there will be, while the page is still being read; where that can be told.</param>
    IReadOnlyList<T> Read(Answer answer, Action<T, int> begun);

    /// <summary>What tells a record from all others of the list; null where nothing does for sure.</summary>
    int? KeyOf(T record);

    /// <summary>Whether a record was in none of the pages that were asked about.</summary>
    bool IsNew(T record);

    /// <summary>Those records of the next page that were in none before. Asked for each page once, in order, and read to the end or not at all any more.</summary>
    IEnumerable<T> NewOf(IReadOnlyList<T> page);
}

/// <summary>Records of a known type, which their ids tell apart.</summary>
/// <typeparam name="T">The records' type.</typeparam>
internal sealed class KnownRecords<T> : IPageRecords<T>
    where T : SmarticoObject
{
    private readonly HashSet<int> _seen = new();

    public IReadOnlyList<T> Read(Answer answer, Action<T, int> begun) => answer.ReadList(begun);

    public int? KeyOf(T record) => record.Key;

    public bool IsNew(T record) => !_seen.Contains(record.Key);

    public IEnumerable<T> NewOf(IReadOnlyList<T> page) => page.Where(r => _seen.Add(r.Key));
}
