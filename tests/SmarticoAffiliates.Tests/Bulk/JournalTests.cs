using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>A journal tells the next run what this one did, wherever it was cut off.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly Uri s_account = new("https://api.test/");

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Row_that_was_done_is_done_and_its_record_is_there()
    {
        using (Journal journal = Journal.Open(_path))
        {
            string key = journal.KeyOf(s_account, "a");
            journal.Started(key, "promo code 'A'");
            journal.Ended(key, WireJson.Read<PromoCode>(WireJson.Parse("""{"id":7,"promocode":"A","start_date":"2026-01-02T03:04:05.678Z","status":false,"future":1.5}""")), failure: null);
        }

        using Journal next = Journal.Open(_path);
        JournalEntry earlier = next.Earlier(next.KeyOf(s_account, "a"))!;

        Assert.Equal(JournalState.Done, earlier.State);
        PromoCode record = earlier.Record<PromoCode>()!;
        Assert.Equal(7, record.PromoCodeId);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), record.StartDate);
        Assert.Equal(ActiveStatus.Inactive, record.Status);
        Assert.Equal(1.5m, record.AdditionalProperties["future"]);
    }

    [Fact]
    public void Journal_that_is_cut_off_anywhere_tells_no_more_than_was_written()
    {
        using (Journal journal = Journal.Open(_path))
        {
            string key = journal.KeyOf(s_account, "a");
            journal.Started(key, "a");
            journal.Ended(key, result: null, failure: null);
        }

        byte[] whole = File.ReadAllBytes(_path);
        int firstLine = Encoding.UTF8.GetString(whole).IndexOf('\n', StringComparison.Ordinal);
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            using (Journal journal = Journal.Open(_path))
            {
                JournalState? state = journal.Earlier(journal.KeyOf(s_account, "a"))?.State;
                JournalState? expected = length < firstLine ? null : length < whole.Length - 1 ? JournalState.Unknown : JournalState.Done;
                Assert.Equal(expected, state);
                journal.Started("after", "b");
            }

            using Journal next = Journal.Open(_path);
            Assert.Equal(JournalState.Unknown, next.Earlier("after")!.State);
        }
    }

    [Fact]
    public void Failed_rows_run_again_and_doubtful_ones_are_looked_for()
    {
        using (Journal journal = Journal.Open(_path))
        {
            journal.Ended("refused", result: null, new SmarticoException(SmarticoErrorKind.InvalidDeal, "no"));
            journal.Ended("lost", result: null, new SmarticoException(SmarticoErrorKind.Indeterminate, "?"));
        }

        using Journal next = Journal.Open(_path);
        Assert.Equal(JournalState.Failed, next.Earlier("refused")!.State);
        Assert.Equal(JournalState.Unknown, next.Earlier("lost")!.State);
    }

    [Fact]
    public void Rows_are_known_by_what_they_send_where_to_and_which_of_the_equal_ones_they_are()
    {
        using Journal journal = Journal.Open(_path);
        string[] keys =
        [
            journal.KeyOf(s_account, "a"),
            journal.KeyOf(s_account, "b"),
            journal.KeyOf(s_account, "a"),
            journal.KeyOf(new Uri("https://sandbox.test/"), "a"),
        ];

        Assert.Equal(4, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(keys, k => k.Contains("api.test", StringComparison.Ordinal));
    }

    [Fact]
    public void Finished_rows_that_sent_the_same_are_known_for_what_they_made()
    {
        using (Journal journal = Journal.Open(_path))
        {
            string[] keys = [.. Enumerable.Range(0, 4).Select(_ => journal.KeyOf(s_account, "a"))];
            journal.Started(keys[0], "a");
            journal.Ended(keys[1], WireJson.Read<Deal>(WireJson.Parse("""{"id":7}""")), failure: null);
            journal.Ended(keys[2], result: null, new SmarticoException(SmarticoErrorKind.InvalidDeal, "no"));
            journal.Ended(keys[3], WireJson.Read<Deal>(WireJson.Parse("""{"id":9}""")), failure: null);
            journal.Ended(journal.KeyOf(s_account, "b"), WireJson.Read<Deal>(WireJson.Parse("""{"id":8}""")), failure: null);
        }

        using Journal next = Journal.Open(_path);
        string first = next.KeyOf(s_account, "a");
        string second = next.KeyOf(s_account, "a");

        Assert.Equal([7, 9], next.FinishedTwinsOf(first).Select(t => t.Record<Deal>()!.Key).Order());
        Assert.Equal([9], next.FinishedTwinsOf(second).Select(t => t.Record<Deal>()!.Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void Journal_that_can_not_be_written_says_so_and_stays_silent_from_then_on(int room)
    {
        var file = new FullStream();
        using var journal = new Journal(file);
        string key = journal.KeyOf(s_account, "a");
        journal.Started(key, "a");
        file.Room = room;

        SmarticoException failure = Assert.Throws<SmarticoException>(() => journal.Ended(key, result: null, failure: null));
        file.Room = int.MaxValue;
        SmarticoException later = Assert.Throws<SmarticoException>(() => journal.Started("b", "b"));

        Assert.All(new[] { failure, later }, f => Assert.Equal(SmarticoErrorKind.JournalFailed, f.Kind));
        Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
        using var next = new Journal(new FullStream(file.ToArray()));
        Assert.Equal(JournalState.Unknown, next.Earlier(key)!.State);
        Assert.Null(next.Earlier("b"));
        next.Started("b", "b");
    }

    [Fact]
    public void Full_device_fails_the_line_that_is_written_to_it()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        using Journal journal = Journal.Open("/dev/full");

        Assert.Equal(SmarticoErrorKind.JournalFailed, Assert.Throws<SmarticoException>(() => journal.Started("a", "a")).Kind);
    }

    [Fact]
    public void Two_runs_can_not_write_one_journal()
    {
        using Journal journal = Journal.Open(_path);

        SmarticoException failure = Assert.Throws<SmarticoException>(() => Journal.Open(_path));

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
    }

    /// <summary>Takes as many bytes as there is room for, and fails like a disk that is full.</summary>
    private sealed class FullStream : MemoryStream
    {
        public FullStream(params byte[] content)
        {
            base.Write(content, 0, content.Length);
            Position = 0;
        }

        public int Room { get; set; } = int.MaxValue;

        public override void Write(byte[] buffer, int offset, int count)
        {
            int fits = Math.Min(count, Room);
            base.Write(buffer, offset, fits);
            Room -= fits;
            if (fits < count)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
