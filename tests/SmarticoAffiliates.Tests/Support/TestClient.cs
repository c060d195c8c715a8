using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;

namespace SmarticoAffiliates.Tests;

/// <summary>Makes clients that wait for nothing and tell what they waited for and logged.</summary>
internal static class TestClient
{
    public const string Key = "operator-key-7f3a";

    /// <summary>A client over the network, with the sandbox's key unless told otherwise.</summary>
    public static SmarticoClient Over(
        Uri baseUri,
        string? apiKey = "sandbox-operator-key",
        Delays? delays = null,
        int maxRetryCount = 5,
        TimeSpan? timeout = null,
        int maxResponseBytes = 64 * 1024 * 1024)
        => new(Options(baseUri, apiKey, delays, maxRetryCount, timeout, maxResponseBytes));

    /// <summary>A client over a handler in this process.</summary>
    public static SmarticoClient Over(
        HttpMessageHandler handler,
        string? apiKey = Key,
        Delays? delays = null,
        int maxRetryCount = 5,
        TimeSpan? timeout = null,
        int maxResponseBytes = 64 * 1024 * 1024)
        => new(Options(new Uri("https://api.test/"), apiKey, delays, maxRetryCount, timeout, maxResponseBytes), handler);

    /// <summary>A client over a sandbox in this process.</summary>
    public static SmarticoClient Over(SmarticoSandbox sandbox, Delays? delays = null, int maxRetryCount = 5)
        => new(Options(sandbox.BaseUri, sandbox.GetApiKey(), delays, maxRetryCount, null, 64 * 1024 * 1024), sandbox.CreateHandler());

    private static SmarticoClientOptions Options(
        Uri baseUri, string? apiKey, Delays? delays, int maxRetryCount, TimeSpan? timeout, int maxResponseBytes)
        => new()
        {
            BaseUri = baseUri,
            ApiKey = apiKey,
            MaxRetryCount = maxRetryCount,
            Timeout = timeout ?? TimeSpan.FromSeconds(20),
            MaxResponseBytes = maxResponseBytes,
            Delay = (delays ?? new Delays()).WaitAsync,
            PaceClock = (delays ?? new Delays()).Pace,
        };
}

/// <summary>Remembers the waits that the client asks for, and lets them pass at once.</summary>
internal sealed class Delays
{
    private readonly List<TimeSpan> _asked = new();

    /// <summary>The waits for a turn.</summary>
    public PassingClock Pace { get; } = new();

    /// <summary>The waits between attempts.</summary>
    public IReadOnlyList<TimeSpan> Asked
    {
        get
        {
            lock (_asked)
            {
                return _asked.ToArray();
            }
        }
    }

    public Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_asked)
        {
            _asked.Add(delay);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Keeps every line that is logged.</summary>
internal sealed class RecordingLog : ISmarticoLog
{
    private readonly ConcurrentQueue<string> _verbose = new();
    private readonly ConcurrentQueue<string> _debug = new();
    private readonly ConcurrentQueue<string> _warnings = new();

    public bool WantsDebug { get; init; } = true;

    public IReadOnlyCollection<string> VerboseLines => _verbose;

    public IReadOnlyCollection<string> DebugLines => _debug;

    public string All => string.Join("\n", _verbose) + "\n" + string.Join("\n", _debug) + "\n" + string.Join("\n", _warnings);

    public IReadOnlyCollection<string> WarningLines => _warnings;

    public void Warning(string message) => _warnings.Enqueue(message);

    public void Verbose(string message) => _verbose.Enqueue(message);

    public void Debug(string message) => _debug.Enqueue(message);
}
