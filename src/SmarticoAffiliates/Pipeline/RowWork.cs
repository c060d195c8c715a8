using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>What one row asks for: made on the pipeline's thread of what was given, and complete without the cmdlet.</summary>
internal sealed class RowWork
{
    /// <summary>Work that takes a request.</summary>
    public RowWork(object target, string resource, string action, Func<string> request, Func<SmarticoClient, bool, CancellationToken, Task<object?>> sendAsync)
    {
        Target = target;
        Resource = resource;
        Action = action;
        Request = request;
        SendAsync = sendAsync;
    }

    /// <summary>Nothing to do: the server has it already.</summary>
    public RowWork(object target, string resource, string reason, object? result)
    {
        Target = target;
        Resource = resource;
        Action = reason;
        Result = result;
    }

    /// <summary>The row, as an error's target.</summary>
    public object Target { get; }

    /// <summary>What it is about, as <c>-WhatIf</c> and errors name it.</summary>
    public string Resource { get; }

    /// <summary>What is to be done, as <c>-WhatIf</c> tells it; or why nothing is.</summary>
    public string Action { get; }

    /// <summary>What the row gave, by which a journal knows it again; made only for one.</summary>
    public Func<string>? Request { get; }

    /// <summary>Whether it waits for an earlier row of the same resource; a create whose record has no name of its own need not.</summary>
    public bool KeepsOrder { get; init; } = true;

    /// <summary>What is written where nothing is to be done.</summary>
    public object? Result { get; }

    /// <summary>
    /// Does it, on any thread; the result is what the cmdlet writes, or null. Told whether an earlier run was cut off while
    /// it did it. Null where nothing is to be done.
    /// </summary>
    public Func<SmarticoClient, bool, CancellationToken, Task<object?>>? SendAsync { get; }
}
