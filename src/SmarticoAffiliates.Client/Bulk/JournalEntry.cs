using System;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>What an earlier session's journal tells of a row.</summary>
public sealed class JournalEntry
{
    private readonly Func<JObject?> _record;

    internal JournalEntry(JournalState state, Func<JObject?> record)
    {
        State = state;
        _record = record;
    }

    /// <summary>How far the row came.</summary>
    public JournalState State { get; }

    /// <summary>The record that the row made; null where none was noted. Read from the file each time.</summary>
    public T? Record<T>()
        where T : SmarticoObject
        => (T?)Record(typeof(T));

    /// <summary>The record of this type that the row made; null where none was noted.</summary>
    public SmarticoObject? Record(Type type) => _record() is { } record ? WireJson.Read(record, type) : null;
}
