using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// Creates through a server that fails a quarter of all requests in every way there is. All of it, ten seeds of 10,000 rows:
/// SMARTICO_CHAOS_SEEDS=10 SMARTICO_CHAOS_ROWS=10000 dotnet test --filter FullyQualifiedName~ChaosTests
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const double FailureRate = 0.25;
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(30);

    /// <summary>The seeds run side by side: most of their time is waiting.</summary>
    [Fact]
    public async Task Every_row_is_created_exactly_once()
    {
        int rows = Setting("SMARTICO_CHAOS_ROWS", 200);
        Result[] results = await Task.WhenAll(Enumerable.Range(1, Setting("SMARTICO_CHAOS_SEEDS", 1))
            .Select(seed => Task.Factory.StartNew(() => RunAsync(seed, rows), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        foreach (Result result in results)
        {
            output.WriteLine(result.ToString());
        }

        Assert.All(results, result =>
        {
            Assert.True(result.IsInOrder, "The outcomes are not in the order of the rows.");
            Assert.Empty(result.Errors);
            Assert.Equal((rows, rows, 0, 0, 0), (result.Outcomes, result.Created, result.Lost, result.Doubled, result.Misattributed));
            Assert.True(result.Faults > rows / 8, "The server was to fail a good part of the requests.");
        });
    }

    private static async Task<Result> RunAsync(int seed, int rows)
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { PromoCodeCount = 10 });
        await using SandboxHost host = await SandboxHost.StartAsync(sandbox);
        var chaos = new Chaos(seed);
        sandbox.Faults.Chooser = chaos.Choose;
        var clock = new PassingClock();
        var client = new SmarticoClient(new SmarticoClientOptions
        {
            BaseUri = host.BaseUri,
            ApiKey = sandbox.GetApiKey(),
            Delay = clock.DelayAsync,
            PaceClock = clock,
            MaxThrottleWait = TimeSpan.FromDays(1),
        });

        var watch = Stopwatch.StartNew();
        List<(int Row, PromoCode? Created, Exception? Failure)> outcomes = await CreateAsync(client, rows);
        TimeSpan elapsed = watch.Elapsed;
        sandbox.Faults.Clear();
        ILookup<string, int> present = (await ListAsync(client)).ToLookup(p => p.PromoCode!, p => p.PromoCodeId, StringComparer.OrdinalIgnoreCase);
        return new Result(seed, rows, elapsed)
        {
            Outcomes = outcomes.Count,
            IsInOrder = outcomes.Select(o => o.Row).SequenceEqual(Enumerable.Range(0, rows)),
            Errors = [.. outcomes.Where(o => o.Failure is not null).Select(o => o.Failure!.Message)],
            Created = Enumerable.Range(0, rows).Count(row => present.Contains(Name(row))),
            Lost = outcomes.Count(o => o.Created is not null && !present.Contains(Name(o.Row))),
            Doubled = Enumerable.Range(0, rows).Count(row => present[Name(row)].Skip(1).Any()),
            Misattributed = outcomes.Count(o => o.Created is not null && !present[Name(o.Row)].Contains(o.Created.PromoCodeId)),
            Faults = chaos.Faults,
        };
    }

    private static async Task<List<(int Row, PromoCode? Created, Exception? Failure)>> CreateAsync(SmarticoClient client, int rows)
    {
        var outcomes = new List<(int Row, PromoCode? Created, Exception? Failure)>();
        using var runner = new OrderedRunner<(int Row, PromoCode? Created, Exception? Failure)>(16);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < rows; i++)
        {
            int row = i;
            var create = new PromoCodeCreate
            {
                PromoCode = Name(row),
                AffiliateId = 166368,
                DealId = 93195,
                Status = ActiveStatus.Active,
            };
            runner.Add(async () =>
            {
                try
                {
                    return (row, await client.PromoCodes.CreateAsync(create), null);
                }
                catch (SmarticoException failure)
                {
                    return (row, null, failure);
                }
            });
            Take();
            while (runner.IsFull && watch.Elapsed < s_limit)
            {
                runner.WaitForProgress(50);
                Take();
            }
        }

        while (runner.Pending > 0 && watch.Elapsed < s_limit)
        {
            runner.WaitForProgress(50);
            Take();
        }

        await Task.CompletedTask;
        return outcomes;

        void Take()
        {
            while (runner.TryTake(out (int Row, PromoCode? Created, Exception? Failure) outcome))
            {
                outcomes.Add(outcome);
            }
        }
    }

    private static async Task<List<PromoCode>> ListAsync(SmarticoClient client)
    {
        var all = new List<PromoCode>();
        using PageReader<PromoCode> pages = client.PromoCodes.List();
        while (await pages.ReadPageAsync() is { } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    private static string Name(int row) => "CHAOS-" + row.ToString(CultureInfo.InvariantCulture);

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private sealed class Chaos(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Lock _lock = new();

        public int Faults { get; private set; }

        public SandboxFault? Choose(SandboxRequest request)
        {
            lock (_lock)
            {
                if (_random.NextDouble() >= FailureRate)
                {
                    return null;
                }

                Faults++;
                return _random.Next(100) switch
                {
                    < 12 => SandboxFault.Throttle(429),
                    < 14 => SandboxFault.Throttle(429, TimeSpan.FromSeconds(1)),
                    < 24 => SandboxFault.Throttle(200),
                    < 34 => SandboxFault.Status(500),
                    < 44 => SandboxFault.Status(502, "<html><body>Bad gateway</body></html>", "text/html"),
                    < 50 => SandboxFault.Status(503),
                    < 56 => SandboxFault.StatusAfterCommit(503),
                    < 68 => SandboxFault.ResetBeforeCommit(),
                    < 80 => SandboxFault.ResetAfterCommit(),
                    < 88 => SandboxFault.TruncatedAnswer(),
                    < 96 => SandboxFault.TruncatedBody(),
                    _ => SandboxFault.Stall(TimeSpan.FromSeconds(3)),
                };
            }
        }
    }

    private sealed record Result(int Seed, int Rows, TimeSpan Elapsed)
    {
        public int Outcomes { get; init; }

        public bool IsInOrder { get; init; }

        public IReadOnlyList<string> Errors { get; init; } = [];

        /// <summary>Rows that the server has.</summary>
        public int Created { get; init; }

        /// <summary>Rows that were told as created, and the server has none.</summary>
        public int Lost { get; init; }

        public int Doubled { get; init; }

        /// <summary>Rows that were given another row's record.</summary>
        public int Misattributed { get; init; }

        public int Faults { get; init; }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"seed {Seed}: {Rows} rows, {Outcomes} outcomes, {Created} created, {Errors.Count} errors, {Lost} lost, {Doubled} doubled, {Misattributed} mistaken, {Faults} faults, {Elapsed.TotalSeconds:0.0} s");
    }
}
