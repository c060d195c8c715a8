using System;
using System.Management.Automation;
using System.Security;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Registers affiliates: one a row of a table, or one by its arguments. The documented rules are checked before anything is
/// sent. No API key goes out, and the password and the captcha token are shown nowhere: an error's target is the row with
/// both as SecureStrings, so that it can be piped in again.
/// </summary>
/// <remarks>No parameter is mandatory to PowerShell: its errors would carry the row with the password.</remarks>
[Cmdlet(VerbsLifecycle.Register, "SmarticoAffiliate", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "Register-SmarticoAffiliate.md")]
[OutputType(typeof(RegisteredAffiliate))]
public sealed class RegisterSmarticoAffiliateCommand : RowCmdlet<RegisteredAffiliate>
{
    /// <summary>The username and the password together.</summary>
    [Parameter]
    [Credential]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The name to sign in with: at least 6 characters, unique for the operator. Mandatory, or -Credential.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Username { get; set; }

    /// <summary>The password: at least 6 characters with a lowercase letter, an uppercase letter and a digit. Mandatory, or -Credential.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("securestring"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<SecureString>? Password { get; set; }

    /// <summary>The first name. Mandatory.</summary>
    [Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true), AllowNull, Alias("first_name")]
    [Given(IsNeeded = true), PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? FirstName { get; set; }

    /// <summary>The last name. Mandatory.</summary>
    [Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true), AllowNull, Alias("last_name")]
    [Given(IsNeeded = true), PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? LastName { get; set; }

    /// <summary>The e-mail address; unique for the operator. Mandatory.</summary>
    [Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true), AllowNull, Alias("bo_user_email")]
    [Given(IsNeeded = true), PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Email { get; set; }

    /// <summary>The country, two letters (ISO 3166). Mandatory.</summary>
    [Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true), AllowNull]
    [Given(IsNeeded = true), PSTypeName("string"), ArgumentCompleter(typeof(CountryCompleter))]
    public Cell<string>? Country { get; set; }

    /// <summary>That the affiliate has accepted the terms and conditions. Mandatory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("tc")]
    [Consent]
    public SwitchParameter AcceptTerms { get; set; }

    /// <summary>The hostname under which affiliates register, exactly as configured in BackOffice; by default the connection's. Mandatory.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("hostname")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? RegistrationHostname { get; set; }

    /// <summary>The reCAPTCHA token of the registration page. Mandatory; where the check is switched off for the account, any text does.</summary>
    [Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true), AllowNull, Alias("token")]
    [Given(IsNeeded = true), PSTypeName("securestring"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<SecureString>? CaptchaToken { get; set; }

    /// <summary>The phone number.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("phone_number")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? PhoneNumber { get; set; }

    /// <summary>The Skype name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Skype { get; set; }

    /// <summary>The company.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Company { get; set; }

    /// <summary>The web site.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("web_site_url")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? WebSiteUrl { get; set; }

    /// <summary>Comments.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Comments { get; set; }

    /// <summary>The preferred language, two letters (ISO 639).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(LanguageCompleter))]
    public Cell<string>? Language { get; set; }

    /// <summary>The Facebook page.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_fb")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Facebook { get; set; }

    /// <summary>The VK page.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_vk")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? VK { get; set; }

    /// <summary>The Telegram contact.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("contact_telegram")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? Telegram { get; set; }

    /// <summary>The affiliate's id in another system.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("ext_affiliate_id")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? ExternalId { get; set; }

    /// <summary>The affiliate above this one: an id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("parent_affiliate_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? ParentAffiliateId { get; set; }

    /// <summary>The manager: an id. With one the affiliate is approved at once; without one it is pending.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("manager_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(ManagerIdCompleter))]
    public Cell<int>? ManagerId { get; set; }

    /// <summary>The additional measurements that the affiliate sees: names or numbers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("extra_role_ids")]
    [Given, PSTypeName("SmarticoAffiliates.AffiliateRole[]"), ArgumentCompleter(typeof(RoleCompleter))]
    public Cell<AffiliateRole[]>? Roles { get; set; }

    /// <summary>How the affiliate is paid: an id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("payment_method_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<int>? PaymentMethodId { get; set; }

    /// <summary>Where the payments go: @{skrill_email='someone@example.com'}, or columns payment_method_details.skrill_email.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("payment_method_details")]
    [Given, PSTypeName("SmarticoAffiliates.PaymentMethodDetails"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<PaymentMethodDetails>? PaymentMethodDetails { get; set; }

    /// <summary>The API's address, to register without a connection. A registration whose answer is lost can't be looked up then.</summary>
    [Parameter]
    [UriCell]
    [Alias("Url")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>A registration is never planned: its password must not be written.</summary>
    public override SwitchParameter PlanOnly { get; set; }

    private protected override Type RequestType => typeof(AffiliateRegistration);

    private protected override ColumnFamily[] Families => new[] { ColumnFamily.PaymentDetails };

    private protected override object TargetOf(RowValues row)
        => SecretRow.Conceal(
            row.Row,
            IsReadColumn,
            hidesUnread: !row.Has(nameof(Password)) && Credential is null,
            row.Get<string>(nameof(Password)),
            row.Get<string>(nameof(CaptchaToken)),
            Credential is null ? null : Secrets.Reveal(Credential.Password)) ?? NameOf(row);

    private protected override bool Needs(RowField field) => field.Name switch
    {
        nameof(Username) or nameof(Password) => Credential is null,
        nameof(RegistrationHostname) => ConnectionInUse.RegistrationHostname is null,
        _ => field.IsNeeded,
    };

    private protected override string NameOf(RowValues row)
        => (Credential?.UserName ?? row.Shown(nameof(Username))) is { } username ? $"registration of '{username}'" : "registration";

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

    private protected override RowWork Build(RowValues row)
    {
        AffiliateRegistration registration = Read(row);
        registration.Check();
        return Create(
            NameOf(row),
            registration.Username.Value,
            registration,
            async (client, resumed, token) => await client.Registration.RegisterAsync(registration, resumed is not null, token).ConfigureAwait(false),
            $"Register with {ChangeText.Of(registration)}",
            RunAction.Register);
    }

    private AffiliateRegistration Read(RowValues row)
    {
        if (Credential is not null && (row.Has(nameof(Username)) || row.Has(nameof(Password))))
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, "Credential is given beside Username or Password. Nothing was sent.");
        }

        AffiliateRegistration registration = row.Fill(new AffiliateRegistration());
        if (Credential is not null)
        {
            registration = registration.With(r => r.Username, Credential.UserName).With(r => r.Password, Secrets.Reveal(Credential.Password));
        }

        if (!registration.RegistrationHostname.IsGiven && ConnectionInUse.RegistrationHostname is { } hostname)
        {
            registration = registration.With(r => r.RegistrationHostname, hostname);
        }

        return ColumnFamily.Over(registration.PaymentMethodDetails.Value, row.Family(ColumnFamily.PaymentDetails)) is { } details
            ? registration.With(r => r.PaymentMethodDetails, details)
            : registration;
    }
}
