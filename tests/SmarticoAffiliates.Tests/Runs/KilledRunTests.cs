using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Commands;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// The life of a run on a bad day: planned, applied to a server that fails a quarter of all requests while the process is
/// killed again and again, each time gone on with, and at last taken back. More of it:
/// SMARTICO_RUN_SEEDS=20 SMARTICO_RUN_ROWS=5000 dotnet test --filter FullyQualifiedName~KilledRunTests
/// </summary>
public sealed class KilledRunTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_row_is_done_once_and_undone_however_often_the_run_is_killed()
    {
        for (int seed = 1; seed <= Setting("SMARTICO_RUN_SEEDS", 1); seed++)
        {
            using var account = new Account(seed, Setting("SMARTICO_RUN_ROWS", 1000), Setting("SMARTICO_RUN_KILLS", 20));
            try
            {
                await account.BeginAsync();
                account.Plan();
                await account.ApplyAsync();
                await account.UndoAsync();
            }
            finally
            {
                output.WriteLine(account.Told);
            }
        }
    }

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>One account, and all that happens to it.</summary>
    private sealed class Account : IDisposable
    {
        private const int AtOnce = 16;

        /// <summary>So many rows of a run with 24 kills stay in doubt at most; most often none does.</summary>
        private const int MostInDoubt = 5;
        private const int Owner = 166368;
        private const int OwnersDeal = 93195;
        private const int AnothersDeal = 93203;

        /// <summary>About what a row costs: two lines, and each request on its way out and back.</summary>
        private const int StepsOfARow = 6;

        private ILookup<string, JournalRow> _inDoubt = Array.Empty<JournalRow>().ToLookup(r => r.What, StringComparer.Ordinal);
        private readonly string _folder = Directory.CreateTempSubdirectory("smartico").FullName;
        private readonly VirtualTime _time = new();
        private readonly Random _random;
        private readonly SmarticoSandbox _sandbox;
        private readonly Chaos _chaos;
        private readonly int _rows;
        private readonly int _kills;
        private readonly List<string> _told = [];
        private readonly Dictionary<string, List<ChangeSet>> _asked = new(StringComparer.Ordinal);
        private readonly Dictionary<string, SmarticoObject[]> _present = new(StringComparer.Ordinal);
        private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
        private int _killed;

        public Account(int seed, int rows, int kills)
        {
            _random = new Random(seed);
            _rows = rows;
            _kills = kills;
            _chaos = new Chaos(seed);
            _sandbox = new SmarticoSandbox(new SandboxOptions
            {
                AffiliateCount = Math.Max(10, rows / 16),
                PromoCodeCount = Math.Max(10, rows / 4),
                Clock = () => _time.Now,
                ListLag = TimeSpan.FromSeconds(seed % 3),
            });
            _told.Add(FormattableString.Invariant($"seed {seed}, {rows} rows"));
        }

        public string Told => string.Join("; ", _told);

        private string[] Journals => [.. _asked.Keys.Select(PathOf)];

        private string Snapshot => Path.Combine(_folder, "before.jsonl.gz");

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        /// <summary>The account has deals already of which some rows want another one; and then it is kept as a file.</summary>
        public async Task BeginAsync()
        {
            var life = new Life();
            using Connection connection = Connect(life);
            int[] affiliates = (await ReadAsync(connection.Client.Affiliates.List())).ConvertAll(a => a.AffiliateId).ToArray();
            PromoCode[] present = [.. await ReadAsync(connection.Client.PromoCodes.List())];

            _asked["codes"] = [.. Enumerable.Range(0, _rows / 2).Select(row => new PromoCodeCreate
            {
                PromoCode = FormattableString.Invariant($"RUN-{row:00000}"),
                AffiliateId = Owner,
                DealId = row % 250 == 99 ? AnothersDeal : OwnersDeal,
                Status = ActiveStatus.Active,
                EndDate = new DateTimeOffset(2027, 1, 1 + (row % 28), 0, 0, 0, TimeSpan.Zero),
            })];
            _asked["changes"] = [.. present.Select((code, row) => new PromoCodeUpdate
            {
                Status = code.Status == ActiveStatus.Active ? ActiveStatus.Inactive : ActiveStatus.Active,
                DescriptionInternal = FormattableString.Invariant($"changed by row {row}"),
            })];
            _asked["affiliates"] = [.. affiliates.Select((_, row) => new AffiliateUpdate { Company = FormattableString.Invariant($"Company {row}"), Skype = "run" })];
            int deals = _rows - _asked.Values.Sum(a => a.Count);
            _asked["deals"] = [.. Enumerable.Range(0, deals).Select(row => new DealCreate
            {
                // Every eighth wants the same as the one before; every tenth the same as one that is there.
                AffiliateId = affiliates[(row - (row % 8 == 7 ? 1 : 0)) % affiliates.Length],
                DealType = DealType.CPA,
                Name = FormattableString.Invariant($"Run {row - (row % 8 == 7 ? 1 : 0)}"),
                CpaAmount = 10 + row - (row % 8 == 7 ? 1 : 0),
            })];
            _present["changes"] = [.. present.Select(p => (SmarticoObject)p)];
            _present["affiliates"] = [.. (await ReadAsync(connection.Client.Affiliates.List()))];
            foreach (DealCreate old in _asked["deals"].Where((_, row) => row % 10 == 0).Cast<DealCreate>().Distinct())
            {
                await connection.Client.Deals.CreateAsync(old);
            }

            _time.Pass(TimeSpan.FromMinutes(1));
            SnapshotPart[] all = Enum.GetValues<SnapshotPart>();
            using HalfSnapshot half = HalfSnapshot.Open(Snapshot, new SnapshotHeader(connection.Client.Account, all, _time.Now));
            await new AccountReader(connection.Client, limit: 1, new SnapshotProgress()).ReadAsync(all, half.State, half, CancellationToken.None);
            half.Finish();
        }

        /// <summary>A plan that is cut off is no plan: it is made again.</summary>
        public void Plan()
        {
            foreach (string what in _asked.Keys)
            {
                bool isWhole = false;
                for (int attempt = 0; !isWhole; attempt++)
                {
                    var life = new Life(attempt == 0 ? _random.Next(1, _asked[what].Count) : null);
                    using Connection connection = Connect(life);
                    try
                    {
                        using Journal journal = connection.Open(PathOf(what));
                        Plan(what, journal);
                        isWhole = true;
                    }
                    catch (SmarticoException cut) when (cut.Kind == SmarticoErrorKind.JournalFailed)
                    {
                        _killed++;
                        using RunFile file = RunFile.Open(PathOf(what));
                        Assert.False(file.IsPlanWhole, what);
                    }
                }

                using RunFile plan = RunFile.Open(PathOf(what));
                Assert.True(plan.IsPlanWhole);
                Assert.Equal(_asked[what].Count, plan.Rows().Count(r => r.State == RunState.Planned));
            }

            Assert.DoesNotContain(_sandbox.GetRequests(), r => r.Method != "GET" && r.Path.Contains("promo", StringComparison.Ordinal));
        }

        public async Task ApplyAsync()
        {
            _sandbox.Faults.Chooser = _chaos.Choose;
            await KillAsync(_kills, InvokeAsync, Journals);
            int inDoubt = Journals.Sum(j => Count(j, RunState.Unknown, RunState.Started));
            _sandbox.Faults.Clear();
            _time.Pass(TimeSpan.FromMinutes(1));
            int calls = 0;
            while (Journals.Sum(j => Count(j, RunState.Planned, RunState.Unknown, RunState.Started)) > 0 && calls < 5)
            {
                calls++;
                await InvokeAsync(new Life(), Journals);
            }

            _told.Add(FormattableString.Invariant($"{_killed} kills, {_chaos.Faults} faults, {inDoubt} in doubt behind the last kill, {calls} more calls without faults"));
            await CheckAsync();

            // What the server refuses is sent again by each call, and nothing else.
            _sandbox.ClearRequests();
            await InvokeAsync(new Life(), Journals);
            Assert.Equal(_refused.Count, _sandbox.GetRequests().Count(r => r.Method != "GET"));
            await CheckAsync();
        }

        public async Task UndoAsync()
        {
            _sandbox.Faults.Chooser = _chaos.Choose;
            int before = _killed;
            string[] journals = [.. Journals.Reverse()];
            await KillAsync(_kills / 4, UndoAsync, journals);
            _sandbox.Faults.Clear();
            _time.Pass(TimeSpan.FromMinutes(1));
            await UndoAsync(new Life(), journals);
            _sandbox.ClearRequests();
            await UndoAsync(new Life(), journals);
            Assert.DoesNotContain(_sandbox.GetRequests(), r => r.Method != "GET");

            var told = new HashSet<(string, int?)>();
            foreach (string journal in journals)
            {
                using RunFile undo = RunFile.Open(UndoOf(journal));
                told.UnionWith(undo.Rows().Where(r => r.Note is not null || r.Error is not null).Select(r => (r.Resource, r.Id)));
                Assert.All(undo.Rows(), r => Assert.Contains(r.State, new[] { RunState.Done, RunState.Unchanged, RunState.Refused }));
            }

            List<SnapshotDifference> differences = await CompareAsync();
            int codes = _asked["codes"].Count - _refused.Count;
            _told.Add(FormattableString.Invariant($"undone with {_killed - before} more kills, {differences.Count} differences to before"));
            Assert.Equal(codes, differences.Count(d => d.Resource == nameof(PromoCode) && d.Change == SnapshotChange.Added));
            Assert.InRange(differences.Count(d => d.Resource == nameof(Deal) && d.Change == SnapshotChange.Added), _asked["deals"].Count - _inDoubt.Sum(g => g.Count()), _asked["deals"].Count);
            Assert.All(differences.Where(d => d.Change == SnapshotChange.Added).Select(d => d.After).OfType<PromoCode>(), p => Assert.Equal(ActiveStatus.Inactive, p.Status));
            Assert.All(differences.Where(d => d.Change != SnapshotChange.Added), d => Assert.True(told.Contains((d.Resource, d.Id)), $"{d}: {d.Changes}"));
            Assert.All(differences.Where(d => d.Resource == nameof(Deal) && !_inDoubt.Contains(((Deal)d.After!).Name!)), d => Assert.Contains((d.Resource, d.Id), told));
        }

        private static string UndoOf(string journal) => Path.ChangeExtension(journal, ".undo.jsonl");

        private string PathOf(string what) => Path.Combine(_folder, what + ".jsonl");

        private Connection Connect(Life life) => new(_sandbox, _time, life);

        /// <summary>Does it and is killed at a random place of what is left, so often.</summary>
        private async Task KillAsync(int kills, Func<Life, string[], Task> work, string[] journals)
        {
            int steps = _rows * StepsOfARow * 2 / Math.Max(1, kills);
            for (int kill = 0; kill < kills; kill++)
            {
                var life = new Life(_random.Next(steps));
                await work(life, journals);
                _killed += life.IsOver ? 1 : 0;
            }
        }

        private static int Count(string journal, params RunState[] states)
        {
            using RunFile file = RunFile.Open(journal);
            return file.Rows().Count(r => states.Contains(r.State));
        }

        private void Plan(string what, Journal journal)
        {
            var record = new JournalRecord(journal);
            journal.PlanBegins();
            int number = 0;
            foreach (ChangeSet asked in _asked[what])
            {
                SmarticoObject? present = _present.TryGetValue(what, out SmarticoObject[]? records) ? records[number] : null;
                Type type = present?.GetType() ?? (what == "codes" ? typeof(PromoCode) : typeof(Deal));
                string name = present is not null ? FormattableString.Invariant($"{type.Name} {present.Key}") : asked is PromoCodeCreate code ? $"promo code '{code.PromoCode.Value}'" : "deal";
                var row = new RunRow
                {
                    Number = ++number,
                    Place = FormattableString.Invariant($"row {number}"),
                    Command = what,
                    Resource = type.Name,
                    Action = present is null ? RunAction.Create : RunAction.Set,
                    What = name,
                    Id = present?.Key,
                    Asked = asked,
                    Subject = present is null ? string.Empty : name,
                    Changes = FieldChangeList.Of(type, asked, present),
                };
                record.Open(row).Planned(RunState.Planned, present, null);
                if (asked is PromoCodeCreate { DealId.Value: AnothersDeal } refused)
                {
                    _refused.Add(refused.PromoCode.Value);
                }
            }

            journal.PlanEnds(number);
        }

        /// <summary>What Invoke-SmarticoJournal does, until it ends or is killed.</summary>
        private async Task InvokeAsync(Life life, string[] journals)
        {
            using Connection connection = Connect(life);
            foreach (string path in journals.TakeWhile(_ => !life.IsOver))
            {
                await ApplyAsync(connection, path);
            }
        }

        private static async Task ApplyAsync(Connection connection, string path)
        {
            using RunFile file = RunFile.Open(path);
            using Journal journal = connection.Open(path);
            var record = new JournalRecord(journal);
            var work = new List<Task>();
            using var room = new SemaphoreSlim(AtOnce);
            foreach (JournalRow row in file.Rows().Where(RunWork.IsOpen))
            {
                await room.WaitAsync();
                if (connection.Life.IsOver)
                {
                    break;
                }

                IRunEntry entry = record.Open(row.Key, RunCmdlet.RunRowOf(row));
                try
                {
                    RowWork what = RunWork.Of(row, path, connection.Present, isForced: false, passThru: false);
                    if (what.CarryOutAsync is null)
                    {
                        entry.NotSent(row.State == RunState.Planned ? RunState.Unchanged : RunState.Done, what.Done.Record, null);
                        room.Release();
                        continue;
                    }

                    Func<Task<RowOutcome>> send = connection.SenderOf(row.Resource).Send(what, row, row.What, entry);
                    work.Add(Task.Run(async () =>
                    {
                        RowOutcome outcome = await send();
                        room.Release();
                        Assert.True(outcome.Failure is null or SmarticoException || connection.Life.IsOver, outcome.Failure?.ToString());
                    }));
                }
                catch (Exception failure) when (failure is SmarticoException || connection.Life.IsOver)
                {
                    // Told as the row's error.
                    room.Release();
                }
            }

            await Task.WhenAll(work);
        }

        /// <summary>What Undo-SmarticoJournal does, until it ends or is killed.</summary>
        private async Task UndoAsync(Life life, string[] journals)
        {
            using Connection connection = Connect(life);
            foreach (string path in journals.TakeWhile(_ => !life.IsOver))
            {
                try
                {
                    if (!IsPlanned(UndoOf(path)))
                    {
                        using RunFile run = RunFile.Open(path);
                        using Journal journal = connection.Open(UndoOf(path));
                        journal.PlanBegins();
                        int rows = 0;
                        foreach (UndoRow row in UndoRow.Of(run, connection.Present, "Undo-SmarticoJournal"))
                        {
                            rows++;
                            row.Plan(journal);
                        }

                        journal.PlanEnds(rows);
                    }

                    await ApplyAsync(connection, UndoOf(path));
                }
                catch (Exception failure) when (life.IsOver || failure is SmarticoException)
                {
                    // Killed; or the account could not be read, which ends the cmdlet.
                }
            }
        }

        private static bool IsPlanned(string path)
        {
            if (!File.Exists(path))
            {
                return false;
            }

            using RunFile file = RunFile.Open(path);
            return file.IsPlanWhole;
        }

        /// <summary>Every row is there once, or was refused, or is told as not known.</summary>
        private async Task CheckAsync()
        {
            using Connection connection = Connect(new Life());
            string[] open = [.. Journals.SelectMany(path =>
            {
                using RunFile file = RunFile.Open(path);
                return file.Rows().Where(r => r.State != RunState.Done).Select(r => $"{r.What}: {r.State} {r.Error}").ToArray();
            })];

            // Where a fault kept a row from reading what was there before, and it was then cut off, nobody can know: it is told, and not sent again.
            using RunFile deals = RunFile.Open(PathOf("deals"));
            _inDoubt = deals.Rows().Where(r => r.Error?.Contains("it is not known whether it was there before. It was not sent again.", StringComparison.Ordinal) == true)
                .ToLookup(r => (string)r.Changes.Single(c => c.Name == nameof(DealCreate.Name)).New!, StringComparer.Ordinal);
            int told = _inDoubt.Sum(g => g.Count());
            Assert.InRange(told, 0, MostInDoubt);
            Assert.True(open.Length - told == _refused.Count, string.Join("\n", open.Where(o => !o.Contains(": Failed", StringComparison.Ordinal)).Take(10).Prepend(FormattableString.Invariant($"{open.Length} are not done, {_refused.Count} were to be refused"))));

            List<SnapshotDifference> differences = await CompareAsync();
            string[] names = [.. differences.Where(d => d.Change == SnapshotChange.Added).Select(d => d.After).OfType<PromoCode>().Select(p => p.PromoCode!)];
            Assert.Equal(_asked["codes"].Cast<PromoCodeCreate>().Select(p => p.PromoCode.Value).Except(_refused, StringComparer.Ordinal).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));

            ILookup<string, Deal> made = differences.Where(d => d.Change == SnapshotChange.Added).Select(d => d.After).OfType<Deal>().ToLookup(d => d.Name!, StringComparer.Ordinal);
            Assert.All(_asked["deals"].Cast<DealCreate>().GroupBy(d => d.Name.Value, StringComparer.Ordinal), wanted =>
            {
                int inDoubt = _inDoubt[wanted.Key].Count();
                Assert.True(
                    made[wanted.Key].Count() <= wanted.Count() && made[wanted.Key].Count() >= wanted.Count() - inDoubt,
                    FormattableString.Invariant($"{wanted.Key}: {wanted.Count()} wanted, {inDoubt} of them in doubt, {made[wanted.Key].Count()} made"));
            });

            int[] ids = [.. made.SelectMany(g => g).Select(d => d.DealId)];
            int[] noted = [.. deals.Rows().Select(r => r.Id).OfType<int>()];
            Assert.Equal(_asked["deals"].Count - told, noted.Distinct().Count());
            Assert.Empty(noted.Except(ids));

            Assert.Equal(
                _present["changes"].Concat(_present["affiliates"]).Select(r => (r.GetType().Name, r.Key)).Order(),
                differences.Where(d => d.Change == SnapshotChange.Changed).Select(d => (d.Resource, d.Id)).Order());
            Assert.All(differences.Where(d => d.Change == SnapshotChange.Changed), d => Assert.Equal(2, d.Changes.Count));
        }

        private async Task<List<SnapshotDifference>> CompareAsync()
        {
            _time.Pass(TimeSpan.FromMinutes(1));
            using Connection connection = Connect(new Life());
            SnapshotPart[] all = Enum.GetValues<SnapshotPart>();
            var differences = new List<SnapshotDifference>();
            var comparison = new SnapshotComparison(SnapshotFile.Open(Snapshot), all, includesTimes: false, differences.Add);
            await new AccountReader(connection.Client, limit: 4, new SnapshotProgress()).ReadAsync(all, new SnapshotState(), comparison, CancellationToken.None);
            comparison.End();
            return differences;
        }

        private static async Task<List<T>> ReadAsync<T>(PageReader<T> reader)
        {
            using PageReader<T> pages = reader;
            var all = new List<T>();
            while (await pages.ReadPageAsync() is { } page)
            {
                all.AddRange(page);
            }

            return all;
        }
    }

