using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// Reads the bodies of answers up to a bound. A body belongs to its answer; only the long lists, which are read into records at
/// once, share memory: each page would otherwise leave megabytes behind it that are collected late.
/// </summary>
internal sealed class BodyReader
{
    private const int LargestKept = 8 * 1024 * 1024;
    private const int ChunkSize = 64 * 1024;

    private readonly ConcurrentBag<MemoryStream> _shared = new();

    /// <summary>Reads a whole body.</summary>
    /// <returns>The body, to be disposed of when it has been read; null where it is larger than the bound.</returns>
    public async Task<Lease?> ReadAsync(HttpResponseMessage response, int bound, bool isShared, CancellationToken cancellationToken)
    {
        long announced = response.Content?.Headers.ContentLength ?? 0;
        if (announced > bound)
        {
            return null;
        }

        MemoryStream body = isShared && _shared.TryTake(out MemoryStream? used) ? used : new MemoryStream();
        body.SetLength(0);

        // As much as is announced, but no more than the first of it on trust.
        body.Capacity = Math.Max(body.Capacity, (int)Math.Min(announced, LargestKept));
        if (response.Content is { } content && !await TryFillAsync(body, content, response, bound, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return new Lease(new AnswerBody(body.GetBuffer(), (int)body.Length, Charset(response)), isShared ? () => GiveBack(body) : null);
    }

    private static async Task<bool> TryFillAsync(MemoryStream body, HttpContent content, HttpResponseMessage response, int bound, CancellationToken cancellationToken)
    {
        using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);

        // .NET Framework's streams do not all heed the token: closing the answer ends the read there.
        using CancellationTokenRegistration abort = cancellationToken.Register(response.Dispose);
        byte[] chunk = new byte[(int)Math.Min(ChunkSize, Math.Max(body.Capacity, 4 * 1024))];
        int count;
        while ((count = await stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + count > bound)
            {
                return false;
            }

            body.Write(chunk, 0, count);
        }

        return true;
    }

    private void GiveBack(MemoryStream body)
    {
        if (body.Capacity <= LargestKept)
        {
            _shared.Add(body);
        }
    }

    private static string? Charset(HttpResponseMessage response)
    {
        try
        {
            return response.Content?.Headers.ContentType?.CharSet?.Trim('"');
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A body for as long as it is read.</summary>
    public sealed class Lease : IDisposable
    {
        private readonly Action? _giveBack;

        public Lease(AnswerBody body, Action? giveBack)
        {
            Body = body;
            _giveBack = giveBack;
        }

        public AnswerBody Body { get; }

        public void Dispose()
        {
            if (_giveBack is not null)
            {
                Body.GiveBack();
                _giveBack();
            }
        }
    }
}
