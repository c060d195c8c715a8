namespace SmarticoAffiliates;

/// <summary>The codes that a registration is answered with (S004: AffApiErrors; the vendor's names are in its spelling there).</summary>
public enum RegistrationError
{
    /// <summary>The affiliate is registered (OK).</summary>
    None = 0,

    /// <summary>The captcha token was not accepted (BOT).</summary>
    Bot = -1,

    /// <summary>A field is missing or wrong (FORM_NOT_VALID).</summary>
    FormNotValid = -2,

    /// <summary>The username has less than 6 characters (USERNAME_RULE_NOT_VALUD).</summary>
    UsernameRule = -3,

    /// <summary>No operator has this hostname (CANNOT_FIND_AFFILIATE_OPERATOR_BY_HOST).</summary>
    UnknownHostname = -5,

    /// <summary>The registration failed on the server (FAIL_IN_REGISTRATION_FLOW).</summary>
    RegistrationFailed = -6,

    /// <summary>The username is taken (USERNAME_ALREADY_EXISTS).</summary>
    UsernameExists = -7,

    /// <summary>The e-mail address is taken (EMAIL_ALREADY_EXISTS).</summary>
    EmailExists = -8,

    /// <summary>The password is too weak (PASSWORD_STRENGTH).</summary>
    PasswordStrength = -9,
}
