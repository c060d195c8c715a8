using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A cmdlet that writes one request a row: it makes the request of what the row gave, asks ShouldProcess, and starts it
/// behind the pipeline; one object or one error comes of it, and the error's target is the row. A journal can tell a later
/// run how far this one came.
/// </summary>
public abstract class RowCmdlet : BulkCmdlet
{
    /// <summary>The parameter set of piped typed objects, of which only the identity is taken.</summary>
    protected const string ByObject = "ByObject";

    /// <summary>The parameter set of rows and of plain arguments, where there is no id to change.</summary>
    protected const string ByRow = "ByRow";

    private readonly RecordTurns _turns = new();
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string>? _knownColumns;
    private HashSet<string>? _textColumns;
    private string[] _scripts = Array.Empty<string>();
    private Journal? _journal;

    /// <summary>The untouched row: what an error's target is, and where columns are found that no parameter can have.</summary>
    public abstract PSObject? Row { get; set; }

    /// <summary>The type whose properties a row may have besides the parameters, as an exported file has them.</summary>
    private protected abstract Type RecordType { get; }

    /// <summary>Makes the work of the present row.</summary>
    /// <exception cref="SmarticoException">The row is wrong (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    private protected abstract RowWork Build();

    /// <summary>What the present row is about, as errors and <c>-WhatIf</c> name it: <c>affiliate 35425</c>.</summary>
    private protected abstract string Resource { get; }

    /// <summary>The row, the piped object, or what else stands for them where nothing was piped.</summary>
    private protected abstract object Target { get; }

    /// <summary>A file that tells of each row how far it came: a later run with it goes on where an earlier one was cut off.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        base.BeginProcessing();

