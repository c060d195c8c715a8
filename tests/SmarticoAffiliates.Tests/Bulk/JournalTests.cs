using System;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>A journal tells the next run what this one did, wherever it was cut off.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly SmarticoClient s_client = TestClient.Over(StubHandler.Always(200, "[]"));

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Row_that_was_done_is_done_and_its_record_is_there()
    {
        using (Journal journal = Open())
        {
            string key = Key(journal, "a");
            journal.Started(key, Row("promo code 'A'"));
            journal.Ended(key, WireJson.Read<PromoCode>(WireJson.Parse("""{"id":7,"promocode":"A","start_date":"2026-01-02T03:04:05.678Z","status":false,"future":1.5}""")), failure: null);
        }

        using Journal next = Open();
        JournalEntry earlier = next.Earlier(Key(next, "a"))!;

        Assert.Equal(JournalState.Done, earlier.State);
        PromoCode record = earlier.Record<PromoCode>()!;
        Assert.Equal(7, record.PromoCodeId);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), record.StartDate);
        Assert.Equal(ActiveStatus.Inactive, record.Status);
        Assert.Equal(1.5m, record.AdditionalProperties["future"]);
    }

    [Fact]
    public void Journal_that_is_cut_off_anywhere_behind_its_first_line_tells_no_more_than_was_written()
    {
        string key;
        using (Journal journal = Open())
        {
            key = Key(journal, "a");
            journal.Started(key, Row("a"));
            journal.Ended(key, result: null, failure: null);
        }

        byte[] whole = File.ReadAllBytes(_path);
        int header = Array.IndexOf(whole, (byte)'\n');
        int started = Array.IndexOf(whole, (byte)'\n', header + 1);
        for (int length = header; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            using (Journal journal = Open())
            {
                JournalState? state = journal.Earlier(Key(journal, "a"))?.State;
                JournalState? expected = length < started ? null : length < whole.Length - 1 ? JournalState.Unknown : JournalState.Done;
                Assert.Equal(expected, state);
                Assert.Equal(0, journal.OddLines);
                journal.Started(Key(journal, "after"), Row("b"));
            }

            using Journal next = Open();
            Assert.Equal(JournalState.Unknown, next.Earlier(Key(next, "after"))!.State);
        }
    }

    [Fact]
    public void Plan_that_is_made_anew_changes_nothing_of_what_was_done_or_may_have_been()
    {
        string[] whats = ["done", "in doubt", "failed", "not started"];
        Plan();
        using (Journal journal = Open())
        {
            string done = Key(journal, "done");
            journal.Started(done, Row("done"));
            journal.Ended(done, result: null, failure: null);
            journal.Started(Key(journal, "in doubt"), Row("in doubt"));
            journal.Ended(Key(journal, "failed"), result: null, new SmarticoException(SmarticoErrorKind.InvalidDeal, "no"));
        }

        Plan();

        using Journal next = Open();
        Assert.Equal(
            [JournalState.Done, JournalState.Unknown, JournalState.Planned, JournalState.Planned],
            whats.Select(what => next.Earlier(Key(next, what))!.State));

        void Plan()
        {
            using Journal journal = Open();
            journal.PlanBegins();
            foreach (string what in whats)
            {
                journal.Planned(Key(journal, what), Row(what), RunState.Planned, record: null, why: null);
            }

            journal.PlanEnds(whats.Length);
        }
    }

    [Fact]
    public void Plan_without_its_end_is_not_whole()
    {
        using (Journal journal = Open())
        {
            journal.PlanBegins();
            journal.Planned(Key(journal, "a"), Row("a"), RunState.Planned, record: null, why: null);
            Assert.Equal((true, false), Plan());
            journal.PlanEnds(1);
            Assert.Equal((true, true), Plan());
            journal.PlanBegins();
            Assert.Equal((true, false), Plan());
        }

        (bool IsThere, bool IsWhole) Plan()
        {
            using RunFile file = RunFile.Open(_path);
            return (file.HasPlan, file.IsPlanWhole);
        }
    }

    [Fact]
    public void Failed_rows_run_again_and_doubtful_ones_are_looked_for()
    {
        using (Journal journal = Open())
        {
            journal.Ended(Key(journal, "refused"), result: null, new SmarticoException(SmarticoErrorKind.InvalidDeal, "no"));
            journal.Ended(Key(journal, "lost"), result: null, new SmarticoException(SmarticoErrorKind.Indeterminate, "?"));
        }

        using Journal next = Open();
        Assert.Equal(JournalState.Failed, next.Earlier(Key(next, "refused"))!.State);
        Assert.Equal(JournalState.Unknown, next.Earlier(Key(next, "lost"))!.State);
    }

    [Fact]
    public void Rows_are_known_by_what_they_mean_and_which_of_the_equal_ones_they_are()
    {
        using Journal journal = Open();
        string first = journal.KeyOf("New-SmarticoDeal", string.Empty, Json("""{"cpa_amount":10.50,"ids":[1,2],"name":"a"}"""));
        string second = journal.KeyOf("New-SmarticoDeal", string.Empty, Json("""{"name":"a","ids":[2,1],"cpa_amount":10.5}"""));
        string other = journal.KeyOf("New-SmarticoDeal", string.Empty, Json("""{"cpa_amount":10.51,"ids":[1,2],"name":"a"}"""));
        string elsewhere = journal.KeyOf("Set-SmarticoDeal", string.Empty, Json("""{"cpa_amount":10.5,"ids":[1,2],"name":"a"}"""));

        Assert.Equal(first + "/2", second);
        Assert.DoesNotContain("/", other, StringComparison.Ordinal);
        Assert.NotEqual(first, other, StringComparer.Ordinal);
        Assert.NotEqual(first, elsewhere, StringComparer.Ordinal);
    }

    [Fact]
    public void Finished_rows_that_asked_for_the_same_are_known_for_what_they_made()
    {
        using (Journal journal = Open())
        {
            string[] keys = [.. Enumerable.Range(0, 4).Select(_ => Key(journal, "a"))];
            journal.Started(keys[0], Row("a"));
            journal.Ended(keys[1], WireJson.Read<Deal>(WireJson.Parse("""{"id":7}""")), failure: null);
            journal.Ended(keys[2], result: null, new SmarticoException(SmarticoErrorKind.InvalidDeal, "no"));
            journal.Ended(keys[3], WireJson.Read<Deal>(WireJson.Parse("""{"id":9}""")), failure: null);
            journal.Ended(Key(journal, "b"), WireJson.Read<Deal>(WireJson.Parse("""{"id":8}""")), failure: null);
        }

        using Journal next = Open();
        string first = Key(next, "a");
        string second = Key(next, "a");

        Assert.Equal([7, 9], next.FinishedEqualsOf(first).Select(t => t.Record<Deal>()!.Key).Order());
        Assert.Equal([9], next.FinishedEqualsOf(second).Select(t => t.Record<Deal>()!.Key));
    }

    [Fact]
    public void What_was_there_before_a_row_was_first_sent_is_known_to_all_that_come_after()
    {
        string[] keys;
        using (Journal journal = Open())
        {
            keys = [.. Enumerable.Range(0, 4).Select(_ => Key(journal, "a"))];
            journal.Started(keys[3], Row("too early"));
            var seen = new SeenRecords(nameof(Deal), 35425, [1, 2]);
            journal.Seen(seen);
            journal.Seen(seen);
            journal.Started(keys[0], Row("cut off"));
            journal.Started(keys[1], Row("failed"));
            journal.Ended(keys[1], result: null, new SmarticoException(SmarticoErrorKind.InvalidDeal, "no"));
        }

        using (Journal journal = Open())
        {
            journal.Seen(new SeenRecords(nameof(Deal), 35425, [1, 2, 3]));
            journal.Started(keys[0], Row("cut off again"));
            journal.Started(keys[1], Row("sent anew"));
            journal.Started(keys[2], Row("new"));
        }

        using Journal next = Open();
        Assert.Equal(2, File.ReadLines(_path).Count(l => l.Contains("\"seen\"", StringComparison.Ordinal)));
        Assert.Equal(0, next.OddLines);
        Assert.Equal([1, 2], next.IdsBefore(keys[0], nameof(Deal), 35425)!);
        Assert.Equal([1, 2, 3], next.IdsBefore(keys[1], nameof(Deal), 35425)!);
        Assert.Equal([1, 2, 3], next.IdsBefore(keys[2], nameof(Deal), 35425)!);
        Assert.Null(next.IdsBefore(keys[3], nameof(Deal), 35425));
        Assert.Null(next.IdsBefore(keys[0], nameof(Deal), 35427));
        Assert.Null(next.IdsBefore(keys[0], nameof(Pixel), 35425));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void Journal_that_can_not_be_written_says_so_and_stays_silent_from_then_on(int room)
    {
        var file = new FullStream();
        using Journal journal = Over(file);
        string key = Key(journal, "a");
        journal.Started(key, Row("a"));
        file.Room = room;

        SmarticoException failure = Assert.Throws<SmarticoException>(() => journal.Ended(key, result: null, failure: null));
        file.Room = int.MaxValue;
        SmarticoException later = Assert.Throws<SmarticoException>(() => journal.Started("b", Row("b")));

        Assert.All(new[] { failure, later }, f => Assert.Equal(SmarticoErrorKind.JournalFailed, f.Kind));
        Assert.Contains("No space left", failure.Message, StringComparison.Ordinal);
        using Journal next = Over(new FullStream(file.ToArray()));
        Assert.Equal(JournalState.Unknown, next.Earlier(key)!.State);
        Assert.Null(next.Earlier("b"));
        next.Started("b", Row("b"));
    }

    [Fact]
    public void Full_device_fails_the_line_that_is_written_to_it()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        using Journal journal = s_client.OpenJournal("/dev/full", "New-SmarticoPromoCode");

        Assert.Equal(SmarticoErrorKind.JournalFailed, Assert.Throws<SmarticoException>(() => journal.Started("a", Row("a"))).Kind);
    }

    [Fact]
    public void Two_runs_can_not_write_one_journal_and_it_can_be_read_meanwhile()
    {
        using Journal journal = Open();
        journal.Started(Key(journal, "a"), Row("a"));

        SmarticoException failure = Assert.Throws<SmarticoException>(Open);

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
        using RunFile file = RunFile.Open(_path);
        Assert.Equal(RunState.Started, Assert.Single(file.Rows()).State);
    }

    [Theory]
    [InlineData("PromoCode,AffiliateId,DealId\nSPRING,35425,93203\n", "no journal")]
    [InlineData("{\"promocode\":\"SPRING\"}\n", "no journal")]
    [InlineData("[1,2]", "no journal")]
    [InlineData("{\"format\":\"smartico-run\",\"version\":1,\"acc", "cut off within its first line")]
    [InlineData("{\"format\":\"smartico-run\",\"version\":2,\"module\":\"9.0.0\"}\n", "written by module version 9.0.0")]
    [InlineData("{\"format\":\"smartico-run\",\"version\":1,\"account\":{\"host\":\"https://other.test/\",\"key\":null}}\n", "this connection is to https://api.test/")]
    [InlineData("{\"format\":\"smartico-run\",\"version\":1,\"account\":{\"host\":\"https://api.test/\",\"key\":\"0000000000000000\"}}\n", "another API key")]
    [InlineData("{\"format\":\"smartico-run\",\"version\":1}\n", "tells no account")]
    public void File_that_is_not_this_accounts_journal_is_refused_and_not_touched(string content, string why)
    {
        File.WriteAllText(_path, content);

        SmarticoException failure = Assert.Throws<SmarticoException>(Open);

        Assert.Equal(SmarticoErrorKind.InvalidInput, failure.Kind);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_path));
    }

    [Theory]
    [InlineData("utf-8", false, "\n")]
    [InlineData("utf-8", true, "\r\n")]
    [InlineData("utf-16", true, "\r\n")]
    [InlineData("utf-16BE", true, "\n")]
    public void Journal_that_an_editor_saved_again_is_read_and_written_on(string encodingName, bool hasMark, string newLine)
    {
        using (Journal journal = Open())
        {
            string key = Key(journal, "ä");
            journal.Started(key, Row("promo code 'Ä'"));
            journal.Ended(key, WireJson.Read<PromoCode>(WireJson.Parse("""{"id":7,"promocode":"Ä"}""")), failure: null);
        }

        var encoding = Encoding.GetEncoding(encodingName);
        string text = File.ReadAllText(_path).Replace("\n", newLine, StringComparison.Ordinal);
        File.WriteAllBytes(_path, [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        using (Journal journal = Open())
        {
            Assert.Equal("Ä", journal.Earlier(Key(journal, "ä"))!.Record<PromoCode>()!.PromoCode);
            journal.Ended(Key(journal, "ö"), WireJson.Read<PromoCode>(WireJson.Parse("""{"id":8,"promocode":"Ö"}""")), failure: null);
        }

        using Journal next = Open();
        Assert.Equal(0, next.OddLines);
        Assert.Equal("Ö", next.Earlier(Key(next, "ö"))!.Record<PromoCode>()!.PromoCode);
    }

    [Fact]
    public void Journal_of_an_older_module_is_read()
    {
        const string request = """{"promocode":"A","affiliate_id":35425,"deal_id":93203,"status":true}""";
        string key = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"https://api.test/\nNew-SmarticoPromoCode {request}")), 0, 16);
        File.WriteAllLines(_path, [$$"""{"event":"start","row":"{{key}}","what":"a","at":"2026-11-01T00:00:00.000Z"}""", $$"""{"event":"end","row":"{{key}}","outcome":"done","record":{"id":7,"promocode":"A"},"at":"2026-11-01T00:00:00.000Z"}"""]);

        using Journal journal = Open();

        JournalEntry earlier = journal.Earlier(journal.KeyOf("New-SmarticoPromoCode", string.Empty, Json(request)))!;
        Assert.Equal(7, earlier.Record<PromoCode>()!.PromoCodeId);
        using RunFile file = RunFile.Open(_path);
        Assert.Equal((RunState.Done, "a"), file.Rows().Select(r => (r.State, r.What)).Single());
    }

    [Fact]
    public void Lines_of_another_shape_are_passed_over_and_counted()
    {
        using (Journal journal = Open())
        {
            journal.Started(Key(journal, "a"), Row("a"));
        }

        File.AppendAllText(_path, "a remark\n{\"event\":\"sto\n{\"other\":1}\n\n");
        using Journal next = Open();

        Assert.Equal((2, 3), (next.OddLines, next.FirstOddLine));
        Assert.Equal(JournalState.Unknown, next.Earlier(Key(next, "a"))!.State);
    }

    [Fact]
    public void Secrets_are_not_in_it_also_not_where_the_server_echoes_them_under_another_name()
    {
        using (Journal journal = Open())
        {
            var sent = Json("""{"username":"partner","password":"Geheim-1234","token":"captcha-5678"}""");
            journal.Started("a", Row("registration of 'partner'"), sent);
            journal.Ended("a", WireJson.Read<RegisteredAffiliate>(WireJson.Parse($$$"""{"affiliate_id":7,"echo":"Geheim-1234","deep":{"x":["captcha-5678","{{{TestClient.Key}}}"]}}""")), failure: null, sent);
            journal.Ended("b", null, new SmarticoException(SmarticoErrorKind.InvalidRequest, $"Geheim%2D1234 is no good for {TestClient.Key}"), sent);
        }

        string text = File.ReadAllText(_path);
        Assert.DoesNotContain("Geheim", text, StringComparison.Ordinal);
        Assert.DoesNotContain("captcha-5678", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, text, StringComparison.Ordinal);
    }

    private static RunRow Row(string what) => new() { Number = 1, Resource = nameof(PromoCode), Action = RunAction.Create, What = what };

    private static JObject Json(string text) => (JObject)WireJson.Parse(text);

    private static string Key(Journal journal, string what) => journal.KeyOf("New-SmarticoPromoCode", string.Empty, new JObject { ["promocode"] = what });

    private static Journal Over(Stream file)
        => new(file, new JournalHeader(s_client.Account, "New-SmarticoPromoCode", source: null, DateTimeOffset.UnixEpoch), s_client.Conceal);

    private Journal Open() => s_client.OpenJournal(_path, "New-SmarticoPromoCode");

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
