using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>What PowerShell is told of a failure: a stable id (<c>Smartico</c> and the kind), a category, the row as target.</summary>
internal static class ErrorMapping
{
    public static ErrorRecord ToRecord(SmarticoException failure, object? target, string? label)
    {
        var record = new ErrorRecord(failure, "Smartico" + failure.Kind, CategoryOf(failure.Kind), target);
        string? hint = HintFor(failure.Kind);
        if (label is not null || hint is not null)
        {
            record.ErrorDetails = new ErrorDetails(ScreenText.Of(Labelled(failure, label)) + (hint is null ? string.Empty : " " + hint));
        }

        // The category line shows what the target's text is.
        record.CategoryInfo.TargetName = ScreenText.Of(record.CategoryInfo.TargetName);

        return record;
    }

    /// <summary>What of this module helps, beside what the library says of the failure.</summary>
    private static string? HintFor(SmarticoErrorKind kind) => kind switch
    {
        SmarticoErrorKind.NothingToChange => "Where a field can be cleared, -Clear names it.",
        SmarticoErrorKind.AlreadyExists => "Set-SmarticoPromoCode changes it; -IfExists Skip or Update passes over it or updates it.",
        SmarticoErrorKind.Throttled => "-ThrottleLimit is how much is sent at once.",
        SmarticoErrorKind.Timeout => "Connect-Smartico -TimeoutSec is how long an answer may take.",
        SmarticoErrorKind.JournalFailed => "-JournalPath is where it is written.",
        _ => null,
    };

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
        SmarticoErrorKind.ParentAffiliateLocked => ErrorCategory.InvalidOperation,
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
