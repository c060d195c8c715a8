using System;
using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>
/// Records a run: all that the cmdlets know of it. They ask once for each row, in the rows' order, before it is started
/// (<see cref="Open"/>), and tell then when it is sent and how it ended.
/// </summary>
public interface IRunRecord : IDisposable
{
    /// <summary>The file from which the rows come.</summary>
    void ComesFrom(string source);

    /// <summary>The place of the next row.</summary>
    IRunEntry Open(RunRow row);
}

/// <summary>One row in the record of a run.</summary>
public interface IRunEntry
{
    /// <summary>By which the record knows the row.</summary>
    string Key { get; }

    /// <summary>What an earlier run tells of the row; null where it tells nothing.</summary>
    JournalEntry? Earlier { get; }

    /// <summary>What earlier runs made for equal rows: theirs must not be taken for this one's.</summary>
    IEnumerable<JournalEntry> FinishedEquals { get; }

    /// <summary>Tells what was there before the row is sent, so that nothing of it is taken for the row's by a later run.</summary>
    /// <param name="seen">What was there.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>): the row is not sent.</exception>
    void Before(SeenRecords seen);

    /// <summary>What was there before an earlier run sent the row first; null where none told it.</summary>
    /// <param name="resource">The kind of record.</param>
    /// <param name="owner">The affiliate.</param>
    IReadOnlyCollection<int>? IdsBefore(string resource, int owner);

    /// <summary>The row is part of a plan.</summary>
    /// <param name="state">Whether it is to be sent, or why not.</param>
    /// <param name="record">The record as it is, or null.</param>
    /// <param name="failure">What is wrong with the row, or null.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    void Planned(RunState state, SmarticoObject? record, SmarticoException? failure);

    /// <summary>Nothing is sent for the row.</summary>
    /// <param name="state">Why: unchanged, exists, or refused.</param>
    /// <param name="record">The record as it is, or null.</param>
    /// <param name="failure">What is wrong with the row, or null.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    void NotSent(RunState state, SmarticoObject? record, SmarticoException? failure);

    /// <summary>The row is about to be sent, on any thread.</summary>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>): the row is not sent.</exception>
    void Started();

    /// <summary>The row has ended, on any thread.</summary>
    /// <param name="record">The record that came of it, or null.</param>
    /// <param name="failure">Why it failed, or null.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    void Ended(SmarticoObject? record, SmarticoException? failure);
}
