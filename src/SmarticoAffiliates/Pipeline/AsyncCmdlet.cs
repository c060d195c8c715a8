using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A cmdlet that waits for asynchronous work: the one blocking wait, ended by Ctrl+C, and the way by which lines from other
/// threads reach the verbose and debug streams on the pipeline's thread.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    /// <summary>How long the pipeline's thread waits at most before it looks for messages.</summary>
    private protected const int DrainMilliseconds = 50;

    private readonly CancellationTokenSource _stop = new();
    private readonly Messages _messages = new();

    /// <summary>What the client tells its log, for this cmdlet's streams.</summary>
    protected ISmarticoLog Log
    {
        get
        {
            _messages.WantsDebug = WantsDebug();
            return _messages;
        }
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
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    protected override void StopProcessing() => StopAfter(TimeSpan.Zero);

    /// <summary>Cancels what is under way, after a grace.</summary>
    private protected void StopAfter(TimeSpan grace)
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
    private protected T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> task = Task.Run(() => work(_stop.Token));
        while (Task.WaitAny(new Task[] { task }, DrainMilliseconds) < 0)
        {
            WriteMessages();
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

    /// <summary>A line of the verbose stream, as it may be shown.</summary>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(ScreenText.Of(text));

    /// <summary>A line of the debug stream, as it may be shown.</summary>
    private protected new void WriteDebug(string text) => base.WriteDebug(ScreenText.Of(text));

    /// <summary>A warning, as it may be shown.</summary>
    private protected new void WriteWarning(string text) => base.WriteWarning(ScreenText.Of(text));

    /// <summary>A warning when the pipeline has ended, on the host, as it may be shown.</summary>
    private protected void WarnOnHost(string text) => Host?.UI?.WriteWarningLine(ScreenText.Of(text));

    /// <summary>Asks before something is done; <c>-WhatIf</c> and <c>-Confirm</c> show both texts as they may be shown.</summary>
    private protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(ScreenText.Of(target), ScreenText.Of(action));

    /// <summary>An error that leaves the other rows alone.</summary>
    private protected void WriteFailure(SmarticoException failure, object? target, string? label = null)
        => WriteError(ErrorMapping.ToRecord(failure, target, label));

    /// <summary>An error after which this cmdlet can't go on.</summary>
    private protected void ThrowFailure(SmarticoException failure, object? target)
        => ThrowTerminatingError(ErrorMapping.ToRecord(failure, target, label: null));

    /// <summary>Writes what other threads had to say.</summary>
    private protected void WriteMessages()
    {
        while (_messages.TryTake(out (bool IsDebug, string Text) message))
        {
            if (message.IsDebug)
            {
                WriteDebug(message.Text);
            }
            else
            {
                WriteVerbose(message.Text);
            }
        }
    }

    /// <summary>Whether the debug stream goes anywhere, as PowerShell itself decides it.</summary>
    private bool WantsDebug()
    {
        object? value = MyInvocation.BoundParameters.TryGetValue("Debug", out object? given)
            ? LanguagePrimitives.IsTrue(given) ? ActionPreference.Continue : ActionPreference.SilentlyContinue
            : SessionState.PSVariable.GetValue("DebugPreference");
        return !LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out ActionPreference preference)
            || preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    private sealed class Messages : ISmarticoLog
    {
        private readonly ConcurrentQueue<(bool IsDebug, string Text)> _queue = new();

        public bool WantsDebug { get; set; }

        public void Verbose(string message) => _queue.Enqueue((false, message));

        public void Debug(string message) => _queue.Enqueue((true, message));

        public bool TryTake(out (bool IsDebug, string Text) message) => _queue.TryDequeue(out message);
    }
}
