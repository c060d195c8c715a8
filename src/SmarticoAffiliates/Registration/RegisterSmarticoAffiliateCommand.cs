using System;
using System.Management.Automation;
using System.Security;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Registers affiliates: one a row of a table, or one by its arguments. The documented rules are checked before anything is
/// sent. No API key goes out, and the password and the captcha token are shown nowhere: an error's target is the row with
/// both as SecureStrings, so that it can be piped in again.
/// </summary>
/// <remarks>No parameter is mandatory to PowerShell, and no cell is read by its binder: its errors would carry the row with the password.</remarks>
[Cmdlet(VerbsLifecycle.Register, "SmarticoAffiliate", SupportsShouldProcess = true, HelpUri = Help.Pages + "Register-SmarticoAffiliate.md")]
[OutputType(typeof(RegisteredAffiliate))]
public sealed class RegisterSmarticoAffiliateCommand : RowCmdlet
{
    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public override PSObject? Row { get; set; }

    /// <summary>The username and the password together.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The name to sign in with: at least 6 characters, unique for the operator. Mandatory, or -Credential.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Username { get; set; }

    /// <summary>The password: at least 6 characters with a lowercase letter, an uppercase letter and a digit. Mandatory, or -Credential.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [LateSecretCell]
    public SecureString? Password { get; set; }

    /// <summary>The first name. Mandatory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("first_name")]
    public string? FirstName { get; set; }

    /// <summary>The last name. Mandatory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("last_name")]
    public string? LastName { get; set; }

    /// <summary>The e-mail address; unique for the operator. Mandatory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("bo_user_email")]
    public string? Email { get; set; }

    /// <summary>The country, two letters (ISO 3166). Mandatory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CountryCompleter))]
    public string? Country { get; set; }

    /// <summary>That the affiliate has accepted the terms and conditions. Mandatory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("tc")]
    [ConsentCell]
    public SwitchParameter AcceptTerms { get; set; }

    /// <summary>The hostname under which affiliates register, exactly as configured in BackOffice; by default the connection's. Mandatory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("hostname")]
    public string? RegistrationHostname { get; set; }

    /// <summary>The reCAPTCHA token of the registration page. Mandatory; where the check is switched off for the account, any text does.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("token")]
    [LateSecretCell]
    public SecureString? CaptchaToken { get; set; }

    /// <summary>The phone number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("phone_number")]
    public string? PhoneNumber { get; set; }

    /// <summary>The Skype name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Skype { get; set; }

    /// <summary>The company.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Company { get; set; }

    /// <summary>The web site.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("web_site_url")]
    public string? WebSiteUrl { get; set; }

    /// <summary>Comments.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Comments { get; set; }

    /// <summary>The preferred language, two letters (ISO 639).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    public string? Language { get; set; }

    /// <summary>The Facebook page.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_fb")]
    public string? Facebook { get; set; }

    /// <summary>The VK page.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_vk")]
    public string? VK { get; set; }

    /// <summary>The Telegram contact.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_telegram")]
    public string? Telegram { get; set; }

    /// <summary>The affiliate's id in another system.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("ext_affiliate_id")]
    public string? ExternalId { get; set; }

    /// <summary>The affiliate above this one: an id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("parent_affiliate_id")]
    [LateCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public string? ParentAffiliateId { get; set; }

    /// <summary>The manager: an id. With one the affiliate is approved at once; without one it is pending.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("manager_id")]
    [LateCell]
    public string? ManagerId { get; set; }

    /// <summary>The additional measurements that the affiliate sees: names or numbers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("extra_role_ids")]
    [LateCell, ArgumentCompleter(typeof(RoleCompleter))]
    public string[]? Roles { get; set; }

    /// <summary>How the affiliate is paid: an id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("payment_method_id")]
    [LateCell]
    public string? PaymentMethodId { get; set; }

    /// <summary>Where the payments go: @{skrill_email='someone@example.com'}, or columns payment_method_details.skrill_email.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("payment_method_details")]
    [LateCell]
    public object? PaymentMethodDetails { get; set; }

    /// <summary>The API's address, to register without a connection. A registration whose answer is lost can't be looked up then.</summary>
    [Parameter]
    [UriCell]
    [Alias("Url")]
    public Uri? Uri { get; set; }

    private protected override Type RecordType => typeof(RegisteredAffiliate);

    private protected override object Target
        => SecretRow.Conceal(Row, IsKnownColumn, Password, CaptchaToken, Credential?.Password) ?? UsernameToUse ?? string.Empty;

    private protected override string Resource => string.IsNullOrWhiteSpace(UsernameToUse) ? "registration" : $"registration of '{UsernameToUse}'";

    private string? UsernameToUse => Credential?.UserName ?? Username;

    private protected override SmarticoConnection? FindConnection()
    {
        if (Uri is null)
        {
            return base.FindConnection();
        }

        try
        {
            return SmarticoConnection.WithoutKey(Uri);
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, Uri);
            throw;
        }
    }

    private protected override bool ReadsColumn(string name) => PaymentColumns.Has(name);

    private protected override object? ResultOf(JournalEntry earlier) => earlier.Record<RegisteredAffiliate>();

    private protected override RowWork Build()
    {
        AffiliateRegistration registration = Read();
        registration.Check();
        return new RowWork(
            Target,
            Resource,
            $"Register with {Describe(registration)}",
            () => WithoutSecrets(registration),
            async (client, isResumed, token) => await client.Registration.RegisterAsync(registration, isResumed, token).ConfigureAwait(false));
    }

    private AffiliateRegistration Read()
    {
        if (Credential is not null && (!CellText.IsBlank(Username) || Password is not null))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, "Credential is given beside Username or Password. Nothing was sent.");
        }

        AffiliateRegistration registration = FieldMap.For(GetType(), typeof(AffiliateRegistration)).Apply(this, new AffiliateRegistration());
        if (Credential is not null)
        {
            registration = registration with { Username = Credential.UserName, Password = SecretCellAttribute.Reveal(Credential.Password) };
        }

        if (!registration.RegistrationHostname.IsGiven && ConnectionInUse.RegistrationHostname is { } hostname)
        {
            registration = registration with { RegistrationHostname = hostname };
        }

        return PaymentColumns.Over(registration.PaymentMethodDetails.Value, Row) is { } details
            ? registration with { PaymentMethodDetails = details }
            : registration;
    }

    private static string WithoutSecrets(AffiliateRegistration registration)
    {
        Newtonsoft.Json.Linq.JObject request = registration.ToJson();
        Redactor.RemoveSecrets(request);
        return request.ToString(Formatting.None);
    }
}
