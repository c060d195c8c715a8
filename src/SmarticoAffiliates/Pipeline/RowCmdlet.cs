using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A cmdlet that writes one request a row: it reads the row, makes the request of what it gave, asks ShouldProcess, and
/// starts it behind the pipeline; one object or one error comes of it, and the error's target is the row.
/// </summary>
/// <typeparam name="T">The records that it makes or changes.</typeparam>
public abstract class RowCmdlet<T> : BulkCmdlet
    where T : SmarticoObject
{
    /// <summary>The parameter set of what is piped; arguments count for each row.</summary>
    protected const string ByRow = "ByRow";

    /// <summary>The parameter set of arguments alone. It shows what is needed then; what is missing is said, and not asked for.</summary>
    protected const string ByArgument = "ByArgument";

    private readonly RecordTurns _turns = new();
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _warnings = new();
    private HeldRows? _held = new();
    private RowReader? _reader;
#pragma warning disable CA1859 // what records a run is an implementation's own affair
    private IRunRecord? _run;
#pragma warning restore CA1859
    private int _number;

    /// <summary>The rows, whatever they are: of a CSV file, of JSON, of a database, hashtables; or records of the API, which give their identity only.</summary>
    [Parameter(ParameterSetName = ByRow, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>A file that tells of each row how far it came: a later run with it goes on where an earlier one was cut off.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The name of a variable that is to hold what became of the rows: how many were read, created, updated, unchanged, skipped, resumed, failed and not tried, how long it took, which account and which journal.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <summary>What a row becomes.</summary>
    private protected abstract Type RequestType { get; }

    /// <summary>Columns that no parameter has.</summary>
    private protected virtual ColumnFamily[] Families => Array.Empty<ColumnFamily>();

    /// <summary>Whether a row without this column is an error.</summary>
    private protected virtual bool Needs(RowField field) => field.IsNeeded;

    /// <summary>What a row is about, as errors name it: <c>affiliate 35425</c>. Some of its cells may not have been read.</summary>
    private protected abstract string NameOf(RowValues row);

    /// <summary>Makes the work of a row.</summary>
    /// <exception cref="SmarticoException">The row is wrong (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    private protected abstract RowWork Build(RowValues row);

    /// <summary>What an error's target is: the row, or what stands for it where nothing was piped.</summary>
    private protected virtual object TargetOf(RowValues row)
        => row.Row.Piped is { } piped ? piped.BaseObject is PSCustomObject ? piped : piped.BaseObject : row.First ?? NameOf(row);

    private protected sealed override string? JournalInUse => JournalPath is null ? null : GetUnresolvedProviderPathFromPSPath(JournalPath);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        base.BeginProcessing();
        _reader = new RowReader(this, RequestType, typeof(T), Needs, Families);
        _reader.ForgetSecrets();
        if (_reader.ReadArguments() is { } problem)
        {
            ThrowFailure(new SmarticoException(SmarticoErrorKind.InvalidCell, $"{problem}. Nothing was sent."), target: null);
        }

        OpenJournal();
        if (SummaryVariable is not null)
        {
            SessionState.PSVariable.Set(SummaryVariable, Summary);
        }

        if (Overlaps && PipelineText.VariableUpstream(MyInvocation) is { } variable)
        {
            WriteWarning($"-PipelineVariable {variable} has the newest row's value where rows overlap, and not that of the output's own row: add -ThrottleLimit 1, or use the output's properties.");
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        _reader!.ForgetSecrets();
        CountRow();
        if (MyInvocation.ExpectingInput)
        {
            _number++;
        }

        Row? row = null;
        RowValues? values = null;
        RowWork? work = null;
        SmarticoException? failure = null;
        try
        {
            row = Row.Of(InputObject, _number);
            values = _reader.Read(row, _warnings.Add);
            if (values.Problems.Count == 0 && values.Missing.Count == 0)
            {
                work = Build(values);
            }
        }
        catch (SmarticoException exception)
        {
            failure = exception.Kind == SmarticoErrorKind.NothingToChange && row?.Record is { } record
                ? new SmarticoException(exception.Kind, $"{exception.Message} A piped {record.Words} says which one is meant, and nothing else.", exception)
                : exception;
        }
        catch (Exception exception) when (exception is not (RuntimeException or OperationCanceledException))
        {
            // A raw exception would end the pipeline, and with it the rows that are under way.
            failure = new SmarticoException(SmarticoErrorKind.InvalidInput, $"{exception.Message} Nothing was sent.", exception);
        }

        WriteWarnings();
        if (row is null)
        {
            Enqueue(new RowOutcome(string.Empty, null, failure!));
            return;
        }

        values ??= new RowValues(row);
        object target = TargetOf(values);

        if (HoldsBack(row, values, target))
        {
            return;
        }

        string label = LabelOf(row, values);
        failure ??= Problem(label, values, IsReadColumn);
        if (failure is not null)
        {
            Enqueue(new RowOutcome(target, label, failure));
        }
        else
        {
            Start(row, work!, target, row.Place.Length == 0 ? work!.Resource : $"{row.Place}, {work!.Resource}");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _run?.Dispose();
        }
    }

    /// <summary>A column that every row lacks is said once, and not once a row.</summary>
    private protected sealed override void EndRows()
    {
        if (_held is { Count: > 0 } held)
        {
            _held = null;
            foreach (RowOutcome outcome in held.Together(IsReadColumn) is { } one ? new[] { one } : held.Each(IsReadColumn))
            {
                Enqueue(outcome);
            }
        }
    }

    /// <inheritdoc/>
    private protected sealed override void Tell(RunSummary summary)
    {
        // A single call with arguments is no run.
        if (MyInvocation.ExpectingInput)
        {
            WriteInformation(summary, InformationTags.Summary);
        }
    }

    /// <summary>What the server has at present, for a cmdlet that compares. A list that breaks off fails the rows that it would have told of.</summary>
    private protected PresentState<TKey, T> ReadPresent<TKey>(PageReader<T> pages, Func<T, TKey> keyOf, IEqualityComparer<TKey>? comparer = null)
        => new(pages, p => Await(p.ReadPageAsync), keyOf, comparer);

    /// <summary>The work of creating a record.</summary>
    private protected static RowWork Create(
        string resource, string? identity, ChangeSet create, Func<SmarticoClient, bool, CancellationToken, Task<SmarticoObject>> createAsync, string? action = null)
        => new(
            resource,
            action ?? $"Create with {ChangeText.Of(create)}",
            create.ToKey(),
            create.AsChanges(),
            async (client, isResumed, token) => new RowDone(RowResult.Created, await createAsync(client, isResumed, token).ConfigureAwait(false)))
        {
            Identity = identity,
        };

    /// <summary>A warning that many rows would give in the same words.</summary>
    private protected void WarnOnce(string text) => _warnings.Add(text);

    /// <summary>Whether a parameter has this column.</summary>
    private protected bool IsReadColumn(string name) => _reader!.IsRead(name);

    private void WriteWarnings()
    {
        string[] fresh = _warnings.Where(_warned.Add).ToArray();
        _warnings.Clear();
        foreach (string warning in fresh)
        {
            WriteWarning(warning);
        }
    }

    private string LabelOf(Row row, RowValues values) => row.Place.Length == 0 ? NameOf(values) : $"{row.Place}, {NameOf(values)}";

    private static SmarticoException? Problem(string label, RowValues values, Func<string, bool> isRead)
    {
        IEnumerable<string> problems = values.Missing.Count == 0 ? values.Problems : values.Problems.Concat(new[] { MissingColumns.Describe(values, values.Missing, isRead) });
        return problems.Any() ? new SmarticoException(SmarticoErrorKind.InvalidCell, $"{label}: {string.Join("; ", problems)}. Nothing was sent.") : null;
    }

    /// <summary>Keeps a row back that lacks a column, while all rows do.</summary>
    private bool HoldsBack(Row row, RowValues values, object target)
    {
        if (_held is not { } held)
        {
            return false;
        }

        if (row.Number > 0 && values.Missing.Count > 0 && !StopsOnError && held.TryAdd(row, values, target, LabelOf(row, values)))
        {
            return true;
        }

        _held = null;
        foreach (RowOutcome outcome in held.Each(IsReadColumn))
        {
            Enqueue(outcome);
        }

        return false;
    }

    private void Start(Row row, RowWork work, object target, string label)
    {
        if (work.SendAsync is null)
        {
            WriteVerbose($"{label}: {work.Action}");
            Enqueue(new RowOutcome(target, label, work.Done.What, WrittenObject.Of(work.Done.Record, work.Done.What)));
            return;
        }

        IRunEntry? entry = _run?.Open(new RunRow
        {
            Number = row.Number,
            Place = row.Place,
            Command = MyInvocation.MyCommand.Name,
            Resource = work.Resource,
            Action = work.Action,
            Key = work.Key,
            Changes = work.Changes,
        });
        if (entry?.Earlier?.State == JournalState.Done)
        {
            WriteVerbose($"{label}: an earlier run has done it.");
            Enqueue(new RowOutcome(target, label, RowResult.Resumed, WrittenObject.Of(entry.Earlier.Record<T>(), RowResult.Resumed)));
        }
        else if (ShouldProcess(work.Resource, work.Action))
        {
            bool isResumed = entry?.Earlier?.State == JournalState.Unknown;
            foreach (T twin in (entry?.FinishedTwins ?? Enumerable.Empty<JournalEntry>()).Select(t => t.Record<T>()).OfType<T>())
            {
                // What was made for equal rows must not be given to one that is looked for.
                Client.Twins.Take(twin);
            }

            Action done = () => { };
            Task previous = work.Identity is null ? Task.CompletedTask : _turns.Enter(work.Identity, out done);
            Enqueue(target, label, async () =>
            {
                await previous.ConfigureAwait(false);
                RowOutcome outcome = await RunAsync(work, target, label, entry, isResumed).ConfigureAwait(false);
                done();
                return outcome;
            });
        }
    }

    /// <summary>Sends a row between its two lines in the journal. Never throws: a failure is the row's outcome, that of the journal too.</summary>
    private async Task<RowOutcome> RunAsync(RowWork work, object target, string label, IRunEntry? entry, bool isResumed)
    {
#pragma warning disable CA1031 // carried to the pipeline's thread, which deals with each kind
        try
        {
            entry?.Started();
            RowDone done;
            try
            {
                done = await work.SendAsync!(Client, isResumed, StopToken).ConfigureAwait(false);
            }
            catch (SmarticoException failure)
            {
                NoteEnd(entry, RowResult.Failed, null, failure);
                return new RowOutcome(target, label, failure);
            }

            NoteEnd(entry, done.What, done.Record, null);
            return new RowOutcome(target, label, done.What, WrittenObject.Of(done.Record, done.What));
        }
        catch (Exception failure)
        {
            return new RowOutcome(target, label, failure);
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// Notes how a row ended. Where that fails the outcome still stands: the journal says that the row was started, so a later
    /// run looks for it, and in this session, too, its record has to be there to be found.
    /// </summary>
    private void NoteEnd(IRunEntry? entry, RowResult what, SmarticoObject? record, SmarticoException? failure)
    {
        try
        {
            entry?.Ended(what.ToString(), record, failure);
        }
        catch (SmarticoException unwritten) when (unwritten.Kind == SmarticoErrorKind.JournalFailed)
        {
            if (record is not null)
            {
                Client.Twins.Release(record);
            }
        }
    }

    private void OpenJournal()
    {
        if (JournalInUse is not { } path || (IsWhatIf() && !File.Exists(path)))
        {
            return;
        }

        try
        {
            _run = new JournalRecord(Journal.Open(path), ConnectionInUse.Uri);
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

    /// <summary>Rows that all lack a column, from the first on.</summary>
    private sealed class HeldRows
    {
        /// <summary>More than these are no longer kept back: a table of any length must fit.</summary>
        private const int Most = 10_000;

        private readonly List<(Row Row, RowValues Values, object Target, string Label)> _rows = new();

        public int Count => _rows.Count;

        public bool TryAdd(Row row, RowValues values, object target, string label)
        {
            if (_rows.Count == Most || (_rows.Count > 0 && !_rows[0].Values.Missing.Intersect(values.Missing).Any()))
            {
                return false;
            }

            _rows.Add((row, values, target, label));
            return true;
        }

        public IEnumerable<RowOutcome> Each(Func<string, bool> isRead) => _rows.Select(r => new RowOutcome(r.Target, r.Label, Problem(r.Label, r.Values, isRead)!));

        /// <summary>One error for all of several; null where they do not all lack the same.</summary>
        public RowOutcome? Together(Func<string, bool> isRead)
        {
            (Row first, RowValues values, object target, _) = _rows[0];
            List<RowField> missing = values.Missing.Where(f => _rows.TrueForAll(r => r.Values.Missing.Contains(f))).ToList();
            if (_rows.Count == 1 || missing.Count == 0)
            {
                return null;
            }

            string label = $"{first.Place} to {_rows[_rows.Count - 1].Row.Place}";
            string message = $"{label}: {MissingColumns.Describe(values, missing, isRead)}. Nothing was sent.";
            return new RowOutcome(target, label, new SmarticoException(SmarticoErrorKind.InvalidCell, message)) { Rows = _rows.Count };
        }
    }
}
