namespace SmarticoAffiliates.Commands;

/// <summary>What was done for a row.</summary>
public enum RowResult
{
    /// <summary>A record was made.</summary>
    Created,

    /// <summary>A record was changed.</summary>
    Updated,

    /// <summary>The record was as it should be; nothing was sent.</summary>
    Unchanged,

    /// <summary>The record was there and was left alone.</summary>
    Skipped,

    /// <summary>An earlier run had done it.</summary>
    Resumed,

    /// <summary>It is part of a plan; nothing was sent.</summary>
    Planned,

    /// <summary>A list was read.</summary>
    Listed,

    /// <summary>It was refused, it failed, or the row was wrong.</summary>
    Failed,

    /// <summary>Nothing was tried: <c>-WhatIf</c>, a refused <c>-Confirm</c>, or the pipeline had ended.</summary>
    NotTried,
}
