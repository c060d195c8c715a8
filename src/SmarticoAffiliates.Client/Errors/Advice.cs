namespace SmarticoAffiliates;

/// <summary>What can be done about a failure, in the terms of this library; a caller adds its own.</summary>
internal static class Advice
{
    /// <summary>What a key that is not taken can mean (FA): the server does not tell which of the three it is.</summary>
    public const string KeyHostOrLabel = "It may be one of three: a key that is stale (a new one was made in BackOffice), the URL of another host, or a label that is not the key's. Check all three in BackOffice, Settings.";

    /// <summary>What the user can do about it.</summary>
    public static string For(SmarticoErrorKind kind) => kind switch
    {
        SmarticoErrorKind.AuthenticationFailed => KeyHostOrLabel,
        SmarticoErrorKind.PermissionDenied => "Use an operator's API key that may do this: an affiliate's key can't, and a firewall in front of the API may block this address.",
        SmarticoErrorKind.NotFound => "Check the id, and the URL of the connection.",
        SmarticoErrorKind.AlreadyExists => "Use another code, or change the existing one.",
        SmarticoErrorKind.InvalidDeal => "Give the id of a deal that belongs to this affiliate.",
        SmarticoErrorKind.ParentAffiliateLocked => "Send the update again with the affiliate's present parent and manager.",
        SmarticoErrorKind.Throttled => "The account's rate limit is reached or the server is overloaded: wait a little, or send less at once.",
        SmarticoErrorKind.ServerError => "Try again later; if it stays, tell Smartico's support what the server said.",
        SmarticoErrorKind.ConnectionFailed => "Check the URL and the network.",
        SmarticoErrorKind.Timeout => "Try again, or give the connection a longer time-out.",
        SmarticoErrorKind.RedirectRefused => "Connect to the address that the server names, if you trust it: following would hand it the API key.",
        SmarticoErrorKind.ResponseTooLarge => "Ask for less at once.",
        SmarticoErrorKind.InvalidResponse => "Check that the URL is the API's; if it is, the API has changed.",
        SmarticoErrorKind.Indeterminate => "Look whether the record is there before you send it again.",
        SmarticoErrorKind.RegistrationBot => "Get a new captcha token: one serves once and not for long. Smartico's account manager can switch the check off for server-side use.",
        SmarticoErrorKind.RegistrationFormInvalid => "Check the fields of the registration, above all the mandatory ones, the e-mail address and the language.",
        SmarticoErrorKind.UsernameRule => "Choose a username of at least 6 characters.",
        SmarticoErrorKind.UnknownRegistrationHostname => "Give the registration hostname exactly as it is configured in BackOffice.",
        SmarticoErrorKind.RegistrationFailed => "Check the parent affiliate and the manager; look whether the affiliate is there before you send it again.",
        SmarticoErrorKind.UsernameExists => "Choose another username.",
        SmarticoErrorKind.EmailExists => "Give another e-mail address.",
        SmarticoErrorKind.PasswordStrength => "Choose a password of at least 6 characters with a lowercase letter, an uppercase letter and a digit.",
        SmarticoErrorKind.JournalFailed => "Nothing was sent. Make room, or write the journal elsewhere, and run the rows again.",
        _ => string.Empty,
    };
}
