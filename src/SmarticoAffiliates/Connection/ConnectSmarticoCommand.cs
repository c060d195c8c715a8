using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using SmarticoAffiliates.Sandbox;

namespace SmarticoAffiliates.Commands;

/// <summary>Connects to a Smartico account, or to the sandbox, and remembers the connection for this runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "Smartico", DefaultParameterSetName = Account, HelpUri = Help.Pages + "Connect-Smartico.md")]
[OutputType(typeof(SmarticoConnection))]
public sealed class ConnectSmarticoCommand : LocalCmdlet, IDisposable
{
    private readonly PipelineWait _wait;

    /// <summary>Makes one for PowerShell.</summary>
    public ConnectSmarticoCommand() => _wait = new PipelineWait(this);

    private const string Account = "Account";
    private const string InSandbox = "Sandbox";
    private const string KeyVariable = "SMARTICO_API_KEY";
    private const string UriVariable = "SMARTICO_API_URL";

    private bool _isProved;
    private KeyOwner _keyOwner;
    private int? _keyAffiliateId;

    /// <summary>The API key (BackOffice, Settings); by default the environment's SMARTICO_API_KEY.</summary>
    [Parameter(ParameterSetName = Account, Position = 0)]
    [SecretCell]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The API's address; by default the environment's SMARTICO_API_URL, else https://boapi.smartico.ai/.</summary>
    [Parameter(ParameterSetName = Account)]
    [UriCell]
    [Alias("Url")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>Connects to an in-process stand-in that keeps state and enforces the documented rules.</summary>
    [Parameter(ParameterSetName = InSandbox, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>A snapshot (Export-SmarticoSnapshot): the sandbox holds that account, with its ids, names, deals and codes. Nothing goes out.</summary>
    [Parameter(ParameterSetName = InSandbox)]
    [ValidateNotNullOrEmpty]
    public string? SnapshotPath { get; set; }

    /// <summary>The hostname under which affiliates register, as configured in BackOffice.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? RegistrationHostname { get; set; }

    /// <summary>How many rows a cmdlet has under way at once, unless its own -ThrottleLimit says otherwise.</summary>
    [Parameter]
    [CountArgument]
    [ValidateRange(1, 256)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int ThrottleLimit { get; set; } = SmarticoConnection.DefaultThrottleLimit;

    /// <summary>How long one attempt may take, in seconds.</summary>
    [Parameter]
    [CountArgument]
    [ValidateRange(1, 86400)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How often a request is sent again after a transient failure.</summary>
    [Parameter]
    [CountArgument]
    [ValidateRange(0, 100)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaxRetryCount { get; set; } = 5;

    /// <summary>How long the account may refuse everything, without one success in between, before rows fail, in seconds.</summary>
    [Parameter]
    [CountArgument]
    [ValidateRange(0, 604800)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaxThrottleWaitSec { get; set; } = 900;

    /// <summary>The path of the promo codes, where it is not the assumed one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string PromoCodePath { get; set; } = SmarticoClientOptions.DefaultPromoCodePath;

    /// <summary>The label of an account that has several: an id, sent with every request that the key goes with.</summary>
    [Parameter]
    [IdCell]
    [Alias("active_label_id")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public int? LabelId { get; set; }

    /// <summary>A name for the connection: -Connection takes it, and -WhatIf and -Confirm say it. An earlier one of this name is replaced.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Name { get; set; }

    /// <summary>Does not prove the key by a request.</summary>
    [Parameter]
    public SwitchParameter SkipCheck { get; set; }

    /// <summary>Writes the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _wait.Dispose();

    /// <inheritdoc/>
    protected override void StopProcessing() => _wait.StopAfter(TimeSpan.Zero);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SmarticoConnection connection;
        try
        {
            connection = Sandbox ? OpenSandbox() : OpenAccount();
            if (!SkipCheck && !_isProved)
            {
                Check(connection.Client);
            }
        }
        catch (SmarticoException failure)
        {
            ThrowTerminatingError(ErrorMapping.ToRecord(failure, failure.Kind == SmarticoErrorKind.InvalidInput ? null : Uri, label: null));
            throw;
        }

        CurrentConnection.Set(SessionState, connection);
        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    private SmarticoConnection OpenAccount()
    {
        string? key = ApiKey is null ? Environment.GetEnvironmentVariable(KeyVariable) : Secrets.Reveal(ApiKey);
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"There is no API key: give -ApiKey, or set the environment variable {KeyVariable}.");
        }

        if (UriCellAttribute.IsAddress(key!))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, "An address stands where the API key is expected: see that -Uri and -ApiKey are not swapped. Neither is shown, and nothing was sent.");
        }

        Uri uri = UriToUse();
        if (!SkipCheck && IsProvedAtOnce(uri, key!))
        {
            _isProved = true;
        }

        SmarticoClientOptions options = Options(uri, key);
        return new SmarticoConnection(new SmarticoClient(options), options, ThrottleLimit, RegistrationHostname, sandbox: null) { Name = Name };
    }

    private SmarticoConnection OpenSandbox()
    {
        SmarticoSandbox sandbox = SnapshotPath is null ? new SmarticoSandbox() : new SmarticoSandbox(new SandboxOptions { Records = RecordsOf(SnapshotPath) });
        SmarticoClientOptions options = Options(sandbox.BaseUri, sandbox.GetApiKey());
        return new SmarticoConnection(
            new SmarticoClient(options, sandbox.CreateHandler()), options, ThrottleLimit, RegistrationHostname ?? sandbox.RegistrationHostname, sandbox)
        { Name = Name };
    }

    private IEnumerable<SandboxRecord> RecordsOf(string path)
    {
        SnapshotFile snapshot = SnapshotFile.Open(FilePaths.Resolve(this, path));
        if (!snapshot.Header.Include.Contains(SnapshotPart.Affiliates))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The snapshot '{path}' has no affiliates, so nothing can be rehearsed on it. Make one with them.");
        }

        if (!snapshot.Header.Include.Contains(SnapshotPart.Deals))
        {
            WriteWarning($"The snapshot '{path}' has no deals: rows that name a deal are refused.");
        }

        return snapshot.Records().Select(r => new SandboxRecord(r.Kind, r.Json));
    }

    private SmarticoClientOptions Options(Uri uri, string? key, bool isAtOnce = false) => new()
    {
        BaseUri = uri,
        ApiKey = key,
        KeyOwner = _keyOwner,
        KeyAffiliateId = _keyAffiliateId,
        LabelId = LabelId,
        PromoCodePath = PromoCodePath,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaxRetryCount = isAtOnce ? 0 : MaxRetryCount,
        MaxThrottleWait = TimeSpan.FromSeconds(isAtOnce ? 0 : MaxThrottleWaitSec),
    };

    private Uri UriToUse()
    {
        string? fromEnvironment = Environment.GetEnvironmentVariable(UriVariable);
        return Uri
            ?? (string.IsNullOrWhiteSpace(fromEnvironment) ? SmarticoClientOptions.DefaultBaseUri
                : UriCellAttribute.Parse(fromEnvironment!)
                    ?? throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The environment variable {UriVariable} holds no URL."));
    }

    /// <summary>
    /// A host that is not there, or does not answer, is told at the first attempt: nobody is to wait for a wrong address. What
    /// else goes wrong and may pass, such as the account's limit, is waited for as always.
    /// </summary>
    private bool IsProvedAtOnce(Uri uri, string key)
    {
        try
        {
            Check(new SmarticoClient(Options(uri, key, isAtOnce: true)));
            return true;
        }
        catch (SmarticoException failure) when (failure.Kind is SmarticoErrorKind.Throttled or SmarticoErrorKind.ServerError)
        {
            return false;
        }
    }

    /// <summary>One cheap request proves the address and the key. Where it is refused, a second one may tell that the key is an affiliate's own: that is proved, too.</summary>
    private void Check(SmarticoClient client)
    {
        using PageReader<Affiliate> pages = client.WithLog(_wait.Log).Affiliates.List(first: 1);
        try
        {
            _wait.Await(pages.ReadPageAsync);
        }
        catch (SmarticoException refusal) when (refusal.Kind == SmarticoErrorKind.PermissionDenied && client.KeyOwner == KeyOwner.Affiliate)
        {
            WriteVerbose($"The API key is affiliate {client.KeyAffiliateId}'s own: its media report, destination links and balance can be read.");
        }

        _keyOwner = client.KeyOwner;
        _keyAffiliateId = client.KeyAffiliateId;
    }
}
