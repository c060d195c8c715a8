using System;

namespace SmarticoAffiliates;

/// <summary>What the server's words and statuses mean. The words come first: the same text was seen with different statuses.</summary>
internal static class Refusals
{
    // Sources: S000 (promo codes, parent affiliate), field (throttling, permissions, label).
    private static readonly (string Words, SmarticoErrorKind Kind)[] s_known =
    {
        ("too many requests", SmarticoErrorKind.Throttled),
        ("promocode with this name already exists", SmarticoErrorKind.AlreadyExists),
        ("invalid deal for selected affiliate", SmarticoErrorKind.InvalidDeal),
        ("cannot change parent affiliate", SmarticoErrorKind.ParentAffiliateLocked),
        ("don't have permission", SmarticoErrorKind.PermissionDenied),
        ("do not have permission", SmarticoErrorKind.PermissionDenied),
        ("access to this label is not allowed", SmarticoErrorKind.PermissionDenied),
    };

    /// <summary>The kind that the words alone tell, or null.</summary>
    public static SmarticoErrorKind? KindOf(string? words)
    {
        if (words is null)
        {
            return null;
        }

        foreach ((string known, SmarticoErrorKind kind) in s_known)
        {
            if (words.IndexOf(known, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>The kind that a status tells where the words do not.</summary>
    public static SmarticoErrorKind KindOf(int status) => status switch
    {
        401 => SmarticoErrorKind.AuthenticationFailed,
        403 => SmarticoErrorKind.PermissionDenied,
        404 or 410 => SmarticoErrorKind.NotFound,
        408 => SmarticoErrorKind.Timeout,
        413 => SmarticoErrorKind.InvalidRequest,
        429 or 503 => SmarticoErrorKind.Throttled,
        >= 300 and < 400 => SmarticoErrorKind.RedirectRefused,
        >= 500 => SmarticoErrorKind.ServerError,
        _ => SmarticoErrorKind.InvalidRequest,
    };

    /// <summary>What the user can do about it.</summary>
    public static string Advice(SmarticoErrorKind kind) => kind switch
    {
        SmarticoErrorKind.AuthenticationFailed => "Check the API key and the URL: both are shown in BackOffice, Settings.",
        SmarticoErrorKind.PermissionDenied => "Use an operator's API key that may do this: an affiliate's key can't, and a firewall in front of the API may block this address.",
        SmarticoErrorKind.NotFound => "Check the id, and the URL of the connection.",
        SmarticoErrorKind.AlreadyExists => "Use another code, or change the existing one with Set-SmarticoPromoCode.",
        SmarticoErrorKind.InvalidDeal => "Give the id of a deal that belongs to this affiliate.",
        SmarticoErrorKind.ParentAffiliateLocked => "Send the update again with the affiliate's present parent and manager.",
        SmarticoErrorKind.Throttled => "The account's rate limit is reached or the server is overloaded: wait a little, or lower -ThrottleLimit.",
        SmarticoErrorKind.ServerError => "Try again later; if it stays, tell Smartico's support what the server said.",
        SmarticoErrorKind.ConnectionFailed => "Check the URL and the network.",
        SmarticoErrorKind.Timeout => "Try again, or raise the connection's TimeoutSec.",
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
        SmarticoErrorKind.JournalFailed => "Nothing was sent. Make room, or give another -JournalPath, and run the rows again.",
        _ => string.Empty,
    };
}
