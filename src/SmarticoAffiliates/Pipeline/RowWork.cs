using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>What was done for a row, and the record that came of it.</summary>
internal readonly struct RowDone
{
    public RowDone(RowResult what, SmarticoObject? record)
    {
        What = what;
        Record = record;
    }

    public RowResult What { get; }

    /// <summary>What is written; null for nothing.</summary>
    public SmarticoObject? Record { get; }
}

/// <summary>What one row asks for: made on the pipeline's thread of what was given, and complete without the cmdlet.</summary>
internal sealed class RowWork
{
    /// <summary>Work that takes a request.</summary>
    /// <param name="resource">What it is about, as <c>-WhatIf</c> and errors name it.</param>
    /// <param name="action">What is to be done, as <c>-WhatIf</c> tells it.</param>
    /// <param name="key">What the row asks for, by its meaning: by it a later run knows the row again.</param>
    /// <param name="changes">The fields that it gives a value.</param>
    /// <param name="sendAsync">Does it, on any thread; told whether an earlier run was cut off while it did it.</param>
    public RowWork(
        string resource,
        string action,
        string key,
        IReadOnlyList<FieldDifference> changes,
        Func<SmarticoClient, bool, CancellationToken, Task<RowDone>> sendAsync)
    {
        Resource = resource;
        Action = action;
        Key = key;
        Changes = changes;
        SendAsync = sendAsync;
    }

    /// <summary>Nothing to do: the server has it already.</summary>
    public RowWork(string resource, string reason, RowDone done)
    {
        Resource = resource;
        Action = reason;
        Key = string.Empty;
        Changes = Array.Empty<FieldDifference>();
        Done = done;
    }

    public string Resource { get; }

    /// <summary>What is to be done; or why nothing is.</summary>
    public string Action { get; }

    public string Key { get; }

    public IReadOnlyList<FieldDifference> Changes { get; }

    /// <summary>Which record it changes or makes: rows of one keep their order. Null where it makes one that has no name.</summary>
    public string? Identity { get; init; }

    /// <summary>What came of it where nothing is to be done.</summary>
    public RowDone Done { get; }

    /// <summary>Null where nothing is to be done.</summary>
    public Func<SmarticoClient, bool, CancellationToken, Task<RowDone>>? SendAsync { get; }
}
