using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Tests;

/// <summary>A server on loopback that answers with bytes as they are: what no well-behaved server can be made to send.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly Func<int, byte[]?> _answer;
    private readonly Task _loop;
    private int _count;

    /// <summary>Answers the n-th request, from 0, with these bytes, then closes; null closes without an answer.</summary>
    public RawServer(Func<int, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        BaseUri = new Uri("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/");
        _loop = Task.Run(LoopAsync);
    }

    public Uri BaseUri { get; }

    /// <summary>The request line and headers of each request.</summary>
    public IReadOnlyList<string> Heads => _heads.ToArray();

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>A whole answer with its length.</summary>
    public static byte[] Answer(string status, byte[] body, params string[] headers)
        => Text($"HTTP/1.1 {status}\nConnection: close\nContent-Length: {body.Length}\n{string.Concat(headers.Select(h => h + "\n"))}\n").Concat(body).ToArray();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, cancellationToken) == 1)
        {
            head.Append((char)one[0]);
        }

        string text = head.ToString();
        string? length = text.Split("\r\n").FirstOrDefault(h => h.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (length is not null)
        {
            byte[] body = new byte[int.Parse(length.Split(':')[1].Trim(), System.Globalization.CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, cancellationToken);
        }

        return text;
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using NetworkStream stream = connection.GetStream();
                string head = await ReadHeadAsync(stream, _stop.Token);
                if (head.Length == 0)
                {
                    continue;
                }

                _heads.Enqueue(head);
                if (_answer(_count++) is { } bytes)
                {
                    await stream.WriteAsync(bytes, _stop.Token);
                }
                else
                {
                    // An aborted connection: the peer sees a reset.
                    connection.Client.LingerState = new LingerOption(enable: true, 0);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
            {
                // Stopped, or the client went away: the test sees it at the other end.
            }
        }
    }
}
