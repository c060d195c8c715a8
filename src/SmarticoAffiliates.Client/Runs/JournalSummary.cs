using System;
using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>A run as one object. Times are UTC.</summary>
public sealed class JournalSummary
{
    private readonly Dictionary<RunState, int> _counts = new();

    /// <summary>A run of which nothing is counted yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="first">Its first session.</param>
    /// <param name="newest">Its newest session.</param>
    public JournalSummary(string path, JournalHeader? first, JournalHeader? newest)
    {
        Path = path;
        Cmdlet = first?.Cmdlet;
        Uri = first?.Uri;
        Source = first?.Source;
        ModuleVersion = newest?.ModuleVersion;
        BeganAt = first?.At;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What ran first with it; null for a journal of a module before 0.2.</summary>
    public string? Cmdlet { get; }

    /// <summary>The account's address.</summary>
    public string? Uri { get; }

    /// <summary>The file from which the rows came, where that was known.</summary>
    public string? Source { get; }

    /// <summary>The module that wrote to it last.</summary>
    public string? ModuleVersion { get; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? BeganAt { get; }

    /// <summary>When its newest line was written, UTC.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>How many rows it tells of.</summary>
    public int Rows { get; private set; }

    /// <summary>How many are planned and not sent.</summary>
    public int Planned => Of(RunState.Planned);

    /// <summary>How many had nothing to change.</summary>
    public int Unchanged => Of(RunState.Unchanged);

    /// <summary>How many were there already and were left alone.</summary>
    public int Exists => Of(RunState.Exists);

    /// <summary>How many are wrong and were not sent.</summary>
    public int Refused => Of(RunState.Refused);

    /// <summary>How many are under way, or were when the run was cut off.</summary>
    public int Started => Of(RunState.Started);

    /// <summary>How many were carried out.</summary>
    public int Done => Of(RunState.Done);

    /// <summary>How many failed.</summary>
    public int Failed => Of(RunState.Failed);

    /// <summary>Of how many it is not known whether they were carried out.</summary>
    public int Unknown => Of(RunState.Unknown);

    /// <summary>Whether a run has begun, and nothing of it is left to do: no row is planned, under way, failed or in doubt.</summary>
    public bool IsComplete => (BeganAt is not null || Rows > 0) && Planned + Started + Failed + Unknown == 0;

    /// <summary>The file and how its rows stand.</summary>
    public override string ToString() => FormattableString.Invariant($"{Path}: {Rows} rows, {Done} done, {Failed} failed, {Planned} planned");

    /// <summary>Counts a row.</summary>
    public void Count(JournalRow row)
    {
        Rows++;
        _counts[row.State] = Of(row.State) + 1;
        LastAt = row.At > LastAt || LastAt is null ? row.At : LastAt;
    }

    private int Of(RunState state) => _counts.TryGetValue(state, out int count) ? count : 0;
}
