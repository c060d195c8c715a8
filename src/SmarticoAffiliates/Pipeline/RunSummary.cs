using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace SmarticoAffiliates.Commands;

/// <summary>What became of the rows of one call: what <c>-SummaryVariable</c> holds, while it runs and when it has ended, however it ended.</summary>
public sealed class RunSummary
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly int[] _counts = new int[Enum.GetValues(typeof(RowResult)).Length];
    private int _read;

    internal RunSummary(string command, Uri account, string? journal)
    {
        Command = command;
        Account = account;
        Journal = journal;
    }

    /// <summary>The cmdlet.</summary>
    public string Command { get; }

    /// <summary>How many rows were read.</summary>
    public int Read => _read;

    /// <summary>How many records were made.</summary>
    public int Created => Count(RowResult.Created);

    /// <summary>How many records were changed.</summary>
    public int Updated => Count(RowResult.Updated);

    /// <summary>How many were as they should be.</summary>
    public int Unchanged => Count(RowResult.Unchanged);

    /// <summary>How many were there and were left alone.</summary>
    public int Skipped => Count(RowResult.Skipped);

    /// <summary>How many an earlier run had done.</summary>
    public int Resumed => Count(RowResult.Resumed);

    /// <summary>How many failed, wrong rows among them.</summary>
    public int Failed => Count(RowResult.Failed);

    /// <summary>How many were read and not tried: <c>-WhatIf</c>, or the pipeline had ended.</summary>
    public int NotTried => Math.Max(0, Read - _counts.Sum() + Count(RowResult.NotTried));

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds => Math.Round(_watch.Elapsed.TotalSeconds, 3);

    /// <summary>Rows with an outcome, by the second.</summary>
    public double PerSecond => Math.Round((_counts.Sum() - Count(RowResult.NotTried)) / Math.Max(0.001, _watch.Elapsed.TotalSeconds), 1);

    /// <summary>The API's address.</summary>
    public Uri Account { get; }

    /// <summary>The journal's path; null where none was kept.</summary>
    public string? Journal { get; }

    /// <summary>Whether all rows were read and have an outcome: false after Ctrl+C, and where the pipeline ended early.</summary>
    public bool IsComplete { get; internal set; }

    internal int Done => Count(RowResult.Listed) + Created + Updated + Unchanged + Skipped + Resumed;

    /// <summary>In one line.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = ((RowResult[])Enum.GetValues(typeof(RowResult)))
            .Where(r => r != RowResult.NotTried && (Count(r) > 0 || r == RowResult.Failed))
            .Select(r => FormattableString.Invariant($"{Count(r)} {r.ToString().ToLowerInvariant()}"))
            .Concat(NotTried > 0 ? new[] { FormattableString.Invariant($"{NotTried} not tried") } : Array.Empty<string>());
        return FormattableString.Invariant($"{Command}: {Read} row{(Read == 1 ? string.Empty : "s")} in {Seconds:0.0} s ({PerSecond:0.#}/s): {string.Join(", ", parts)}.");
    }

    internal void CountRead() => Interlocked.Increment(ref _read);

    internal void CountResult(RowResult result, int rows = 1) => Interlocked.Add(ref _counts[(int)result], rows);

    internal void Stop() => _watch.Stop();

    private int Count(RowResult result) => Volatile.Read(ref _counts[(int)result]);
}

/// <summary>By what scripts tell the lines of the information stream apart.</summary>
internal static class InformationTags
{
    public static readonly string[] Summary = { "SmarticoRunSummary" };
}
