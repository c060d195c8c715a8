using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The records that the server has at present, read in pages as far as they are needed. A table that was exported comes in
/// the list's order, so a record is let go of when its row has come: memory does not grow with the table.
/// </summary>
internal sealed class PresentState<TKey, T> : IDisposable
    where T : SmarticoObject
{
    private readonly PageReader<T> _pages;
    private readonly Func<PageReader<T>, IReadOnlyList<T>?> _read;
    private SmarticoException? _failure;
    private readonly Func<T, TKey> _keyOf;
    private readonly Dictionary<TKey, T> _waiting;
    private readonly List<T> _doubles = new();
    private bool _isAtEnd;

    public PresentState(PageReader<T> pages, Func<PageReader<T>, IReadOnlyList<T>?> read, Func<T, TKey> keyOf, IEqualityComparer<TKey>? comparer = null)
    {
        _pages = pages;
        _read = read;
        _keyOf = keyOf;
        _waiting = new Dictionary<TKey, T>(comparer);
    }

    /// <summary>The record, once; null where there is none, or where it was taken before.</summary>
    /// <exception cref="SmarticoException">The list broke off before it: what the server has is not known, for this row and all that follow.</exception>
    public T? Take(TKey key)
    {
        while (true)
        {
            if (_waiting.TryGetValue(key, out T? record))
            {
                _waiting.Remove(key);
                return record;
            }

            if (ReadPage() is not { } page)
            {
                return null;
            }

            Keep(page);
        }
    }

    /// <summary>All records of this key, and none is let go of: the list is read to its end, or it is not known whether there is another.</summary>
    /// <exception cref="SmarticoException">The list broke off: what the server has is not known.</exception>
    public IReadOnlyList<T> All(TKey key)
    {
        while (ReadPage() is { } page)
        {
            Keep(page);
        }

        return _waiting.TryGetValue(key, out T? first)
            ? new[] { first }.Concat(_doubles.Where(d => _waiting.Comparer.Equals(_keyOf(d), key))).ToArray()
            : Array.Empty<T>();
    }

    private void Keep(IReadOnlyList<T> page)
    {
        foreach (T next in page)
        {
            TKey key = _keyOf(next);
            if (!_waiting.TryGetValue(key, out T? first))
            {
                _waiting.Add(key, next);
            }
            else if (first.Key != next.Key)
            {
                _doubles.Add(next);
            }
            else
            {
                // A list that moved while it was read shows a record twice.
                _waiting[key] = next;
            }
        }
    }

    private IReadOnlyList<T>? ReadPage()
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            IReadOnlyList<T>? page = _isAtEnd ? null : _read(_pages);
            _isAtEnd = page is null;
            return page;
        }
        catch (SmarticoException failure)
        {
            _failure = failure;
            throw;
        }
    }

    public void Dispose() => _pages.Dispose();
}
