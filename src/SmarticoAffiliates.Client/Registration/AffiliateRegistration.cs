using System.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// An affiliate to register (S002, S004). Mandatory are FirstName, LastName, Username, Password, Email, Country, AcceptTerms,
/// RegistrationHostname and CaptchaToken. What is not given is not sent.
/// </summary>
public sealed class AffiliateRegistration : ChangeSet
{
    private const int ShortestUsername = 6;
    private const int ShortestPassword = 6;

    /// <summary>The host from which affiliates register, exactly as it is configured in BackOffice.</summary>
    [Field("hostname", FieldKind.Code)]
    public Optional<string> RegistrationHostname { get; init; }

    /// <summary>The first name.</summary>
    [Field("first_name", FieldKind.Text)]
    public Optional<string> FirstName { get; init; }

    /// <summary>The last name.</summary>
    [Field("last_name", FieldKind.Text)]
    public Optional<string> LastName { get; init; }

    /// <summary>The e-mail address; unique.</summary>
    [Field("bo_user_email", FieldKind.Email)]
    public Optional<string> Email { get; init; }

    /// <summary>The phone number.</summary>
    [Field("phone_number", FieldKind.Text)]
    public Optional<string> PhoneNumber { get; init; }

    /// <summary>The name to sign in with: at least 6 characters; unique.</summary>
    [Field("username", FieldKind.Code)]
    public Optional<string> Username { get; init; }

    /// <summary>The password: at least 6 characters with a lowercase letter, an uppercase letter and a digit. Never shown or logged.</summary>
    [Field("password", FieldKind.Secret)]
    public Optional<string> Password { get; init; }

    /// <summary>The Skype name.</summary>
    [Field("skype", FieldKind.Text)]
    public Optional<string> Skype { get; init; }

    /// <summary>The company.</summary>
    [Field("company", FieldKind.Text)]
    public Optional<string> Company { get; init; }

    /// <summary>The web site.</summary>
    [Field("web_site_url", FieldKind.WebAddress)]
    public Optional<string> WebSiteUrl { get; init; }

    /// <summary>The country, ISO 3166 with two letters in the example.</summary>
    [Field("country", FieldKind.Letters)]
    public Optional<string> Country { get; init; }

    /// <summary>Comments.</summary>
    [Field("comments", FieldKind.Text)]
    public Optional<string> Comments { get; init; }

    /// <summary>The preferred language, ISO 639 with two letters.</summary>
    [Field("language", FieldKind.Letters)]
    public Optional<string> Language { get; init; }

    /// <summary>That the affiliate accepts the terms and conditions: true, or there is no registration.</summary>
    [Field("tc", FieldKind.Consent)]
    public Optional<bool> AcceptTerms { get; init; }

    /// <summary>
    /// The reCAPTCHA token of the registration page. Where Smartico has switched the check off for an operator, the
    /// documents still call the field mandatory: any text will do then (undocumented). Never shown or logged.
    /// </summary>
    [Field("token", FieldKind.Secret)]
    public Optional<string> CaptchaToken { get; init; }

    /// <summary>The affiliate above this one.</summary>
    [Field("parent_affiliate_id", FieldKind.Id)]
    public Optional<int> ParentAffiliateId { get; init; }

    /// <summary>The manager. With one, the affiliate is approved at once; without one it is pending.</summary>
    [Field("manager_id", FieldKind.Id)]
    public Optional<int> ManagerId { get; init; }

    /// <summary>The Facebook page.</summary>
    [Field("contact_fb", FieldKind.Text)]
    public Optional<string> Facebook { get; init; }

    /// <summary>The VK page.</summary>
    [Field("contact_vk", FieldKind.Text)]
    public Optional<string> VK { get; init; }

    /// <summary>The Telegram contact.</summary>
    [Field("contact_telegram", FieldKind.Text)]
    public Optional<string> Telegram { get; init; }

    /// <summary>The additional measurements that the affiliate sees.</summary>
    [Field("extra_role_ids", FieldKind.Choices)]
    public Optional<RoleList> Roles { get; init; }

    /// <summary>The affiliate's id in another system.</summary>
    [Field("ext_affiliate_id", FieldKind.Code)]
    public Optional<string> ExternalId { get; init; }

    /// <summary>How the affiliate is paid; the vendor's table is lost (seen: 1 wire transfer, 3 Skrill, 4 PayPal).</summary>
    [Field("payment_method_id", FieldKind.Id)]
    public Optional<int> PaymentMethodId { get; init; }

    /// <summary>Where the payments go.</summary>
    [Field("payment_method_details", FieldKind.PaymentDetails)]
    public Optional<PaymentMethodDetails> PaymentMethodDetails { get; init; }

    /// <summary>Checks the documented rules before anything is sent. No message quotes the password or the token.</summary>
    /// <exception cref="SmarticoException">What is missing or wrong (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public void Check()
    {
        Require(nameof(FirstName), FirstName);
        Require(nameof(LastName), LastName);
        Require(nameof(Username), Username);
        Require(nameof(Password), Password);
        Require(nameof(Email), Email);
        Require(nameof(Country), Country);
        Require(nameof(RegistrationHostname), RegistrationHostname);
        Require(nameof(CaptchaToken), CaptchaToken);
        if (!AcceptTerms.Value)
        {
            throw Wrong("AcceptTerms is not given: without the affiliate's consent to the terms there is no registration.");
        }

        if (Username.Value.Length < ShortestUsername)
        {
            throw Wrong($"Username '{Username.Value}' is too short: it has at least 6 characters.");
        }

        if (!IsEmailAddress(Email.Value.Trim()))
        {
            throw Wrong($"Email '{Email.Value}' is not an e-mail address, such as someone@example.com.");
        }

        CheckPassword(Password.Value);
        CheckCodes();
    }

    // The documented example has no point in its domain.
    private static bool IsEmailAddress(string text)
        => text.IndexOf('@') is > 0 and int at && at < text.Length - 1 && at == text.LastIndexOf('@') && !text.Any(char.IsWhiteSpace);

    private static void CheckPassword(string password)
    {
        if (password.Length < ShortestPassword)
        {
            throw Wrong("Password is too short: it has at least 6 characters.");
        }

        if (!password.Any(char.IsLower))
        {
            throw Wrong("Password has no lowercase letter: it has at least one.");
        }

        if (!password.Any(char.IsUpper))
        {
            throw Wrong("Password has no uppercase letter: it has at least one.");
        }

        if (!password.Any(char.IsDigit))
        {
            throw Wrong("Password has no digit: it has at least one.");
        }
    }

    private static void Require(string name, Optional<string> value)
    {
        if (string.IsNullOrWhiteSpace(value.Value))
        {
            throw Missing(name);
        }
    }

    private static SmarticoException Wrong(string what) => new(SmarticoErrorKind.InvalidInput, what + " Nothing was sent.");
}
