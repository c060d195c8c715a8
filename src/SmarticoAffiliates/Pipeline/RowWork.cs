using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>What one row asks for: made on the pipeline's thread of what was given, and complete without the cmdlet.</summary>
internal sealed class RowWork
{
    public RowWork(object target, string resource, string action, Func<SmarticoClient, CancellationToken, Task<object?>> sendAsync)
    {
        Target = target;
        Resource = resource;
        Action = action;
        SendAsync = sendAsync;
    }

    /// <summary>The row, as an error's target.</summary>
    public object Target { get; }

    /// <summary>What it is about, as <c>-WhatIf</c> and errors name it.</summary>
    public string Resource { get; }

    /// <summary>What is to be done, as <c>-WhatIf</c> tells it.</summary>
    public string Action { get; }

    /// <summary>Does it, on any thread; the result is what the cmdlet writes, or null.</summary>
    public Func<SmarticoClient, CancellationToken, Task<object?>> SendAsync { get; }
}
