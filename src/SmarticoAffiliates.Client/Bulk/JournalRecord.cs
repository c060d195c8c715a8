using System;
using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>Records a run in a <see cref="Journal"/>.</summary>
public sealed class JournalRecord : IRunRecord
{
    private readonly Journal _journal;
    private readonly Uri _destination;

    /// <summary>Records in a journal, which it closes.</summary>
    public JournalRecord(Journal journal, Uri destination)
    {
        _journal = journal;
        _destination = destination;
    }

    /// <inheritdoc/>
    public IRunEntry Open(RunRow row) => new Entry(_journal, _journal.KeyOf(_destination, $"{row.Command} {row.Key}"), row.Resource);

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    private sealed class Entry : IRunEntry
    {
        private readonly Journal _journal;
        private readonly string _key;
        private readonly string _resource;

        public Entry(Journal journal, string key, string resource)
        {
            _journal = journal;
            _key = key;
            _resource = resource;
        }

        public JournalEntry? Earlier => _journal.Earlier(_key);

        public IEnumerable<JournalEntry> FinishedTwins => _journal.FinishedTwinsOf(_key);

        public void Started() => _journal.Started(_key, _resource);

        public void Ended(string outcome, SmarticoObject? record, SmarticoException? failure) => _journal.Ended(_key, record, failure);
    }
}
