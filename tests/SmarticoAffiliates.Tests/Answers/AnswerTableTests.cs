using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// Every line of answers.txt, over HTTP, to every write and every list: done or not done, of which kind, what a journal says,
/// and how often the server is asked.
/// </summary>
public sealed class AnswerTableTests : IClassFixture<AnswerTableTests.Server>
{
    private const int Retries = 2;

    /// <summary>Of its records nothing is known: they may be numbers.</summary>
    private const string AnyList = "any list";

    private const string AnyRecord = """{"id":7,"affiliate_id":7,"link_id":7,"deal_id":7,"promocode_id":7,"promocode":"X","pixel_name":"p"}""";

    private static readonly Dictionary<string, Write> s_writes = new(StringComparer.Ordinal)
    {
        ["PUT affiliate"] = new(
            "35425",
            """{"id":35425,"affiliate_id":35425,"affiliate_name":"after"}""",
            r => r.Update,
            async c => await c.Affiliates.UpdateAsync(35425, new AffiliateUpdate { Name = "after" })),
        ["PUT promo code"] = new(
            "150",
            """{"id":150,"promocode_id":150,"promocode":"WELCOME","description_internal":"after"}""",
            r => r.Update,
            async c => await c.PromoCodes.UpdateAsync(150, new PromoCodeUpdate { DescriptionInternal = "after" }, readBack: false)),
        ["PUT pixel"] = new(
            "2887",
            """{"id":2887,"pixel_name":"after","affiliate_id":166368}""",
            r => r.Update,
            async c => await c.Pixels.UpdateAsync(2887, new PixelUpdate { Name = "after" }, WireJson.Read<Pixel>(WireJson.Parse("""{"id":2887,"pixel_name":"before","affiliate_id":166368}""")))),
        ["POST promo code"] = new(
            "777",
            """{"id":777,"promocode_id":777,"promocode":"spring","affiliate_id":166368}""",
            r => r.Create,
            async c => await c.PromoCodes.CreateAsync(Samples.Create("SPRING"))),
        ["POST deal"] = new(
            "777",
            """{"id":777,"affiliate_id":166368,"deal_id":777,"deal_type_id":1,"deal_group_name":"d","cpl_amount":5}""",
            r => r.Create,
            async c => await c.Deals.CreateAsync(new DealCreate { AffiliateId = 166368, Name = "d", DealType = DealType.CPL, CplAmount = 5 })),
        ["POST pixel"] = new(
            "777",
            """{"id":777,"affiliate_id":166368,"pixel":"https://example.com/","pixel_name":"p"}""",
            r => r.Create,
            async c => await c.Pixels.CreateAsync(new PixelCreate
            {
                AffiliateId = 166368,
                Status = ActiveStatus.Active,
                Delivery = PixelDelivery.ServerToServer,
                Trigger = PixelTrigger.LeadCreated,
                Url = "https://example.com/",
                Name = "p",
            })),
        ["POST registration"] = new(
            "777",
            """{"id":777,"affiliate_id":777,"username":"somebody","bo_user_email":"some@body"}""",
            r => r.Register,
            async c => await c.Registration.RegisterAsync(Samples.Registration())),
    };

    private static readonly Dictionary<string, Func<SmarticoClient, Task<int>>> s_lists = new(StringComparer.Ordinal)
    {
        ["affiliates"] = async c => (await c.Affiliates.List().ReadPageAsync())?.Count ?? 0,
        ["promo codes"] = async c => (await c.PromoCodes.List().ReadPageAsync())?.Count ?? 0,
        ["balances"] = async c => (await c.Balances.List().ReadPageAsync())?.Count ?? 0,
        ["registrations"] = async c => (await c.PlayerRegistrations.List().ReadPageAsync())?.Count ?? 0,
        ["deals"] = async c => (await c.Deals.ListAsync(7)).Count,
        ["pixels"] = async c => (await c.Pixels.ListAsync(7)).Count,
        ["links"] = async c => (await c.Links.ListAsync()).Count,
        ["report"] = async c => (await c.MediaReports.Read(new MediaReportFilter(new DateTime(2026, 1, 1), new DateTime(2026, 2, 1))).ReadPageAsync())?.Count ?? 0,
        [AnyList] = async c => (await c.List(SmarticoRequest.Get("api/af2_any_op")).ReadPageAsync())?.Count ?? 0,
    };

    private readonly Server _server;

    public AnswerTableTests(Server server) => _server = server;

    public static TheoryData<string, string> Writes => Cells(s_writes.Keys, r => $"{r.Status} {r.Body}");