        // A column that a parameter's script block reads is known by the script's text; later its values stand there.
        _scripts = MyInvocation.BoundParameters.Values.OfType<object>()
            .Where(v => v is ScriptBlock || v.GetType().Name == "DelayedScriptBlockArgument").Select(v => v.ToString()).ToArray();
        OpenJournal();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        WarnOfIgnoredColumns();
        CountRow();
        try
        {
            CheckTexts();
            Start(Build());
        }
        catch (SmarticoException failure)
        {
            Enqueue(new RowOutcome(Target, Resource, failure));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _journal?.Dispose();
        }
    }

    /// <summary>What an earlier run's row wrote, if it is to be written again.</summary>
    private protected abstract object? ResultOf(JournalEntry earlier);

    /// <summary>What the server has at present, for a cmdlet that compares.</summary>
    private protected PresentState<TKey, T> ReadPresent<TKey, T>(PageReader<T> pages, Func<T, TKey> keyOf, IEqualityComparer<TKey>? comparer = null)
        where T : SmarticoObject
        => new(pages, ReadPage, keyOf, comparer);

    /// <summary>Whether a column that no parameter has is read from the row itself.</summary>
    private protected virtual bool ReadsColumn(string name) => false;

    /// <summary>Whether the column is read, or is one that an exported file has.</summary>
    private protected bool IsKnownColumn(string name)
    {
        _knownColumns ??= new HashSet<string>(KnownColumns(), StringComparer.OrdinalIgnoreCase);
        return _knownColumns.Contains(name) || ReadsColumn(name);
    }

    /// <summary>The fields and values of a request, as <c>-WhatIf</c> tells them.</summary>
    private protected static string Describe(ChangeSet changes) => ChangeText.Of(changes);

    /// <summary>A warning that many rows would give in the same words.</summary>
    private protected void WarnOnce(string text)
    {
        if (_warned.Add(text))
        {
            WriteWarning(text);
        }
    }

    private void Start(RowWork work)
    {
        if (work.SendAsync is null)
        {
            WriteVerbose($"{work.Resource}: {work.Action}");
            Enqueue(new RowOutcome(work.Target, work.Resource, work.Result));
            return;
        }

        string? key = _journal?.KeyOf(ConnectionInUse.Uri, $"{MyInvocation.MyCommand.Name} {work.Request!()}");
        JournalEntry? earlier = key is null ? null : _journal!.Earlier(key);
        if (earlier?.State == JournalState.Done)
        {
            WriteVerbose($"{work.Resource}: an earlier run has done it.");
            Enqueue(new RowOutcome(work.Target, work.Resource, ResultOf(earlier)));
        }
        else if (ShouldProcess(work.Resource, work.Action))
        {
            bool isResumed = earlier?.State == JournalState.Unknown;
            if (key is not null)
            {
                TakeTwins(key);
            }

            Action done = () => { };
            Task previous = work.KeepsOrder ? _turns.Enter(work.Resource, out done) : Task.CompletedTask;
            Enqueue(async () =>
            {
                await previous.ConfigureAwait(false);
                RowOutcome outcome = await RunAsync(work, key, isResumed).ConfigureAwait(false);
                done();
                return outcome;
            });
        }
    }

    /// <summary>Sends a row between its two lines in the journal. Never throws: a failure is the row's outcome, that of the journal too.</summary>
    private async Task<RowOutcome> RunAsync(RowWork work, string? key, bool isResumed)
    {
#pragma warning disable CA1031 // carried to the pipeline's thread, which deals with each kind
        try
        {
            if (key is not null)
            {
                _journal!.Started(key, work.Resource);
            }

            RowOutcome outcome = await SendAsync(work, isResumed).ConfigureAwait(false);
            if (key is not null)
            {
                NoteEnd(key, outcome);
            }

            return outcome;
        }
        catch (Exception failure)
        {
            return new RowOutcome(work.Target, work.Resource, failure);
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// Notes how a row ended. Where that fails the outcome still stands: the journal says that the row was started, so a later
    /// run looks for it, and in this session, too, its record has to be there to be found.
    /// </summary>
    private void NoteEnd(string key, RowOutcome outcome)
    {
        var record = outcome.Result as SmarticoObject;
        try
        {
            _journal!.Ended(key, record, outcome.Failure as SmarticoException);
        }
        catch (SmarticoException failure) when (failure.Kind == SmarticoErrorKind.JournalFailed)
        {
            if (record is not null)
            {
                Client.Twins.Release(record);
            }
        }
    }

    /// <summary>What the journal gives to equal rows must not be given to one that is looked for.</summary>
    private void TakeTwins(string key)
    {
        foreach (JournalEntry twin in _journal!.FinishedTwinsOf(key))
        {
            if (ResultOf(twin) is SmarticoObject record)
            {
                Client.Twins.Take(record);
            }
        }
    }

    private async Task<RowOutcome> SendAsync(RowWork work, bool isResumed)
    {
        try
        {
            return new RowOutcome(work.Target, work.Resource, await work.SendAsync!(Client, isResumed, StopToken).ConfigureAwait(false));
        }
        catch (SmarticoException failure)
        {
            return new RowOutcome(work.Target, work.Resource, failure);
        }
    }

    private void OpenJournal()
    {
        if (JournalPath is null)
        {
            return;
        }

        string path = GetUnresolvedProviderPathFromPSPath(JournalPath);
        if (IsWhatIf() && !File.Exists(path))
        {
            return;
        }

        try
        {
            _journal = Journal.Open(path);
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, JournalPath);
        }
    }

    private bool IsWhatIf()
        => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>A column that nothing reads may be a misspelt one: it is said once, because no cell is to be lost unnoticed.</summary>
    private void WarnOfIgnoredColumns()
    {
        if (Row is not { BaseObject: PSCustomObject } row)
        {
            return;
        }

        foreach (PSPropertyInfo column in row.Properties)
        {
            if (!IsKnownColumn(column.Name) && !_scripts.Any(s => s.IndexOf(column.Name, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                WarnOnce($"Column '{column.Name}' is ignored: {MyInvocation.MyCommand.Name} has no such parameter.");
            }
        }
    }

    /// <summary>PowerShell drops a list that is piped to a text, and writes an object as <c>@{a=1}</c>: both are refused.</summary>
    private void CheckTexts()
    {
        if (Row is not { BaseObject: PSCustomObject } row)
        {
            return;
        }

        _textColumns ??= new HashSet<string>(
            MyInvocation.MyCommand.Parameters.Values.Where(p => p.ParameterType == typeof(string)).SelectMany(p => p.Aliases.Concat(new[] { p.Name })),
            StringComparer.OrdinalIgnoreCase);
        foreach (PSPropertyInfo column in row.Properties)
        {
            object? value = column.Value;
            if (value is not (null or string)
                && _textColumns.Contains(column.Name)
                && (value is PSObject wrapped ? wrapped.BaseObject : value) is PSCustomObject or System.Collections.ICollection)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"Column '{column.Name}' holds a list or an object where a text is expected. Nothing was sent.");
            }
        }
    }

    private IEnumerable<string> KnownColumns()
        => MyInvocation.MyCommand.Parameters.Values.Where(p => p.ParameterSets.Values.Any(s => s.ValueFromPipelineByPropertyName)).SelectMany(p => p.Aliases.Concat(new[] { p.Name }))
            .Concat(RecordType.GetProperties().Select(p => p.Name))
            .Concat(WireNames.Of(RecordType));
}
