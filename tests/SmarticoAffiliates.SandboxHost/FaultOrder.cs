using System;

namespace SmarticoAffiliates.Sandbox.Hosting;

/// <summary>The body of <c>POST /__sandbox/faults</c>.</summary>
internal sealed record FaultOrder
{
    public string Kind { get; init; } = "";

    public int? Status { get; init; }

    public double? RetryAfterSeconds { get; init; }

    public string? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public double Milliseconds { get; init; }

    public string? Location { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public int Count { get; init; } = 1;

    public SandboxFault ToFault()
    {
        TimeSpan? retryAfter = RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        TimeSpan delay = TimeSpan.FromMilliseconds(Milliseconds);
        SandboxFault fault = Kind switch
        {
            "throttle" => SandboxFault.Throttle(Status ?? 429, retryAfter),
            "status" => SandboxFault.Status(Status ?? 503, Body, ContentType, retryAfter),
            "statusAfterCommit" => SandboxFault.StatusAfterCommit(Status ?? 503, Body, ContentType, retryAfter),
            "resetBeforeCommit" => SandboxFault.ResetBeforeCommit(),
            "resetAfterCommit" => SandboxFault.ResetAfterCommit(),
            "lateCommit" => SandboxFault.LateCommit(delay, Status, Body),
            "truncatedAnswer" => SandboxFault.TruncatedAnswer(),
            "truncatedBody" => SandboxFault.TruncatedBody(),
            "stall" => SandboxFault.Stall(delay),
            "stallAfterCommit" => SandboxFault.StallAfterCommit(delay),
            "redirect" => SandboxFault.Redirect(new Uri(Location ?? throw new FormatException("location is missing"), UriKind.RelativeOrAbsolute)),
            _ => throw new FormatException("kind is not known: " + Kind),
        };
        return fault.Matching(Method ?? "", Path ?? "");
    }
}
