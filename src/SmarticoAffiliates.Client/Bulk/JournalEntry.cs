using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>What an earlier run's journal tells of a row.</summary>
public sealed class JournalEntry
{
    private readonly JObject? _record;

    internal JournalEntry(JournalState state, JObject? record)
    {
        State = state;
        _record = record;
    }

    /// <summary>How far the row came.</summary>
    public JournalState State { get; }

    /// <summary>The record that the row made; null where none was noted.</summary>
    public T? Record<T>()
        where T : SmarticoObject
        => _record is null ? null : WireJson.Read<T>(_record);
}

/// <summary>How far a row came in an earlier run.</summary>
public enum JournalState
{
    /// <summary>It was under way when the run ended, or its answer was lost.</summary>
    Unknown,

    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>It was refused or failed, and nothing was carried out.</summary>
    Failed,
}
