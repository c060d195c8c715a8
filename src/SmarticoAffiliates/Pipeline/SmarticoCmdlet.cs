using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>A cmdlet that talks to the API over a connection.</summary>
public abstract class SmarticoCmdlet : PSCmdlet, IDisposable
{
    /// <summary>How long the pipeline's thread waits at most before it looks for messages.</summary>
    private protected const int DrainMilliseconds = PipelineWait.DrainMilliseconds;

    private readonly PipelineWait _wait;
    private SmarticoClient? _client;
    private SmarticoConnection? _connection;

    private protected SmarticoCmdlet() => _wait = new PipelineWait(this) { WhileWaiting = WhileWaiting };

    /// <summary>The connection to use instead of the runspace's current one, or its name.</summary>
    [Parameter]
    [ConnectionCell]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public SmarticoConnection? Connection { get; set; }

    /// <summary>The connection that this call uses.</summary>
    private protected SmarticoConnection ConnectionInUse => _connection!;

    /// <summary>The API, telling this cmdlet's streams what it does.</summary>
    private protected SmarticoClient Client => _client!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        CheckWindow();
        SmarticoConnection? connection = FindConnection();
        if (connection is null)
        {
            if (!NeedsConnection)
            {
                return;
            }

            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException("There is no connection: run Connect-Smartico first, or Connect-Smartico -Sandbox to rehearse."),
                "SmarticoNotConnected",
                ErrorCategory.ConnectionError,
                null));
        }

        _connection = connection;
        _client = connection!.Client.WithLog(_wait.Log);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds when the pipeline ends, however it ends.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _wait.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => StopAfter(TimeSpan.Zero);

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    private protected CancellationToken StopToken => _wait.StopToken;

    /// <summary>Cancels what is under way, after a grace.</summary>
    private protected void StopAfter(TimeSpan grace) => _wait.StopAfter(grace);

    /// <summary>Waits for work, writing its messages meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work) => _wait.Await(work);

    /// <summary>Writes what other threads had to say.</summary>
    private protected void WriteMessages() => _wait.WriteMessages();

    /// <summary>An error that leaves the other rows alone.</summary>
    private protected void WriteFailure(SmarticoException failure, object? target, string? label = null)
        => WriteError(ErrorMapping.ToRecord(failure, target, label));

    /// <summary>An error after which this cmdlet can't go on.</summary>
    private protected void ThrowFailure(SmarticoException failure, object? target)
        => ThrowTerminatingError(ErrorMapping.ToRecord(failure, target, label: null));

    /// <summary>Whether the call asks the API for anything.</summary>
    private protected virtual bool NeedsConnection => true;

    /// <summary>A record of a list as it is written.</summary>
    private protected virtual object? Shown(object? record) => record;

    /// <summary>Called on the pipeline's thread a few times a second while it waits.</summary>
    private protected virtual void WhileWaiting()
    {
    }

    /// <summary>
    /// -First and -Skip are PowerShell's own, which rounds 2.5 and reads '1,5' as 15: what was written for them, a literal or a
    /// variable, is read again, as strictly as a cell.
    /// </summary>
    private void CheckWindow()
    {
        foreach (string name in new[] { "First", "Skip" })
        {
            if (!MyInvocation.BoundParameters.ContainsKey(name))
            {
                continue;
            }

            object? given = PipelineText.Argument(MyInvocation, name) switch
            {
                StringConstantExpressionAst text => text.Value,
                ConstantExpressionAst number => number.Extent.Text,
                VariableExpressionAst variable when variable.VariablePath.IsVariable => CellValue.Plain(SessionState.PSVariable.GetValue(variable.VariablePath.UserPath)),
                _ => null,
            };
            try
            {
                if (given is string { Length: > 10 } digits && ulong.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
                {
                    continue;
                }

                CellText.Count(given is ulong or long ? null : given);
            }
            catch (FormatException exception)
            {
                ThrowTerminatingError(new ErrorRecord(
                    new ParameterBindingException($"-{name}: {exception.Message}", exception), "SmarticoInvalidInput", ErrorCategory.InvalidArgument, given));
            }
        }
    }

    /// <summary>Asks before something is done; the account is said, too.</summary>
    private protected new bool ShouldProcess(string target, string action)
        => base.ShouldProcess(ScreenText.Of(_connection?.Account is { } account ? $"{target} ({account})" : target), ScreenText.Of(action));

    /// <summary>A line of the verbose stream, as it may be shown.</summary>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(ScreenText.Of(text));

    /// <summary>A line of the debug stream, as it may be shown.</summary>
    private protected new void WriteDebug(string text) => base.WriteDebug(ScreenText.Of(text));

    /// <summary>A warning, as it may be shown.</summary>
    private protected new void WriteWarning(string text) => base.WriteWarning(ScreenText.Of(text));

    /// <summary>A warning when the pipeline has ended, on the host, as it may be shown.</summary>
    private protected void WarnOnHost(string text) => Host?.UI?.WriteWarningLine(ScreenText.Of(text));

    /// <summary>The connection to use, or null where there is none.</summary>
    private protected virtual SmarticoConnection? FindConnection() => Connection ?? CurrentConnection.Get(SessionState);

    /// <summary>
    /// Writes the records of a list while the next page is on its way. A list that breaks off ends the pipeline: a part of
    /// it must not be taken for the whole.
    /// </summary>
    private protected void WriteList<T>(PageReader<T> pages, Func<T, bool>? where = null, ListWindow? window = null, RecordColumns? columns = null)
        where T : SmarticoObject
    {
        window ??= new ListWindow();
        using (pages)
        {
            while (!window.IsFull && ReadPage(pages) is { } page)
            {
                columns?.Learn(page);
                foreach (T record in page.Where(r => where?.Invoke(r) != false && window.Takes()))
                {
                    WriteObject(columns is null ? Shown(record) : columns.Show(record));
                }
            }
        }
    }

    /// <summary>
    /// Writes those records of a list that are asked for, and one error for each name that is not among them. What is left
    /// out does not count for -Skip and -First.
    /// </summary>
    private protected void WriteMatching<T>(PageReader<T> pages, Func<T, bool> where, params NameFilter[] names)
        where T : SmarticoObject
    {
        ulong matches = 0;
        WriteList(
            pages,
            record =>
            {
                bool isMatch = where(record);
                matches += isMatch ? 1UL : 0;
                return isMatch;
            },
            Paging);

        // A list that -First has cut short tells of nothing that it is not there.
        if (PagingParameters.First == ulong.MaxValue || matches < PagingParameters.Skip + PagingParameters.First)
        {
            WriteUnseen(names);
        }
    }

    /// <summary>The part of a list that is wanted, counted as it is written.</summary>
    private protected ListWindow Paging => new(PagingParameters.Skip, PagingParameters.First);

    /// <summary>How many records of a list to leave out (-Skip), and how many to write at most (-First); null for all.</summary>
    private protected (long Skip, long? First) Window
        => ((long)Math.Min(PagingParameters.Skip, long.MaxValue), PagingParameters.First > long.MaxValue ? null : (long)PagingParameters.First);

    /// <summary>
    /// Whether the call stands in a pipeline that piped nothing: then it asks for nothing, and not for all, which the next
    /// cmdlet might change.
    /// </summary>
    private protected bool WasPipedNothing => MyInvocation.ExpectingInput;

    /// <summary>Writes records in the order in which their ids were asked for; one error for each that is not there.</summary>
    /// <param name="ids">The ids; each is written once.</param>
    /// <param name="findAsync">Finds the records.</param>
    /// <param name="notFound">What is said of one that is not there; null where that is no error.</param>
    private protected void WriteFound<T>(
        IEnumerable<int> ids,
        Func<int[], CancellationToken, Task<IReadOnlyDictionary<int, T>>> findAsync,
        Func<int, string?> notFound)
    {
        (long skip, long? first) = Window;
        int[] wanted = ids.Distinct().Skip((int)Math.Min(skip, int.MaxValue)).Take((int)Math.Min(first ?? int.MaxValue, int.MaxValue)).ToArray();
        IReadOnlyDictionary<int, T> found;
        try
        {
            found = Await(token => findAsync(wanted, token));
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, target: null);
            throw;
        }

        foreach (int id in wanted)
        {
            if (found.TryGetValue(id, out T? record))
            {
                WriteObject(Shown(record));
            }
            else if (notFound(id) is { } message)
            {
                WriteFailure(new SmarticoException(SmarticoErrorKind.NotFound, message), id);
            }
        }
    }

    /// <summary>One error for each name that was asked for and is not there.</summary>
    private void WriteUnseen(IEnumerable<NameFilter> filters)
    {
        foreach (NameFilter filter in filters)
        {
            foreach (string name in filter.Unseen)
            {
                WriteFailure(new SmarticoException(SmarticoErrorKind.NotFound, $"There is no {filter.What} '{name}' in the list that was asked for.{(name.Contains("@") ? string.Empty : $" A part of it is searched for as '*{name}*'.")}"), name);
            }
        }
    }

    /// <summary>Tells what <c>-IncludeTotalCount</c> asks for: the API counts nothing.</summary>
    private protected void WriteTotalCount()
    {
        if (PagingParameters.IncludeTotalCount)
        {
            WriteObject(PagingParameters.NewTotalCount(0, 0));
        }
    }

    /// <summary>Remembers records for the prompt.</summary>
    private protected IReadOnlyList<T>? See<T>(IReadOnlyList<T>? page)
        where T : class
    {
        ConnectionInUse.Completion.Seen.Add(page ?? Array.Empty<T>());
        return page;
    }

    /// <summary>The next page; a list that can't be read ends the pipeline.</summary>
    private protected IReadOnlyList<T>? ReadPage<T>(PageReader<T> pages)
        where T : class
    {
        try
        {
            return See(Await(pages.ReadPageAsync));
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, target: null);
            throw;
        }
    }
}
