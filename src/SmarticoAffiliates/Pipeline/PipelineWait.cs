using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// How a cmdlet waits for asynchronous work: the one blocking wait, ended by Ctrl+C, and the way by which lines from other
/// threads reach the warning, verbose and debug streams on the pipeline's thread.
/// </summary>
internal sealed class PipelineWait : IDisposable
{
    /// <summary>How long the pipeline's thread waits at most before it looks for messages.</summary>
    public const int DrainMilliseconds = 50;

    private readonly PSCmdlet _cmdlet;
    private readonly CancellationTokenSource _stop = new();
    private readonly Messages _messages = new();

    public PipelineWait(PSCmdlet cmdlet) => _cmdlet = cmdlet;

    /// <summary>What the client tells its log, for the cmdlet's streams.</summary>
    public ISmarticoLog Log
    {
        get
        {
            _messages.WantsDebug = WantsDebug();
            return _messages;
        }
    }

    /// <summary>Called on the pipeline's thread a few times a second while it waits.</summary>
    public Action? WhileWaiting { get; set; }

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>Cancels what is under way, after a grace.</summary>
    public void StopAfter(TimeSpan grace)
    {
        try
        {
            if (grace == TimeSpan.Zero)
            {
                _stop.Cancel();
            }
            else
            {
                _stop.CancelAfter(grace);
            }
        }
        catch (ObjectDisposedException)
        {
            // Ctrl+C came as the cmdlet ended.
        }
    }

    /// <summary>Waits for work, writing its messages meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    public T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> task = Task.Run(() => work(_stop.Token));
        while (Task.WaitAny(new Task[] { task }, DrainMilliseconds) < 0)
        {
            WriteMessages();
            WhileWaiting?.Invoke();
        }

        WriteMessages();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Writes what other threads had to say.</summary>
    public void WriteMessages()
    {
        while (_messages.TryTake(out (Action<Cmdlet, string> Write, string Text) message))
        {
            message.Write(_cmdlet, ScreenText.Of(message.Text));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Whether the debug stream goes anywhere, as PowerShell itself decides it.</summary>
    private bool WantsDebug()
    {
        object? value = _cmdlet.MyInvocation.BoundParameters.TryGetValue("Debug", out object? given)
            ? LanguagePrimitives.IsTrue(given) ? ActionPreference.Continue : ActionPreference.SilentlyContinue
            : _cmdlet.SessionState.PSVariable.GetValue("DebugPreference");
        return !LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out ActionPreference preference)
            || preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    private sealed class Messages : ISmarticoLog
    {
        private readonly ConcurrentQueue<(Action<Cmdlet, string> Write, string Text)> _queue = new();

        public bool WantsDebug { get; set; }

        public void Warning(string message) => _queue.Enqueue(((cmdlet, text) => cmdlet.WriteWarning(text), message));

        public void Verbose(string message) => _queue.Enqueue(((cmdlet, text) => cmdlet.WriteVerbose(text), message));

        public void Debug(string message) => _queue.Enqueue(((cmdlet, text) => cmdlet.WriteDebug(text), message));

        public bool TryTake(out (Action<Cmdlet, string> Write, string Text) message) => _queue.TryDequeue(out message);
    }
}
