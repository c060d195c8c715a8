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

    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _warnings = new();
    private HeldRows? _held = new();
    private RowReader? _reader;
#pragma warning disable CA1859 // what records a run is an implementation's own affair
    private IRunRecord? _run;
#pragma warning restore CA1859
    private string? _journalPath;
    private RowSender? _sender;
    private Action? _beginPlan;
    private Action<int>? _endPlan;
    private int _plannedRows;
    private bool _isBegun;
    private int _number;

    /// <summary>The rows, whatever they are: of a CSV file, of JSON, of a database, hashtables; or records of the API, which give their identity only.</summary>
    [Parameter(ParameterSetName = ByRow, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <summary>A file that tells of each row how far it came: a later run with it goes on where an earlier one was cut off.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>
    /// Sends nothing: reads what is there at present, and writes to the journal what each row would do. Get-SmarticoJournal
    /// shows the plan, Invoke-SmarticoJournal does exactly that.
    /// </summary>
    [Parameter]
    public virtual SwitchParameter PlanOnly { get; set; }

    /// <summary>The name of a variable that is to hold what became of the rows: how many were read, created, updated, unchanged, skipped, resumed, failed and not tried, how long it took, which account and which journal.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
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

    /// <summary>Whether what the server has is worth reading: a plan tells it, and by a journal it can be put back.</summary>
    private protected bool KeepsPresent => JournalPath is not null;

    private protected sealed override string? JournalInUse => _journalPath;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        ResolveJournal();
        base.BeginProcessing();
        _sender = new RowSender(Client, typeof(T), StopToken);
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
        BeginRun(row?.Origin);
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
            Enqueue(Note(RunRowOf(row, NameOf(values)), new RowOutcome(target, label, failure), RunState.Refused, null, failure));
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

        try
        {
            BeginRun(origin: null);
            _endPlan?.Invoke(_plannedRows);
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, JournalPath);
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
        => new(pages, p => See(Await(p.ReadPageAsync)), keyOf, comparer);

    /// <summary>The work of creating a record.</summary>
    private protected static RowWork Create(
        string resource,
        string? identity,
        ChangeSet create,
        Func<SmarticoClient, ResumedCreate?, CancellationToken, Task<SmarticoObject>> createAsync,
        string? action = null,
        RunAction kind = RunAction.Create)
        => new(
            resource,
            kind,
            action ?? $"Create with {ChangeText.Of(create)}",
            create,
            create,
            async (client, resumed, token) => new RowDone(RowResult.Created, await createAsync(client, resumed, token).ConfigureAwait(false)))
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

    private void ResolveJournal()
    {
        try
        {
            _journalPath = JournalPath is null ? null : FilePaths.Resolve(this, JournalPath);
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, JournalPath);
        }
    }

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
        if (PlanOnly && work.Kind == RunAction.Set && PlannedRecord.In(row.Piped) is { } unmade)
        {
            string name = $"{row.Piped}";
            var refusal = new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                $"{row.Place}, {name}: it is only planned, in {unmade.Journal}: what is to be changed of it belongs in the row that makes it. Nothing was sent.");
            Enqueue(Note(RunRowOf(row, name), new RowOutcome(target, $"{row.Place}, {name}", refusal), RunState.Refused, null, refusal));
            return;
        }

        if (!PlanOnly && PlannedRecord.In(row.Piped) is { } planned)
        {
            Enqueue(new RowOutcome(target, label, new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                $"{label}: what was piped is only planned, in {planned.Journal}. Nothing was sent. Add -PlanOnly here, too, or apply that plan with Invoke-SmarticoJournal first.")));
            return;
        }

        RunRow? noted = _run is null ? null : RunRowOf(row, work);
        if (work.CarryOutAsync is null)
        {
            WriteVerbose($"{label}: {work.Action}");
            var outcome = new RowOutcome(target, label, work.Done.What, WrittenObject.Of(work.Done.Record, work.Done.What));
            Enqueue(noted is null ? outcome : Note(noted, outcome, StateOf(work.Done.What), work.Done.Record ?? work.Present, null));
            return;
        }

        if (PlanOnly)
        {
            Plan(noted!, work, target, label);
            return;
        }

        IRunEntry? entry = noted is null ? null : _run!.Open(noted);
        if (entry?.Earlier?.State == JournalState.Done)
        {
            WriteVerbose($"{label}: an earlier run has done it.");
            Enqueue(new RowOutcome(target, label, RowResult.Resumed, WrittenObject.Of(entry.Earlier.Record<T>(), RowResult.Resumed)));
        }
        else if (ShouldProcess(work.Resource, work.Action))
        {
            Enqueue(target, label, _sender!.Send(work, target, label, entry));
        }
    }

    /// <summary>Notes what the row would do, and writes the record that it would make, for the next command of the pipeline.</summary>
    private void Plan(RunRow row, RowWork work, object target, string label)
    {
        if (work.Hindrance is { } hindrance)
        {
            Enqueue(Note(row, new RowOutcome(target, label, hindrance), RunState.Refused, work.Present, hindrance));
            return;
        }

        IRunEntry entry = _run!.Open(row);
        if (entry.Earlier?.State == JournalState.Done)
        {
            WriteVerbose($"{label}: an earlier run has done it.");
            Enqueue(new RowOutcome(target, label, RowResult.Resumed, WrittenObject.Of(entry.Earlier.Record<T>(), RowResult.Resumed)));
            return;
        }

        try
        {
            entry.Planned(RunState.Planned, work.Present, null);
            _plannedRows++;
            Enqueue(new RowOutcome(target, label, RowResult.Planned, work.Kind == RunAction.Create ? PlannedRecord.Of<T>(row, JournalInUse!, entry.Key) : null));
        }
        catch (SmarticoException failure)
        {
            Enqueue(new RowOutcome(target, label, failure));
        }
    }

    /// <summary>Tells the journal of a row for which nothing is sent.</summary>
    private RowOutcome Note(RunRow row, RowOutcome outcome, RunState state, SmarticoObject? record, SmarticoException? why)
    {
        if (_run is null)
        {
            return outcome;
        }

        try
        {
            IRunEntry entry = _run.Open(row);
            if (PlanOnly)
            {
                entry.Planned(state, record, why);
                _plannedRows++;
            }
            else
            {
                entry.NotSent(state, record, why);
            }

            return outcome;
        }
        catch (SmarticoException unwritten)
        {
            return new RowOutcome(outcome.Target, outcome.Label, why ?? unwritten);
        }
    }

    private void OpenJournal()
    {
        if (PlanOnly && JournalPath is null)
        {
            ThrowFailure(new SmarticoException(SmarticoErrorKind.InvalidInput, "-PlanOnly needs -JournalPath: the plan is written to that file."), target: null);
        }

        if (JournalInUse is not { } path)
        {
            return;
        }

        try
        {
            var journal = Client.OpenJournal(path, MyInvocation.MyCommand.Name, source: null, isReadOnly: WhatIf.Of(this));
            _run = new JournalRecord(journal);
            WarnOfOtherSandbox(journal.BegunAt, path);
            if (journal.BegunAt is not null && File.Exists(Journal.UndoOf(path)))
            {
                WriteWarning($"{path}: {Path.GetFileName(Journal.UndoOf(path))} beside it takes that run back, and what the journal tells as done is not sent again. To do it again give another -JournalPath.");
            }

            if (journal.OddLines > 0)
            {
                WriteWarning(FormattableString.Invariant($"{JournalPath}: {journal.OddLines} lines are no lines of a journal and are passed over, the first is line {journal.FirstOddLine}."));
            }

            if (PlanOnly)
            {
                _beginPlan = journal.PlanBegins;
                _endPlan = journal.PlanEnds;
            }
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, JournalPath);
        }
    }

    /// <summary>The first row tells where the rows come from, and begins the plan.</summary>
    private void BeginRun(RowOrigin? origin)
    {
        if (_isBegun || _run is null)
        {
            return;
        }

        _isBegun = true;
        if (origin is not null)
        {
            _run.ComesFrom(origin.Path);
        }

        try
        {
            _beginPlan?.Invoke();
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, JournalPath);
        }
    }

    private static RunState StateOf(RowResult result) => result == RowResult.Skipped ? RunState.Exists : RunState.Unchanged;

    private RunRow RunRowOf(Row row, string what) => new()
    {
        Number = row.Number,
        Place = row.Place,
        Command = MyInvocation.MyCommand.Name,
        Resource = typeof(T).Name,
        What = what,
    };

    private RunRow RunRowOf(Row row, RowWork work) => new()
    {
        Number = row.Number,
        Place = row.Place,
        Command = MyInvocation.MyCommand.Name,
        Resource = typeof(T).Name,
        Action = work.Kind,
        What = work.Resource,
        Id = work.Id,
        Owner = (work.Present as IAffiliateReference)?.GetAffiliateId(),
        Asked = work.Asked,
        Subject = work.Subject,
        Changes = work.CarryOutAsync is null ? FieldChangeList.None : FieldChangeList.Of(typeof(T), work.Sent, work.Present),
        After = PlannedRecord.In(row.Piped)?.SeenFrom(JournalInUse!),
    };

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
