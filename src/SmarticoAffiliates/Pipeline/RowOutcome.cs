using System;

namespace SmarticoAffiliates.Commands;

/// <summary>What became of a row: an object (or nothing to write), or a failure; exactly one.</summary>
internal sealed class RowOutcome
{
    public RowOutcome(object target, string? label, object? result)
    {
        Target = target;
        Label = label;
        Result = result;
    }

    public RowOutcome(object target, string? label, Exception failure)
    {
        Target = target;
        Label = label;
        Failure = failure;
    }

    public object Target { get; }

    public string? Label { get; }

    public object? Result { get; }

    /// <summary>A <see cref="SmarticoException"/>; anything else is a fault of this module, or the cancellation.</summary>
    public Exception? Failure { get; }
}
