using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The API of one Smartico account: its resources. Safe for use by many threads at once.</summary>
public sealed class SmarticoClient
{
    private readonly Transport _transport;
    private readonly SmarticoClientOptions _options;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="handler">Carries the requests instead of the network, such as the sandbox; null for the network.</param>
    /// <exception cref="SmarticoException">The URL is not allowed or the key can't be sent in a header (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public SmarticoClient(SmarticoClientOptions options, HttpMessageHandler? handler = null)
        : this(new Transport(options, handler), options, CreatedRecords.Of(options.BaseUri, options.ApiKey, handler))
    {
    }

    private SmarticoClient(Transport transport, SmarticoClientOptions options, CreatedRecords created)
    {
        _transport = transport;
        _options = options;
        CreatedRecords = created;
        Affiliates = new AffiliatesApi(transport);
        PromoCodes = new PromoCodesApi(transport, created, options.PromoCodePath);
        Deals = new DealsApi(transport, created);
        Links = new LinksApi(transport);
        Pixels = new PixelsApi(transport, created);
        Registration = new RegistrationApi(transport, created, Affiliates);
        Balances = new BalancesApi(transport);
        MediaReports = new MediaReportsApi(transport);
        PlayerRegistrations = new PlayerRegistrationsApi(transport);
    }

    /// <summary>Affiliates: list, find, update.</summary>
    public AffiliatesApi Affiliates { get; }

    /// <summary>Promo codes: list, get, create, update.</summary>
    public PromoCodesApi PromoCodes { get; }

    /// <summary>Deals: list, create.</summary>
    public DealsApi Deals { get; }

    /// <summary>Destination links: list; tracking links: build.</summary>
    public LinksApi Links { get; }

    /// <summary>Pixel definitions (postbacks): list, create, update.</summary>
    public PixelsApi Pixels { get; }

    /// <summary>The registration of affiliates.</summary>
    public RegistrationApi Registration { get; }

    /// <summary>Balances of affiliates: list, find.</summary>
    public BalancesApi Balances { get; }

    /// <summary>Media reports: read.</summary>
    public MediaReportsApi MediaReports { get; }

    /// <summary>Players whom affiliates have brought: list.</summary>
    public PlayerRegistrationsApi PlayerRegistrations { get; }

    /// <summary>The base URL.</summary>
    public Uri BaseUri => _transport.BaseUri;

    /// <summary>Whose key it is, as far as answers have told it: a list of the operator's, or its refusal and the affiliate's own report (FA).</summary>
    public KeyOwner KeyOwner => _transport.Key.Owner;

    /// <summary>The affiliate whose own key it is; null for an operator's, and where it is not known.</summary>
    public int? KeyAffiliateId => _transport.Key.AffiliateId;

    /// <summary>Which account this is, as files tell it.</summary>
    public AccountIdentity Account => _transport.Account;

    /// <summary>The time, in UTC.</summary>
    public DateTimeOffset Now => _transport.Now;

    /// <summary>Takes the key, and what a request held in secret, out of what is written to a file, under whatever name it stands.</summary>
    internal void Conceal(JToken line, JToken? sent) => _transport.Conceal(line, sent);

    /// <summary>Opens a run's file, or begins one. While it is open no other run can write to it; others can read it.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="command">What runs.</param>
    /// <param name="source">The file from which the rows come, where that is known.</param>
    /// <param name="isReadOnly">Whether nothing is to be written, and no file made: for a run that sends nothing.</param>
    /// <exception cref="SmarticoException">The file can't be opened, or is not this account's journal (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public Journal OpenJournal(string path, string? command, string? source = null, bool isReadOnly = false)
        => Journal.Open(path, Account, Conceal, command, source, isReadOnly);

    /// <summary>Keeps creates of the same content apart.</summary>
    internal CreatedRecords CreatedRecords { get; }

    /// <summary>What was learnt of the account's limit until now, by all that share the connections.</summary>
    public PaceState Pace => _transport.Pace;

    /// <summary>The same client, over the same connections and limits, that tells <paramref name="log"/> what it does.</summary>
    public SmarticoClient WithLog(ISmarticoLog log) => new(_transport.WithLog(log), _options, CreatedRecords);

    /// <summary>Sends a request to any endpoint, again where that is safe, and reads its answer.</summary>
    /// <typeparam name="T">What the answer is read as.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Makes the result of a successful answer; what it can't read, it refuses with a <see cref="SmarticoException"/>.</param>
    /// <param name="cancellationToken">Ends the wait; a time-out is never reported as cancellation.</param>
    /// <exception cref="SmarticoException">Every failure but cancellation.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<T> SendAsync<T>(SmarticoRequest request, Func<Answer, T> read, CancellationToken cancellationToken = default)
        => _transport.SendAsync(request, read, cancellationToken);

    /// <summary>Walks the list of any resource page by page, by its <c>range</c>.</summary>
    /// <param name="list">The read of the whole list, without a range.</param>
    /// <param name="skip">How many records to leave out at the beginning.</param>
    /// <param name="first">How many at most; null for all.</param>
    public PageReader<JToken> List(SmarticoRequest list, long skip = 0, long? first = null) => PageReader.Of(_transport, list, skip, first);

    /// <summary>Finds what is wrong with a request before it is sent.</summary>
    /// <exception cref="SmarticoException">It can't be sent over this connection.</exception>
    public void Check(SmarticoRequest request) => _transport.Check(request);

    /// <summary>The request's body as text that may be shown: short, and without secrets; empty where there is none.</summary>
    public string Shown(SmarticoRequest request) => _transport.Shown(request);
}
