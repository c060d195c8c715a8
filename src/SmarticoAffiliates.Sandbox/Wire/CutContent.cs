using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Sandbox;

/// <summary>A body that announces its full length and breaks off halfway, as an aborted connection does.</summary>
internal sealed class CutContent : HttpContent
{
    private readonly SandboxAnswer _answer;

    public CutContent(SandboxAnswer answer) => _answer = answer;

    public static IOException Aborted()
        => new("The sandbox aborted the connection.", new SocketException((int)SocketError.ConnectionReset));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_answer.Body, 0, _answer.HalfLength).ConfigureAwait(false);
        throw Aborted();
    }

    protected override Task<Stream> CreateContentReadStreamAsync()
        => Task.FromResult<Stream>(new CutStream(_answer.Body, _answer.HalfLength));

    protected override bool TryComputeLength(out long length)
    {
        length = _answer.Body.Length;
        return true;
    }

    /// <summary>For readers that do not buffer; the asynchronous reads of a MemoryStream come down to this one.</summary>
    private sealed class CutStream : MemoryStream
    {
        public CutStream(byte[] body, int length)
            : base(body, 0, length, writable: false)
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            return read > 0 || count == 0 ? read : throw Aborted();
        }
    }
}
