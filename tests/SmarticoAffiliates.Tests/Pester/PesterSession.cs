using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.IO.Pipes;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Engine;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// A PowerShell that runs one Pester file after another, each in a session of its own: most of a file's time in an engine that
/// has just started is the engine's own compiling, which is so done once.
/// </summary>
public sealed class PesterSession : IAsyncDisposable
{
    private readonly string _end = Guid.NewGuid().ToString("N");
    private readonly ConcurrentQueue<string> _errors = new();
    private Process? _process;
    private NamedPipeServerStream? _files;

    /// <summary>Runs a file: whether each of its tests passed, and all that it wrote. Past the limit the engine is ended, and the next file has a new one.</summary>
    internal async Task<(bool HasPassed, string Output)> RunAsync(string file, string culture, TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        var output = new StringBuilder();
        try
        {
            await StartAsync(timeout.Token);
            await _files!.WriteAsync(Encoding.UTF8.GetBytes($"{file}|{culture}\n"), timeout.Token);
            await _files.FlushAsync(timeout.Token);
            while (await _process!.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                if (line.StartsWith(_end, StringComparison.Ordinal))
                {
                    return (line.EndsWith(" True", StringComparison.Ordinal), $"{output}{Errors()}");
                }

                output.AppendLine(line);
            }

            output.AppendLine("The engine ended.");
        }
        catch (OperationCanceledException)
        {
            output.AppendLine(FormattableString.Invariant($"It did not end within {limit}."));
        }
        catch (IOException failure)
        {
            output.AppendLine(failure.Message);
        }

        await DisposeAsync();
        return (false, $"{output}{Errors()}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_files is not null)
        {
            await _files.DisposeAsync();
            _files = null;
        }

        if (_process is not null)
        {
            using Process process = _process;
            _process = null;
            using var grace = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_process is not null)
        {
            return;
        }

        string pipe = "smartico-pester-" + _end;
        _files = new NamedPipeServerStream(pipe, PipeDirection.Out, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        _process = PowerShellRun.Start(PowerShellEngine.Unattended(
            "-File", Path.Combine(Repository.Root, "pester", "Invoke-PesterFile.ps1"), "-PipeName", pipe, "-End", _end));
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data + Environment.NewLine);
        _process.BeginErrorReadLine();
        await _files.WaitForConnectionAsync(cancellationToken);
    }

    private string Errors()
    {
        var errors = new StringBuilder();
        while (_errors.TryDequeue(out string? line))
        {
            errors.Append(line);
        }

        return errors.ToString();
    }
}
