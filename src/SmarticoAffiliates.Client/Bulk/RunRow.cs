using System;
using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>A row of a run, as whoever records the run is told of it, before anything is sent.</summary>
public sealed class RunRow
{
    /// <summary>Which of the rows it is, from 1; 0 where nothing was piped.</summary>
    public int Number { get; init; }

    /// <summary>Where it stands: <c>row 37</c>, <c>herbst.csv line 38</c>; empty where nothing was piped.</summary>
    public string Place { get; init; } = string.Empty;

    /// <summary>The cmdlet.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>What it is about: <c>affiliate 35425</c>.</summary>
    public string Resource { get; init; } = string.Empty;

    /// <summary>What is to be done, in a person's words.</summary>
    public string Action { get; init; } = string.Empty;

    /// <summary>What the row asks for, the same text for the same meaning (10.50 is 10.5), without its secrets.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>The fields that it gives a value; a secret's is masked. What the record has is told where it is known.</summary>
    public IReadOnlyList<FieldDifference> Changes { get; init; } = Array.Empty<FieldDifference>();
}

/// <summary>
/// Records a run: all that the cmdlets know of it. They ask once for each row, in the rows' order, before it is started
/// (<see cref="Open"/>), and tell then when it is sent and how it ended.
/// </summary>
public interface IRunRecord : IDisposable
{
    /// <summary>The place of the next row.</summary>
    IRunEntry Open(RunRow row);
}

/// <summary>One row in the record of a run.</summary>
public interface IRunEntry
{
    /// <summary>What an earlier run tells of the row; null where it tells nothing.</summary>
    JournalEntry? Earlier { get; }

    /// <summary>What earlier runs made for equal rows: theirs must not be taken for this one's.</summary>
    IEnumerable<JournalEntry> FinishedTwins { get; }

    /// <summary>The row is about to be sent, on any thread.</summary>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>): the row is not sent.</exception>
    void Started();

    /// <summary>The row has ended, on any thread.</summary>
    /// <param name="outcome">What was done, such as <c>Created</c>.</param>
    /// <param name="record">The record that came of it, or null.</param>
    /// <param name="failure">Why it failed, or null.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    void Ended(string outcome, SmarticoObject? record, SmarticoException? failure);
}
