using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// Creates through servers that lose answers in every way, act late, list late and change what they are given: no record is
/// doubled, none is lost, and what can't be told is said so. More of it:
/// SMARTICO_ONCE_SEEDS=20 dotnet test --filter FullyQualifiedName~ExactlyOnceTests
/// </summary>
public sealed class ExactlyOnceTests(ITestOutputHelper output)
{
    private const int Rows = 64;
    private const int AtOnce = 8;

    private static readonly int[] s_affiliates = [46554, 64257, 100508, 166368];

    public static TheoryData<string, SandboxNormalization> Servers
    {
        get
        {
            var servers = new TheoryData<string, SandboxNormalization>();
            foreach (SandboxNormalization what in Enum.GetValues<SandboxNormalization>())
            {
                foreach (string resource in (string[])["deal", "pixel", "promo code", "registration"])
                {
                    servers.Add(resource, what);
                }
            }

            return servers;
        }
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Every_row_is_there_once_or_said_to_be_in_doubt(string resource, SandboxNormalization normalization)
    {
        int seeds = int.TryParse(Environment.GetEnvironmentVariable("SMARTICO_ONCE_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : 1;
        for (int seed = 1; seed <= seeds; seed++)
        {
            using var run = new Run(resource, normalization, seed);
            await run.CreateAsync();
            await run.CheckAsync(output);
        }
    }

    /// <summary>One run through one server.</summary>
    private sealed class Run : IDisposable
    {
        private readonly string _resource;
        private readonly string _name;
        private readonly VirtualTime _time = new();
        private readonly SmarticoSandbox _sandbox;
        private readonly LossyHandler _handler;
        private readonly List<(int Row, int? Id, SmarticoException? Failure)> _outcomes = [];

        public Run(string resource, SandboxNormalization normalization, int seed)
        {
            _resource = resource;
            int number = (seed * 1000) + ((int)normalization * 4) + resource.Length;
            var random = new Random(number);
            TimeSpan lag = TimeSpan.FromSeconds(random.NextDouble() * 5);
            _sandbox = new SmarticoSandbox(new SandboxOptions
            {
                AffiliateCount = 10,
                PromoCodeCount = 1,
                Clock = () => _time.Now,
                ListLag = lag,
                Normalization = normalization,
            });
            _handler = new LossyHandler(_sandbox, number);
            _name = FormattableString.Invariant($"{resource}, {normalization}, seed {seed}, lag {lag.TotalSeconds:0.0} s");
        }

        public async Task CreateAsync()
        {
            _handler.IsLossy = true;
            for (int first = 0; first < Rows; first += AtOnce)
            {
                // Every connection of a process is another client.
                _outcomes.AddRange(await Task.WhenAll(Enumerable.Range(first, AtOnce).Select(row => Task.Run(() => CreateAsync(row)))));
            }

            _handler.IsLossy = false;
        }

        public async Task CheckAsync(ITestOutputHelper output)
        {
            _time.Pass(TimeSpan.FromMinutes(1));
            await Client().Deals.ListAsync(s_affiliates[0]);
            _time.Pass(TimeSpan.FromMinutes(1));
            ILookup<int, int> present = (await ListAsync()).Where(r => r.Row >= 0).ToLookup(r => r.Row, r => r.Id);
            string[] failures = [.. _outcomes.Where(o => o.Failure is not null && o.Failure.Kind != SmarticoErrorKind.Indeterminate).Select(o => o.Failure!.ToString())];
            int inDoubt = _outcomes.Count(o => o.Failure is not null);
            output.WriteLine($"{_name}: {_handler.Lost} answers lost, {inDoubt} in doubt");

            Assert.True(failures.Length == 0, _name + ": " + string.Join("\n", failures));
            Assert.True(_handler.Lost > Rows / 4, _name + ": the server was to lose a good part of the answers");
            int[] ids = [.. _outcomes.Where(o => o.Id is not null).Select(o => o.Id!.Value)];
            Assert.True(ids.Distinct().Count() == ids.Length, _name + ": one record for two rows");
            foreach (IGrouping<int, (int Row, int? Id, SmarticoException? Failure)> content in _outcomes.GroupBy(o => Content(o.Row)))
            {
                int done = content.Count(o => o.Id is not null);
                int there = present[content.Key].Count();
                string what = FormattableString.Invariant($"{_name}: row {content.Key}: {done} done, {content.Count() - done} in doubt, {there} there. {content.First().Failure?.Message}");
                Assert.True(there >= done, what + " Lost.");
                Assert.True(there <= content.Count(), what + " Doubled.");
                Assert.True(content.All(o => o.Id is null || present[content.Key].Contains(o.Id.Value)), what + " Another's.");
            }

            // What never came after a time-out is all that can't be told; and, as the threads happen to go, of its equal row.
            Assert.True(inDoubt <= _handler.NeverCame * (_resource is "deal" or "pixel" ? 2 : 1), FormattableString.Invariant($"{_name}: {inDoubt} in doubt, {_handler.NeverCame} timed out for good: {_outcomes.FirstOrDefault(o => o.Failure is not null).Failure?.Message}"));
        }

        public void Dispose() => _handler.Dispose();

        /// <summary>Every eighth row of what has no unique name wants the same as the one before.</summary>
        private int Content(int row) => _resource is "deal" or "pixel" && row % 8 == 7 ? row - 1 : row;

        private SmarticoClient Client()
            => new(
                new SmarticoClientOptions
                {
                    BaseUri = _sandbox.BaseUri,
                    ApiKey = _sandbox.GetApiKey(),
                    Delay = _time.WaitAsync,
                    PaceClock = new PassingClock(),
                    Clock = () => _time.Now,
                },
                _handler);

        private async Task<(int Row, int? Id, SmarticoException? Failure)> CreateAsync(int row)
        {
            try
            {
                return (row, await CreateAsync(Client(), Content(row), s_affiliates[Content(row) % s_affiliates.Length]), null);
            }
            catch (SmarticoException failure)
            {
                return (row, null, failure);
            }
        }

        private async Task<int> CreateAsync(SmarticoClient client, int row, int affiliate)
        {
            string name = FormattableString.Invariant($" Row {row}:  Söhne & <Co>  with more than a column holds ");
            return _resource switch
            {
                "deal" => (await client.Deals.CreateAsync(new DealCreate { AffiliateId = affiliate, DealType = DealType.CPA, Name = name, CpaAmount = 10.126m + row })).DealId,
                "pixel" => (await client.Pixels.CreateAsync(new PixelCreate
                {
                    AffiliateId = affiliate,
                    Trigger = PixelTrigger.FtdMade,
                    Delivery = PixelDelivery.ServerToServer,
                    Name = name,
                    Url = FormattableString.Invariant($"https://t.example/?row={row}&deal={{{{deal_id}}}}"),
                })).PixelId,
                "promo code" => (await client.PromoCodes.CreateAsync(new PromoCodeCreate
                {
                    PromoCode = name,
                    AffiliateId = 166368,
                    DealId = 93195,
                    Status = ActiveStatus.Active,
                    DescriptionPublic = name,
                    StartDate = new DateTimeOffset(2026, 4, 1, 0, 0, 0, 123, TimeSpan.Zero),
                })).PromoCodeId,
                _ => (await client.Registration.RegisterAsync(new AffiliateRegistration
                {
                    RegistrationHostname = _sandbox.RegistrationHostname,
                    FirstName = "A",
                    LastName = "B",
                    Username = FormattableString.Invariant($"Row {row}: & a longer name than"),
                    Password = "Secret1",
                    Email = FormattableString.Invariant($"row{row}@example.com"),
                    Country = "DE",
                    AcceptTerms = true,
                    CaptchaToken = "token",
                })).AffiliateId ?? -1,
            };
        }

        private async Task<List<(int Row, int Id)>> ListAsync()
        {
            SmarticoClient client = Client();
            var all = new List<(int Row, int Id)>();
            switch (_resource)
            {
                case "deal" or "pixel":
                    foreach (int affiliate in s_affiliates)
                    {
                        all.AddRange(_resource == "deal"
                            ? (await client.Deals.ListAsync(affiliate)).Select(d => (RowOf(d.Name), d.DealId))
                            : (await client.Pixels.ListAsync(affiliate)).Select(p => (RowOf(p.Name), p.PixelId)));
                    }

                    break;
                case "promo code":
                    all.AddRange((await ReadAsync(client.PromoCodes.List())).Select(p => (RowOf(p.PromoCode), p.PromoCodeId)));
                    break;
                default:
                    all.AddRange((await ReadAsync(client.Affiliates.List())).Select(a => (RowOf(a.Username), a.AffiliateId)));
                    break;
            }

            return all;
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

        private static int RowOf(string? name)
            => Regex.Match(name ?? string.Empty, "^ *row +(?<row>[0-9]+):", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)) is { Success: true } match
                ? int.Parse(match.Groups["row"].Value, CultureInfo.InvariantCulture)
                : -1;
    }

    /// <summary>Loses answers of creates: a third comes whole.</summary>
    private sealed class LossyHandler(SmarticoSandbox sandbox, int seed) : HttpMessageHandler
    {
        private readonly Random _random = new(seed);
        private readonly ConcurrentDictionary<string, SandboxFault> _faults = new(StringComparer.Ordinal);
        private int _lost;
        private int _neverCame;

        public bool IsLossy { get; set; }

        public int Lost => _lost;

        /// <summary>How many timed out without having been acted upon, ever.</summary>
        public int NeverCame => _neverCame;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!IsLossy || request.Method != HttpMethod.Post)
            {
                return await sandbox.SendAsync(request, cancellationToken);
            }

            int kind;
            TimeSpan late;
            lock (_random)
            {
                kind = _random.Next(22);
                late = TimeSpan.FromSeconds(_random.NextDouble() * 4);
            }

            SandboxFault? fault = kind switch
            {
                0 => SandboxFault.ResetAfterCommit(),
                1 => SandboxFault.ResetBeforeCommit(),
                2 => SandboxFault.StatusAfterCommit(500),
                3 => SandboxFault.Status(503),
                4 => SandboxFault.LateCommit(late),
                5 => SandboxFault.LateCommit(late, 500),
                6 => SandboxFault.LateCommit(late, 502, "<html>Bad gateway</html>"),
                7 => SandboxFault.LateCommit(late, 503),
                8 or 9 => SandboxFault.LateCommit(late),
                10 => SandboxFault.TruncatedAnswer(),
                _ => null,
            };
            if (fault is not null)
            {
                Interlocked.Increment(ref _lost);
            }

            if (kind == 9 && late < TimeSpan.FromSeconds(0.4))
            {
                Interlocked.Increment(ref _neverCame);
                throw new TaskCanceledException("timed out, and is never acted upon");
            }

            HttpResponseMessage response;
            try
            {
                if (fault is not null)
                {
                    // Marked by a header, so that it meets this request and none that overlaps.
                    string mark = Guid.NewGuid().ToString("N");
                    request.RequestUri = new Uri(request.RequestUri + "?mark=" + mark);
                    _faults[mark] = fault;
                    sandbox.Faults.Chooser = seen => seen.QueryParameters.TryGetValue("mark", out string? key) && _faults.TryRemove(key, out SandboxFault? own) ? own : null;
                }

                response = await sandbox.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException lost) when (kind is 8 or 9)
            {
                throw new TaskCanceledException("timed out", lost);
            }

            return response;
        }
    }
}
