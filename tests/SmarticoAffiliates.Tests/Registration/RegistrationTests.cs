using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>Registrations: the documented body, rules and codes; secrets; and what becomes of a lost answer.</summary>
public sealed class RegistrationTests
{
    private const string Path = "/api/register-aff";
    private const string Password = "Q\"w2<e3r4 ü";
    private const string Token = "03AGdBq261a4cR1-w32P";

    private readonly SmarticoSandbox _sandbox = new();

    private AffiliateRegistration Registration => new()
    {
        FirstName = "First-name",
        LastName = "Last-name",
        Username = "username123",
        Password = Password,
        Email = "somemail@somewhere",
        Country = "BG",
        AcceptTerms = true,
        RegistrationHostname = _sandbox.RegistrationHostname,
        CaptchaToken = Token,
    };

    [Fact]
    public async Task Registration_is_sent_without_the_key_and_answers_the_affiliate()
    {
        RegisteredAffiliate registered = await Client().Registration.RegisterAsync(Registration);

        SandboxRequest request = Assert.Single(_sandbox.GetRequests());
        Assert.Equal(("POST", Path, false), (request.Method, request.Path, request.HasAuthorization));
        Assert.Equal(("username123", "somemail@somewhere"), (registered.Username, registered.Email));
        Affiliate affiliate = (await Client().Affiliates.FindAsync([registered.AffiliateId!.Value])).Values.Single();
        Assert.Equal(("username123", AffiliateStatus.Pending), (affiliate.Username, affiliate.Status));
        Assert.Equal($"username123 ({registered.AffiliateId})", registered.ToString());
    }

    [Fact]
    public async Task Client_without_a_key_can_register()
        => Assert.NotNull((await Client(hasKey: false).Registration.RegisterAsync(Registration)).AffiliateId);

