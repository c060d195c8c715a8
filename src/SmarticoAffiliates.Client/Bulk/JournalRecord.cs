using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Records a run in a <see cref="Journal"/>.</summary>
public sealed class JournalRecord : IRunRecord
{
    private readonly Journal _journal;

    /// <summary>Records in a journal, which it closes.</summary>
    public JournalRecord(Journal journal) => _journal = journal;

    /// <inheritdoc/>
    public IRunEntry Open(RunRow row)
        => Open(row.Asked is null ? _journal.KeyOf(row.Command, $"{row.Place}, {row.What}", new JObject()) : _journal.KeyOf(row.Command, row.Subject, row.Asked.ToJson()), row);

    /// <summary>The place of a row whose key is known.</summary>
    public IRunEntry Open(string key, RunRow row) => new Entry(_journal, key, row);

    /// <inheritdoc/>
    public void ComesFrom(string source) => _journal.ComesFrom(source);

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    private sealed class Entry : IRunEntry
    {
        private readonly Journal _journal;
        private readonly RunRow _row;

        public Entry(Journal journal, string key, RunRow row)
        {
            _journal = journal;
            _row = row;
            Key = key;
        }

        public string Key { get; }

        public JournalEntry? Earlier => _journal.Earlier(Key);

        public IEnumerable<JournalEntry> FinishedEquals => _journal.FinishedEqualsOf(Key);

        public void Before(SeenRecords seen) => _journal.Seen(seen);

        public IReadOnlyCollection<int>? IdsBefore(string resource, int owner) => _journal.IdsBefore(Key, resource, owner);

        public void Planned(RunState state, SmarticoObject? record, SmarticoException? failure) => _journal.Planned(Key, _row, state, record, failure);

        public void NotSent(RunState state, SmarticoObject? record, SmarticoException? failure) => _journal.NotSent(Key, _row, state, record, failure);

        public void Started() => _journal.Started(Key, _row, Secrets());

        public void Ended(SmarticoObject? record, SmarticoException? failure) => _journal.Ended(Key, record, failure, Secrets());

        // A server may echo them under other names.
        private JObject? Secrets() => _row.Asked?.Fields.Any(f => f.IsSecret) == true ? _row.Asked.ToJson() : null;
    }
}
