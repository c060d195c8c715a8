using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Commands;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What a process knows of whose record is whose, told by a journal.</summary>
public sealed class RowSenderTests : IDisposable
{
    private static readonly RunRow s_row = new()
    {
        Number = 1,
        Command = "New-SmarticoDeal",
        Resource = nameof(Deal),
        Action = RunAction.Create,
        What = "deal",
        Asked = new DealCreate { AffiliateId = 7, Name = "same" },
    };

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".jsonl");
    private readonly SmarticoClient _client = TestClient.Over(StubHandler.Always(200, "[]"));
    private readonly Deal _deal = WireJson.Read<Deal>(WireJson.Parse("""{"id":77,"affiliate_id":7}"""));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Record_that_an_earlier_run_made_for_an_equal_row_is_taken_for_no_other()
    {
        using (var first = new JournalRecord(_client.OpenJournal(_path, s_row.Command)))
        {
            IRunEntry entry = first.Open(s_row);
            entry.Started();
            entry.Ended(_deal, failure: null);
        }

        using var next = new JournalRecord(_client.OpenJournal(_path, s_row.Command));
        next.Open(s_row);
        Assert.False(_client.CreatedRecords.IsTaken(_deal));

        Sender().Send(Work(), "row 2", "row 2", next.Open(s_row));

        Assert.True(_client.CreatedRecords.IsTaken(_deal));
    }

    [Fact]
    public async Task Record_whose_row_the_journal_could_not_note_can_be_found_again()
    {
        _client.CreatedRecords.Take(_deal);

        await Sender().Send(Work(), "row 1", "row 1", new FullJournal())();

        Assert.False(_client.CreatedRecords.IsTaken(_deal));
    }

    private RowSender Sender() => new(_client, typeof(Deal), CancellationToken.None);

    private RowWork Work()
        => new("deal", RunAction.Create, "Create", s_row.Asked!, s_row.Asked!, (_, _, _) => Task.FromResult(new RowDone(RowResult.Created, _deal) { IsWritten = false }));

    /// <summary>Notes that a row begins, and has no room for its end.</summary>
    private sealed class FullJournal : IRunEntry
    {
        public string Key => "1";

        public JournalEntry? Earlier => null;

        public IEnumerable<JournalEntry> FinishedEquals => [];

        public void Planned(RunState state, SmarticoObject? record, SmarticoException? failure)
        {
        }

        public void NotSent(RunState state, SmarticoObject? record, SmarticoException? failure)
        {
        }

        public void Before(SeenRecords seen)
        {
        }

        public IReadOnlyCollection<int>? IdsBefore(string resource, int owner) => null;

        public void Started()
        {
        }

        public void Ended(SmarticoObject? record, SmarticoException? failure) => throw new SmarticoException(SmarticoErrorKind.JournalFailed, "The disk is full.");
    }
}