    [Fact]
    public void Every_documented_field_has_its_wire_name()
    {
        AffiliateRegistration all = new()
        {
            RegistrationHostname = "aff-home.smartico.ai",
            FirstName = "First-name",
            LastName = "Last-name",
            Email = "somemail@somewhere",
            PhoneNumber = "44097657269",
            Username = "username123",
            Password = "Q!w2e3r4",
            Skype = "skype",
            Company = "Astelit",
            WebSiteUrl = "https://googe.com",
            Country = "BG",
            Comments = "some info",
            Language = "FR",
            AcceptTerms = true,
            CaptchaToken = "03AG",
            ParentAffiliateId = 1,
            ManagerId = 2,
            Facebook = "fb",
            VK = "vk",
            Telegram = "tg",
            Roles = new RoleList([AffiliateRole.RegistrationsReport, AffiliateRole.FTDDate]),
            ExternalId = "x",
            PaymentMethodId = 3,
            PaymentMethodDetails = PaymentMethodDetails.Parse("""{"skrill_email":"a@b.c"}"""),
        };

        all.Check();
        Assert.Equal(
            """{"hostname":"aff-home.smartico.ai","first_name":"First-name","last_name":"Last-name","bo_user_email":"somemail@somewhere","phone_number":"44097657269","username":"username123","password":"Q!w2e3r4","skype":"skype","company":"Astelit","web_site_url":"https://googe.com","country":"BG","comments":"some info","language":"FR","tc":true,"token":"03AG","parent_affiliate_id":1,"manager_id":2,"contact_fb":"fb","contact_vk":"vk","contact_telegram":"tg","extra_role_ids":[100,103],"ext_affiliate_id":"x","payment_method_id":3,"payment_method_details":{"skrill_email":"a@b.c"}}""",
            all.ToJson().ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("AffiliateRegistration", all.ToString());
    }

    [Fact]
    public void Broken_rules_are_named_and_the_password_never_is()
    {
        AssertInvalid("FirstName is missing.", Registration.With(r => r.FirstName, default));
        AssertInvalid("LastName is missing.", Registration.With(r => r.LastName, " "));
        AssertInvalid("Username is missing.", Registration.With(r => r.Username, default));
        AssertInvalid("Password is missing.", Registration.With(r => r.Password, default));
        AssertInvalid("Email is missing.", Registration.With(r => r.Email, default));
        foreach (string wrong in new[] { "nowhere", "@nowhere", "nobody@", "some body@nowhere", "a@b@c" })
        {
            AssertInvalid($"Email '{wrong}' is not an e-mail address, such as someone@example.com.", Registration.With(r => r.Email, wrong));
        }

        AssertInvalid("Country is missing.", Registration.With(r => r.Country, default));
        AssertInvalid("RegistrationHostname is missing.", Registration.With(r => r.RegistrationHostname, default));
        AssertInvalid("CaptchaToken is missing.", Registration.With(r => r.CaptchaToken, default));
        AssertInvalid("AcceptTerms is not given: without the affiliate's consent to the terms there is no registration.", Registration.With(r => r.AcceptTerms, false));
        AssertInvalid("AcceptTerms is not given: without the affiliate's consent to the terms there is no registration.", Registration.With(r => r.AcceptTerms, default));
        AssertInvalid("Username 'abcde' is too short: it has at least 6 characters.", Registration.With(r => r.Username, "abcde"));
        AssertInvalid("Password is too short: it has at least 6 characters.", Registration.With(r => r.Password, "Aa1aa"));
        AssertInvalid("Password has no lowercase letter: it has at least one.", Registration.With(r => r.Password, "AA1AAA"));
        AssertInvalid("Password has no uppercase letter: it has at least one.", Registration.With(r => r.Password, "aa1aaa"));
        AssertInvalid("Password has no digit: it has at least one.", Registration.With(r => r.Password, "Aaaaaa"));
        AssertInvalid("Language 'French' is not an ISO code of two letters, such as DE.", Registration.With(r => r.Language, "French"));
        AssertInvalid("Country 'France' is not an ISO code of two letters, such as DE.", Registration.With(r => r.Country, "France"));
        Registration.With(r => r.Username, "abcdef").With(r => r.Password, "Aa1aaa").With(r => r.Language, "fr").Check();
    }

    public static TheoryData<int, SmarticoErrorKind> Codes => new()
    {
        { -1, SmarticoErrorKind.RegistrationBot },
        { -2, SmarticoErrorKind.RegistrationFormInvalid },
        { -3, SmarticoErrorKind.UsernameRule },
        { -5, SmarticoErrorKind.UnknownRegistrationHostname },
        { -6, SmarticoErrorKind.RegistrationFailed },
        { -7, SmarticoErrorKind.UsernameExists },
        { -8, SmarticoErrorKind.EmailExists },
        { -9, SmarticoErrorKind.PasswordStrength },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Code_in_any_envelope_is_its_kind(int code, SmarticoErrorKind kind)
    {
        Assert.True(Enum.IsDefined((RegistrationError)code));
        string[] answers =
        [
            $$"""{"err_code":{{code}},"err_message":"SOME_WORDS"}""", $$"""{"error_code":{{code}}}""", $$"""{"errCode":"{{code}}"}""", $$"""{"status":400,"code":{{code}}}""",
            $$"""{"code":200,"status":{{code}}}""", $$$"""{"error":{"code":{{{code}}},"message":"SOME_WORDS"}}""", "{\"data\":{\"err_code\":" + code + "}}", $$"""[{"err_code":{{code}}}]""", $"{code}",
        ];
        foreach (string answer in answers)
        {
            foreach (int status in new[] { 200, 400, 500 })
            {
                _sandbox.ClearRequests();
                _sandbox.Faults.Enqueue(SandboxFault.Status(status, answer));
                SmarticoException refusal = await Assert.ThrowsAsync<SmarticoException>(() => Client().Registration.RegisterAsync(Registration));
                Assert.True(refusal.Kind == kind, $"{status} {answer}: {refusal.Kind} {refusal.Message}");
                Assert.Contains(answer.Contains("SOME_WORDS", StringComparison.Ordinal) ? "SOME_WORDS" : answer, refusal.Message, StringComparison.Ordinal);
                Assert.EndsWith(Advice.For(kind), refusal.Message, StringComparison.Ordinal);
                Assert.NotEmpty(Advice.For(kind));
                Assert.Single(_sandbox.GetRequests());
            }
        }
    }

    [Theory]
    [InlineData("""{"err_code":0,"affiliate_id":77}""", 77)]
    [InlineData("""{"errCode":"0","err_message":"Welcome!"}""", null)]
    [InlineData("""{"code":200,"status":0,"data":{"id":78}}""", 78)]
    [InlineData("""[{"err_code":0,"id":80}]""", 80)]
    [InlineData("79", 79)]
    [InlineData("""{"affiliate_id":"81","username":"USERNAME123"}""", 81)]
    public async Task Success_in_any_envelope_is_one(string answer, int? id)
    {
        _sandbox.Faults.Enqueue(SandboxFault.Status(200, answer));

        RegisteredAffiliate registered = await Client().Registration.RegisterAsync(Registration);

        Assert.Equal((id, "username123", "somemail@somewhere"), (registered.AffiliateId, registered.Username!.ToLowerInvariant(), registered.Email));
        Assert.Single(_sandbox.GetRequests());
    }

    [Fact]
    public async Task Sandbox_refuses_by_the_documented_codes()
    {
        SmarticoClient client = Client();
        await client.Registration.RegisterAsync(Registration);

        Assert.Equal(SmarticoErrorKind.UsernameExists, await RefusalAsync(client, Registration.With(r => r.Email, "other@example.com")));
        Assert.Equal(SmarticoErrorKind.EmailExists, await RefusalAsync(client, Registration.With(r => r.Username, "username124")));
        Assert.Equal(SmarticoErrorKind.UnknownRegistrationHostname, await RefusalAsync(client, Registration.With(r => r.RegistrationHostname, "elsewhere")));
        Assert.Equal(SmarticoErrorKind.RegistrationBot, await RefusalAsync(client, Registration.With(r => r.CaptchaToken, "bot")));
        Assert.Equal(SmarticoErrorKind.RegistrationFailed, await RefusalAsync(client, Registration.With(r => r.Username, "username125").With(r => r.Email, "b@b.b").With(r => r.ParentAffiliateId, 3)));
    }

    [Fact]
    public async Task Secrets_reach_neither_log_nor_error_nor_result()
    {
        var log = new Lines();
        string echo = new Newtonsoft.Json.Linq.JObject { ["affiliate_id"] = 5, ["err_code"] = 0, ["password"] = Password, ["token"] = Token, ["user"] = new Newtonsoft.Json.Linq.JObject { ["password"] = Password } }
            .ToString(Newtonsoft.Json.Formatting.None);
        string html = "<html>" + System.Net.WebUtility.HtmlEncode(Password) + " " + Token + "</html>";
        SmarticoClient client = Client().WithLog(log);

        _sandbox.Faults.Enqueue(SandboxFault.Status(200, echo));
        RegisteredAffiliate registered = await client.Registration.RegisterAsync(Registration);
        log.Add(Newtonsoft.Json.JsonConvert.SerializeObject(registered.AdditionalProperties) + registered.AdditionalProperties);
        foreach ((int status, string body) in new[]
        {
            (400, "\"Bad password: " + Password.Replace("\"", "\\\"", StringComparison.Ordinal) + ", token " + Token + "\""), (400, html),
            (200, echo.Replace("\"err_code\":0", "\"err_code\":-9", StringComparison.Ordinal)), (200, echo.Replace("\"err_code\":0", "\"err_code\":-9,", StringComparison.Ordinal)), (500, echo),
        })
        {
            _sandbox.Faults.Clear();
            _sandbox.Faults.Enqueue(SandboxFault.Status(status, body));
            _sandbox.Faults.Chooser = r => r.Method == "GET" ? SandboxFault.Status(400) : null;
            log.Add((await Assert.ThrowsAsync<SmarticoException>(() => client.Registration.RegisterAsync(Registration))).ToString());
        }

        Assert.Contains("\"password\":\"***\"", log.All, StringComparison.Ordinal);
        Assert.Contains("\"token\":\"***\"", log.All, StringComparison.Ordinal);
        foreach (string secret in new[] { "w2<e3", "w2&lt;e3", Token, "e3r4" })
        {
            Assert.DoesNotContain(secret, log.All, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Secrets_that_a_success_echoes_are_in_no_record()
    {
        string body = $$"""{"err_code":0,"affiliate_id":77,"username":"username123","note":"welcome, {{Token}}","inner":{"list":["{{_sandbox.GetApiKey()}}"],"{{Token}}":1 } }""";
        _sandbox.Faults.Enqueue(SandboxFault.StatusAfterCommit(200, body).Matching("POST", Path));

        RegisteredAffiliate registered = await Client().Registration.RegisterAsync(Registration);

        string shown = WireJson.WriteWithoutNulls(registered).ToString();
        Assert.Equal(77, registered.AffiliateId);
        Assert.Contains("welcome, ***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(_sandbox.GetApiKey(), shown, StringComparison.Ordinal);
    }

    public static TheoryData<string, SandboxFault> Lost => new()
    {
        { "reset after commit", SandboxFault.ResetAfterCommit() },
        { "reset before commit", SandboxFault.ResetBeforeCommit() },
        { "503 after commit", SandboxFault.StatusAfterCommit(503) },
        { "half of the JSON", SandboxFault.TruncatedBody() },
        { "nothing", SandboxFault.StatusAfterCommit(200, string.Empty) },
        { "neither a code nor an id", SandboxFault.StatusAfterCommit(200, "{\"hello\":1}") },
        { "stalled after commit", SandboxFault.StallAfterCommit(TimeSpan.FromSeconds(20)) },
        { "stalled before commit", SandboxFault.Stall(TimeSpan.FromSeconds(20)) },
    };

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task Registration_whose_answer_was_lost_is_there_once(string name, SandboxFault fault)
    {
        _sandbox.Faults.Enqueue(fault.Matching("POST", Path));

        RegisteredAffiliate registered = await Client(timeout: TimeSpan.FromMilliseconds(500)).Registration.RegisterAsync(Registration);

        Assert.Equal(registered.AffiliateId, Assert.Single(await AllAsync(), a => a.Username == "username123").AffiliateId);
        Assert.True(Posts() == (name.Contains("before", StringComparison.Ordinal) ? 2 : 1), name);
        Assert.All(_sandbox.GetRequests().Where(r => r.Method == "GET"), r => Assert.Contains("\"without_money\":true", r.Query, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("USERNAME123", "other@example.com", SmarticoErrorKind.UsernameExists)]
    [InlineData("other-name", "SomeMail@somewhere", SmarticoErrorKind.EmailExists)]
    public async Task Lost_registration_of_which_half_is_somebody_elses_is_that_error(string username, string email, SmarticoErrorKind kind)
    {
        SmarticoClient client = Client();
        await client.Registration.RegisterAsync(Registration.With(r => r.Username, username).With(r => r.Email, email));
        _sandbox.Faults.Enqueue(SandboxFault.ResetBeforeCommit().Matching("POST", Path));

        Assert.Equal(kind, await RefusalAsync(client, Registration));
        Assert.Equal(2, Posts());
    }

    [Fact]
    public async Task Lost_registration_without_a_key_stays_unknown()
    {
        _sandbox.Faults.Enqueue(SandboxFault.ResetAfterCommit().Matching("POST", Path));

        Assert.Equal(SmarticoErrorKind.Indeterminate, await RefusalAsync(Client(hasKey: false), Registration));
        Assert.Equal(1, Posts());
    }

    [Fact]
    public async Task Throttled_registration_is_sent_again_even_without_a_key()
    {
        _sandbox.Faults.Enqueue(SandboxFault.Throttle());
        _sandbox.Faults.Enqueue(SandboxFault.Throttle(200));

        await Client(hasKey: false).Registration.RegisterAsync(Registration);

        Assert.Equal(3, Posts());
    }

    [Fact]
    public async Task Resumed_registration_is_looked_for_first()
    {
        RegisteredAffiliate first = await Client().Registration.RegisterAsync(Registration);

        RegisteredAffiliate again = await Client().Registration.RegisterAsync(Registration, isResumed: true);

        Assert.Equal((first.AffiliateId, 1), (again.AffiliateId, Posts()));
    }

    private static async Task<SmarticoErrorKind> RefusalAsync(SmarticoClient client, AffiliateRegistration registration)
        => (await Assert.ThrowsAsync<SmarticoException>(() => client.Registration.RegisterAsync(registration))).Kind;

    private static void AssertInvalid(string message, AffiliateRegistration registration)
    {
        SmarticoException error = Assert.Throws<SmarticoException>(registration.Check);
        Assert.Equal((SmarticoErrorKind.InvalidInput, message + " Nothing was sent."), (error.Kind, error.Message));
    }

    private async Task<List<Affiliate>> AllAsync()
    {
        var all = new List<Affiliate>();
        using PageReader<Affiliate> pages = Client().Affiliates.List();
        while (await pages.ReadPageAsync() is { } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    private int Posts() => _sandbox.GetRequests().Count(r => r.Method == "POST");

    private SmarticoClient Client(bool hasKey = true, TimeSpan? timeout = null)
        => new(
            new SmarticoClientOptions
            {
                BaseUri = _sandbox.BaseUri,
                ApiKey = hasKey ? _sandbox.GetApiKey() : null,
                Timeout = timeout ?? TimeSpan.FromSeconds(100),
                Delay = (_, _) => Task.CompletedTask,
            },
            _sandbox.CreateHandler());

    private sealed class Lines : ISmarticoLog
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public bool WantsDebug => true;

        public string All => string.Join('\n', _lines);

        public void Add(string line) => _lines.Enqueue(line);

        public void Warning(string message) => Add(message);

        public void Verbose(string message) => Add(message);

        public void Debug(string message) => Add(message);
    }
}
