using System;

namespace SmarticoAffiliates.Commands;

/// <summary>What became of a row: an object (or nothing to write), or a failure; exactly one.</summary>
internal sealed class RowOutcome
{
    public RowOutcome(object target, string? label, RowResult what, object? result)
    {
        Target = target;
        Label = label;
        What = what;
        Result = result;
    }

    public RowOutcome(object target, string? label, Exception failure)
    {
        Target = target;
        Label = label;
        What = RowResult.Failed;
        Failure = failure;
    }

    public object Target { get; }

    /// <summary>The row, as errors name it.</summary>
    public string? Label { get; }

    public RowResult What { get; }

    public object? Result { get; }

    /// <summary>A <see cref="SmarticoException"/>; anything else is a fault of this module, or the cancellation.</summary>
    public Exception? Failure { get; }

    /// <summary>How many rows it stands for.</summary>
    public int Rows { get; init; } = 1;
}
