using System;
using System.Management.Automation;
using System.Security;
using SmarticoAffiliates.Sandbox;

namespace SmarticoAffiliates.Commands;

/// <summary>Connects to a Smartico account, or to the sandbox, and remembers the connection for this runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "Smartico", DefaultParameterSetName = Account, HelpUri = Help.Pages + "Connect-Smartico.md")]
[OutputType(typeof(SmarticoConnection))]
public sealed class ConnectSmarticoCommand : PSCmdlet, IDisposable
{
    private readonly PipelineWait _wait;

    /// <summary>Makes one for PowerShell.</summary>
    public ConnectSmarticoCommand() => _wait = new PipelineWait(this);

    private const string Account = "Account";
    private const string InSandbox = "Sandbox";
    private const string KeyVariable = "SMARTICO_API_KEY";
    private const string UriVariable = "SMARTICO_API_URL";

    /// <summary>The API key (BackOffice, Settings); by default the environment's SMARTICO_API_KEY.</summary>
    [Parameter(ParameterSetName = Account, Position = 0)]
    [SecretCell]
    public SecureString? ApiKey { get; set; }

    /// <summary>The API's address; by default the environment's SMARTICO_API_URL, else https://boapi.smartico.ai/.</summary>
    [Parameter(ParameterSetName = Account)]
    [UriCell]
    [Alias("Url")]
    public Uri? Uri { get; set; }

    /// <summary>Connects to an in-process stand-in that keeps state and enforces the documented rules.</summary>
    [Parameter(ParameterSetName = InSandbox, Mandatory = true)]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>The hostname under which affiliates register, as configured in BackOffice.</summary>
    [Parameter]
    public string? RegistrationHostname { get; set; }

    /// <summary>How many rows a cmdlet has under way at once, unless its own -ThrottleLimit says otherwise.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = SmarticoConnection.DefaultThrottleLimit;

    /// <summary>How long one attempt may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How often a request is sent again after a transient failure.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaxRetryCount { get; set; } = 5;

    /// <summary>How long the account may refuse everything, without one success in between, before rows fail, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 604800)]
    public int MaxThrottleWaitSec { get; set; } = 900;

    /// <summary>The path of the promo codes, where it is not the assumed one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string PromoCodePath { get; set; } = SmarticoClientOptions.DefaultPromoCodePath;

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
            if (!SkipCheck)
            {
                Check(connection);
            }
        }
        catch (SmarticoException failure)
        {
            ThrowTerminatingError(ErrorMapping.ToRecord(failure, Uri, label: null));
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

        SmarticoClientOptions options = Options(UriToUse(), key);
        return new SmarticoConnection(new SmarticoClient(options), options, ThrottleLimit, RegistrationHostname, sandbox: null);
    }

    private SmarticoConnection OpenSandbox()
    {
        var sandbox = new SmarticoSandbox();
        SmarticoClientOptions options = Options(sandbox.BaseUri, sandbox.GetApiKey());
        return new SmarticoConnection(
            new SmarticoClient(options, sandbox.CreateHandler()), options, ThrottleLimit, RegistrationHostname ?? sandbox.RegistrationHostname, sandbox);
    }

    private SmarticoClientOptions Options(Uri uri, string? key) => new()
    {
        BaseUri = uri,
        ApiKey = key,
        PromoCodePath = PromoCodePath,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaxRetryCount = MaxRetryCount,
        MaxThrottleWait = TimeSpan.FromSeconds(MaxThrottleWaitSec),
    };

    private Uri UriToUse()
    {
        string? fromEnvironment = Environment.GetEnvironmentVariable(UriVariable);
        return Uri
            ?? (string.IsNullOrWhiteSpace(fromEnvironment) ? SmarticoClientOptions.DefaultBaseUri
                : UriCellAttribute.Parse(fromEnvironment!)
                    ?? throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The environment variable {UriVariable} holds no URL."));
    }

    /// <summary>One cheap request proves the address and the key.</summary>
    private void Check(SmarticoConnection connection)
    {
        using PageReader<Affiliate> pages = connection.Client.WithLog(_wait.Log).Affiliates.List(first: 1);
        _wait.Await(pages.ReadPageAsync);
    }
}
