using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>What PowerShell is told of a failure: a stable id (<c>Smartico</c> and the kind), a category, the row as target.</summary>
internal static class ErrorMapping
{
    public static ErrorRecord ToRecord(SmarticoException failure, object? target, string? label)
    {
        var record = new ErrorRecord(failure, "Smartico" + failure.Kind, CategoryOf(failure.Kind), target);
        string? hint = HintFor(failure);
        if (label is not null || hint is not null)
        {
            record.ErrorDetails = new ErrorDetails(ScreenText.Of(Labelled(failure, label)) + (hint is null ? string.Empty : " " + hint));
        }

        // The category line shows what the target's text is.
        record.CategoryInfo.TargetName = ScreenText.Of(record.CategoryInfo.TargetName);

        return record;
    }

    /// <summary>What of this module helps, beside what the library says of the failure.</summary>
    private static string? HintFor(SmarticoException failure) => failure.Kind switch
    {
        SmarticoErrorKind.NothingToChange => "Where a field can be cleared, -Clear names it.",
        SmarticoErrorKind.AlreadyExists when !failure.Message.Contains("-IfExists") => "Set-SmarticoPromoCode changes it; -IfExists Skip or Update passes over it or updates it.",
        SmarticoErrorKind.Throttled => "-ThrottleLimit is how much is sent at once.",
        SmarticoErrorKind.NotFound when IsOfAssumedPath(failure) =>
            $"The path of the promo codes, {SmarticoClientOptions.DefaultPromoCodePath}, is assumed: where the account has another, Connect-Smartico -PromoCodePath names it.",
        SmarticoErrorKind.ConnectionFailed => "Connect-Smartico -Uri is where the API's address is given.",
        SmarticoErrorKind.Timeout => "Connect-Smartico -TimeoutSec is how long an answer may take.",
        SmarticoErrorKind.JournalFailed => "-JournalPath is where it is written.",
        _ => null,
    };

    /// <summary>Whether a path that no document tells may not be there; of a record that is not there the server says that it is one.</summary>
    private static bool IsOfAssumedPath(SmarticoException failure)
        => failure.Request is { } request
            && request.Substring(request.IndexOf(' ') + 1).StartsWith(SmarticoClientOptions.DefaultPromoCodePath, System.StringComparison.Ordinal)
            && !(failure.ServerMessage?.StartsWith("Promo", System.StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>The failure's message, which begins with the row.</summary>
    public static string Labelled(SmarticoException failure, string? label)
        => label is null || failure.Message.StartsWith(ScreenText.Of(label), System.StringComparison.Ordinal) ? failure.Message : $"{label}: {failure.Message}";

    private static ErrorCategory CategoryOf(SmarticoErrorKind kind) => kind switch
    {
        SmarticoErrorKind.InvalidCell => ErrorCategory.InvalidData,
        SmarticoErrorKind.InvalidInput or SmarticoErrorKind.NothingToChange or SmarticoErrorKind.InvalidRequest or SmarticoErrorKind.InvalidDeal
            => ErrorCategory.InvalidArgument,
        SmarticoErrorKind.RegistrationFormInvalid or SmarticoErrorKind.UsernameRule or SmarticoErrorKind.PasswordStrength or SmarticoErrorKind.UnknownRegistrationHostname
            => ErrorCategory.InvalidArgument,
        SmarticoErrorKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        SmarticoErrorKind.PermissionDenied or SmarticoErrorKind.RegistrationBot => ErrorCategory.PermissionDenied,
        SmarticoErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        SmarticoErrorKind.AlreadyExists or SmarticoErrorKind.UsernameExists or SmarticoErrorKind.EmailExists => ErrorCategory.ResourceExists,
        SmarticoErrorKind.ParentAffiliateLocked or SmarticoErrorKind.ChangedMeanwhile or SmarticoErrorKind.NotUndoable => ErrorCategory.InvalidOperation,
        SmarticoErrorKind.Throttled => ErrorCategory.LimitsExceeded,
        SmarticoErrorKind.ServerError => ErrorCategory.ResourceUnavailable,
        SmarticoErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        SmarticoErrorKind.Timeout => ErrorCategory.OperationTimeout,
        SmarticoErrorKind.RedirectRefused => ErrorCategory.SecurityError,
        SmarticoErrorKind.ResponseTooLarge => ErrorCategory.LimitsExceeded,
        SmarticoErrorKind.InvalidResponse or SmarticoErrorKind.RegistrationFailed or SmarticoErrorKind.Indeterminate => ErrorCategory.InvalidResult,
        SmarticoErrorKind.JournalFailed => ErrorCategory.WriteError,
        _ => ErrorCategory.NotSpecified,
    };
}