    public static TheoryData<string, string> Lists => Cells(s_lists.Keys, r => $"{r.Status} {r.Body}");

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_is_done_only_by_a_positive_answer(string what, string answer)
    {
        Write write = s_writes[what];
        AnswerRow row = AnswerRow.All.Single(r => $"{r.Status} {r.Body}" == answer);
        string method = what.Split(' ')[0];
        _server.Say(method, row.Status, row.Body.Replace("RECORD", write.Record, StringComparison.Ordinal).Replace("ID", write.Id, StringComparison.Ordinal));

        (SmarticoErrorKind? kind, JournalState state) = await RunAsync(write);

        string expected = write.Expected(row);
        (SmarticoErrorKind?, JournalState) wanted = expected.Split(':')[0] switch
        {
            "done" => (null, JournalState.Done),
            "no" => (KindOf(expected, SmarticoErrorKind.InvalidRequest), JournalState.Failed),
            "slow" => (SmarticoErrorKind.Throttled, JournalState.Failed),
            "down" when method == "PUT" => (KindOf(expected, SmarticoErrorKind.ServerError), JournalState.Failed),
            "down" or "unclear" => (SmarticoErrorKind.Indeterminate, JournalState.Unknown),
            _ => throw new InvalidDataException($"'{expected}' is nothing that answers.txt may say of a write."),
        };
        Assert.Equal(wanted, (kind, state));

        int sent = _server.Count(method);
        switch (expected.Split(':')[0])
        {
            case "done" or "no":
                Assert.Equal(1, sent);
                break;
            case "slow":
                // Tried again as long as the account may stand still, whatever the number of retries.
                Assert.InRange(sent, 2, int.MaxValue);
                break;
            default:
                Assert.InRange(sent, 1, method == "PUT" ? 1 + Retries : int.MaxValue);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task List_is_empty_only_where_the_answer_says_so(string what, string answer)
    {
        AnswerRow row = AnswerRow.All.Single(r => $"{r.Status} {r.Body}" == answer);
        _server.Say("GET", row.Status, row.Body.Replace("RECORD", AnyRecord, StringComparison.Ordinal).Replace("ID", "7", StringComparison.Ordinal));

        int? count = null;
        SmarticoErrorKind? kind = null;
        try
        {
            count = await s_lists[what](Client());
        }
        catch (SmarticoException failure)
        {
            kind = failure.Kind;
        }

        (int?, SmarticoErrorKind?) wanted = row.List.Split(':')[0] switch
        {
            "rows" => (1, null),
            "empty" => (0, null),
            "no" => (null, KindOf(row.List, SmarticoErrorKind.InvalidRequest)),
            "slow" => (null, SmarticoErrorKind.Throttled),
            "down" => (null, KindOf(row.List, SmarticoErrorKind.ServerError)),
            "unclear" => (null, SmarticoErrorKind.InvalidResponse),
            _ => throw new InvalidDataException($"'{row.List}' is nothing that answers.txt may say of a list."),
        };
        Assert.Equal(wanted, (count, kind));
    }

    [Fact]
    public void Table_is_long_enough_and_says_nothing_twice()
    {
        Assert.InRange(AnswerRow.All.Count, 120, int.MaxValue);
        Assert.Equal(AnswerRow.All.Count, AnswerRow.All.DistinctBy(r => (r.Status, r.Body)).Count());
    }

    private static TheoryData<string, string> Cells(IEnumerable<string> what, Func<AnswerRow, string> answer)
    {
        var data = new TheoryData<string, string>();
        foreach (string one in what)
        {
            foreach (AnswerRow row in AnswerRow.All.Where(r => one != AnyList || r.Status != 200 || r.List != "unclear" || !r.Body.StartsWith('[')))
            {
                data.Add(one, answer(row));
            }
        }

        return data;
    }

    private static SmarticoErrorKind KindOf(string expected, SmarticoErrorKind usual)
        => expected.Contains(':', StringComparison.Ordinal) ? Enum.Parse<SmarticoErrorKind>(expected.Split(':')[1]) : usual;

    private async Task<(SmarticoErrorKind? Kind, JournalState State)> RunAsync(Write write)
    {
        byte[] written;
        SmarticoException? failure = null;
        using (var file = new MemoryStream())
        {
            using Journal journal = Over(file);
            string key = journal.KeyOf("row", string.Empty, []);
            journal.Started(key, new RunRow { What = "row" });
            SmarticoObject? result = null;
            try
            {
                result = await write.SendAsync(Client());
            }
            catch (SmarticoException exception)
            {
                failure = exception;
            }

            journal.Ended(key, result, failure);
            written = file.ToArray();
        }

        using Journal again = Over(new MemoryStream(written));
        return (failure?.Kind, again.Earlier(again.KeyOf("row", string.Empty, []))!.State);
    }

    private Journal Over(MemoryStream file) => new(file, new JournalHeader(Client().Account, "row", source: null, System.DateTimeOffset.UnixEpoch), Client().Conceal);

    private SmarticoClient Client() => TestClient.Over(_server.BaseUri, maxRetryCount: Retries);

    /// <summary>A write, what its record looks like when it is done, and which column says what is to come of it.</summary>
    private sealed record Write(string Id, string Record, Func<AnswerRow, string> Expected, Func<SmarticoClient, Task<SmarticoObject?>> SendAsync);

    /// <summary>Answers one method as it is told to, and reads of what is there as if nothing had been written.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private AnswerServer? _server;
        private (string Method, int Status, string Body) _says;
        private int _before;

        public Uri BaseUri => _server!.BaseUri;

        public async ValueTask InitializeAsync() => _server = await AnswerServer.StartAsync(Answer);

        public ValueTask DisposeAsync() => _server!.DisposeAsync();

        /// <summary>What every request of this method is answered from now on.</summary>
        public void Say(string method, int status, string body)
        {
            _says = (method, status, body);
            _before = _server!.Requests.Count;
        }

        /// <summary>How many requests of this method came since then.</summary>
        public int Count(string method) => _server!.Requests.Skip(_before).Count(r => r.StartsWith(method, StringComparison.Ordinal));

        private (int Status, string Body) Answer(string method, string path)
            => method == _says.Method ? (_says.Status, _says.Body)
                : path.StartsWith("/api/af2_aff_op", StringComparison.Ordinal) ? (200, """[{"id":35425,"affiliate_id":35425,"affiliate_name":"before"}]""")
                : path.StartsWith("/api/af2_promocodes_op/150", StringComparison.Ordinal) ? (200, """{"id":150,"promocode":"WELCOME","description_internal":"before"}""")
                : path.StartsWith("/api/af2_promocodes_op/", StringComparison.Ordinal) ? (404, "\"Not found\"")
                : path.StartsWith("/api/af2_pixel_definitions_op", StringComparison.Ordinal) ? (200, """[{"id":2887,"pixel_name":"before","affiliate_id":166368}]""")
                : (200, "[]");
    }
}
