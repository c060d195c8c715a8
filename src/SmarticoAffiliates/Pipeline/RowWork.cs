using System;
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
        IsWritten = true;
    }

    public RowResult What { get; }

    /// <summary>The record; null where there is none.</summary>
    public SmarticoObject? Record { get; }

    /// <summary>Whether the record is written.</summary>
    public bool IsWritten { get; init; }
}

/// <summary>What one row asks for: made on the pipeline's thread of what was given, and complete without the cmdlet.</summary>
internal sealed class RowWork
{
    /// <summary>Work that takes a request.</summary>
    /// <param name="resource">What it is about, as <c>-WhatIf</c> and errors name it.</param>
    /// <param name="kind">What kind of work it is.</param>
    /// <param name="action">What is to be done, as <c>-WhatIf</c> tells it.</param>
    /// <param name="asked">What the row asks for: by it a later run knows the row again.</param>
    /// <param name="sent">What is sent of it.</param>
    /// <param name="carryOutAsync">Does it, on any thread; told where an earlier run was cut off while it did it.</param>
    public RowWork(
        string resource,
        RunAction kind,
        string action,
        ChangeSet asked,
        ChangeSet sent,
        Func<SmarticoClient, ResumedCreate?, CancellationToken, Task<RowDone>> carryOutAsync)
    {
        Resource = resource;
        Kind = kind;
        Action = action;
        Asked = asked;
        Sent = sent;
        CarryOutAsync = carryOutAsync;
    }

    /// <summary>Nothing to do: the server has it already.</summary>
    public RowWork(string resource, RunAction kind, string reason, ChangeSet asked, RowDone done)
    {
        Resource = resource;
        Kind = kind;
        Action = reason;
        Asked = asked;
        Sent = asked;
        Done = done;
    }

    public string Resource { get; }

    public RunAction Kind { get; }

    /// <summary>What is to be done; or why nothing is.</summary>
    public string Action { get; }

    public ChangeSet Asked { get; }

    public ChangeSet Sent { get; }

    /// <summary>The record that is changed; null for one that is yet to be made.</summary>
    public int? Id { get; init; }

    /// <summary>The record as it is; null where that is not known.</summary>
    public SmarticoObject? Present { get; init; }

    /// <summary>What tells it from a row that asks for the same of another record.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>Which record it changes or makes: rows of one keep their order. Null where it makes one that has no name.</summary>
    public string? Identity { get; init; }

    /// <summary>Why a plan says that it can't be done, though it would be sent: the server has a record of its name.</summary>
    public SmarticoException? Hindrance { get; init; }

    /// <summary>What came of it where nothing is to be done.</summary>
    public RowDone Done { get; }

    /// <summary>Null where nothing is to be done.</summary>
    public Func<SmarticoClient, ResumedCreate?, CancellationToken, Task<RowDone>>? CarryOutAsync { get; }
}