#pragma warning disable CA1001 // its source of cancellation has no timer and no handle
    /// <summary>A process: after so many steps it is dead, and nothing of it reaches a file or a server any more.</summary>
    private sealed class Life(int? steps = null)
    {
        private readonly CancellationTokenSource _end = new();
        private int _left = steps ?? int.MaxValue;

        public bool IsOver => _end.IsCancellationRequested;

        public CancellationToken End => _end.Token;

        /// <summary>Whether it dies at this step, or is dead.</summary>
        public bool Dies()
        {
            if (Interlocked.Decrement(ref _left) < 0)
            {
                _end.Cancel();
            }

            return IsOver;
        }

        public void Step()
        {
            if (Dies())
            {
                throw new OperationCanceledException("The process was killed.", End);
            }
        }
    }

#pragma warning restore CA1001
    /// <summary>What a process has: its client, whose connections no other process shares, and what it remembers.</summary>
    private sealed class Connection : IDisposable, PresentRecords.IWaiter
    {
        private readonly Dictionary<string, RowSender> _senders = new(StringComparer.Ordinal);
        private readonly MortalHandler _handler;

        public Connection(SmarticoSandbox sandbox, VirtualTime time, Life life)
        {
            Life = life;
            _handler = new MortalHandler(sandbox, life);
            Client = new SmarticoClient(
                new SmarticoClientOptions
                {
                    BaseUri = sandbox.BaseUri,
                    ApiKey = sandbox.GetApiKey(),
                    Delay = time.WaitAsync,
                    PaceClock = new Clock(time),
                    Clock = () => time.Now,
                },
                _handler);
            Present = new PresentRecords(Client, this);
        }

        public Life Life { get; }

        public SmarticoClient Client { get; }

        public PresentRecords Present { get; }

        public Journal Open(string path)
            => new(new MortalFile(path, Life), new JournalHeader(Client.Account, "test", source: null, DateTimeOffset.UnixEpoch), Client.Conceal);

        public RowSender SenderOf(string resource)
        {
            if (!_senders.TryGetValue(resource, out RowSender? sender))
            {
                _senders.Add(resource, sender = new RowSender(Client, RunRequests.TypeOf(resource), Life.End));
            }

            return sender;
        }

        public T Wait<T>(Func<CancellationToken, Task<T>> work) => Task.Run(() => work(Life.End)).GetAwaiter().GetResult();

        public void Dispose()
        {
            Present.Dispose();
            _handler.Dispose();
        }
    }

    /// <summary>The pace goes by the same time as all else.</summary>
    private sealed class Clock(VirtualTime time) : IPaceClock
    {
        private readonly DateTimeOffset _start = time.Now;

        public TimeSpan Now => time.Now - _start;

        public async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
        {
            // Others get a chance to give their turn back first.
            await Task.Yield();
            await time.WaitAsync(delay, cancellationToken);
        }
    }

    private sealed class MortalHandler(SmarticoSandbox sandbox, Life life) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            life.Step();
            HttpResponseMessage response = await sandbox.SendAsync(request, CancellationToken.None);
            life.Step();
            return response;
        }
    }

    /// <summary>A file that gets half of the line, or nothing of it, when its process dies.</summary>
    private sealed class MortalFile(string path, Life life) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (life.IsOver)
            {
                throw new IOException("The process was killed.");
            }

            if (life.Dies())
            {
                base.Write(buffer, offset, count / 2);
                Flush();
                throw new IOException("The process was killed.");
            }

            base.Write(buffer, offset, count);
        }
    }

    /// <summary>A quarter of all requests fails, before the server acts, after it, or while it will act only later.</summary>
    private sealed class Chaos(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Lock _lock = new();

        public int Faults { get; private set; }

        public SandboxFault? Choose(SandboxRequest request)
        {
            lock (_lock)
            {
                if (_random.NextDouble() >= 0.25)
                {
                    return null;
                }

                Faults++;
                TimeSpan late = TimeSpan.FromSeconds(_random.NextDouble() * 4);
                return _random.Next(11) switch
                {
                    0 => SandboxFault.Throttle(429),
                    1 => SandboxFault.Status(500),
                    2 => SandboxFault.Status(502, "<html><body>Bad gateway</body></html>", "text/html"),
                    3 => SandboxFault.Status(503),
                    4 => SandboxFault.StatusAfterCommit(503),
                    5 => SandboxFault.ResetBeforeCommit(),
                    6 => SandboxFault.ResetAfterCommit(),
                    7 => SandboxFault.TruncatedAnswer(),
                    8 => SandboxFault.TruncatedBody(),
                    9 when request.Method == "POST" => SandboxFault.LateCommit(late),
                    10 when request.Method == "POST" => SandboxFault.LateCommit(late, 502, "<html>Bad gateway</html>"),
                    _ => SandboxFault.ResetBeforeCommit(),
                };
            }
        }
    }
}
