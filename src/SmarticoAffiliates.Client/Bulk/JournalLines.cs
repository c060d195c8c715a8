using System;
using System.IO;
using System.Text;

namespace SmarticoAffiliates;

/// <summary>One line of a journal, wherever it stands in its file.</summary>
/// <param name="bytes">Holds the line, in UTF-8.</param>
/// <param name="start">Where in the bytes it begins.</param>
/// <param name="length">How long it is.</param>
/// <param name="offset">Where in the file it begins; negative where the file has another encoding.</param>
/// <param name="isWhole">Whether a line's end follows: a run that was killed may have left half a line.</param>
internal delegate void JournalLine(byte[] bytes, int start, int length, long offset, bool isWhole);

/// <summary>Goes over the lines of a journal without making a text of each: a long run's file has hundreds of megabytes.</summary>
internal static class JournalLines
{
    private const int BufferSize = 1 << 18;

    /// <summary>No line that a run writes comes near it.</summary>
    private const int LongestLine = 1 << 26;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Reads all lines but blank ones.</summary>
    /// <param name="file">Read from its present position to its end.</param>
    /// <param name="take">Is given each line.</param>
    /// <returns>The file's encoding: what is written to it must have it, too.</returns>
    public static Encoding Read(Stream file, JournalLine take)
    {
        var mark = new byte[3];
        int marked = ReadFully(file, mark, 0, mark.Length);
        Encoding? wide = marked < 2 ? null
            : mark[0] == 0xFF && mark[1] == 0xFE ? new UnicodeEncoding(bigEndian: false, byteOrderMark: false)
            : mark[0] == 0xFE && mark[1] == 0xFF ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false)
            : null;
        if (wide is not null)
        {
            ReadWide(file, wide, mark, marked, take);
            return wide;
        }

        bool hasMark = marked == 3 && mark[0] == 0xEF && mark[1] == 0xBB && mark[2] == 0xBF;
        ReadUtf8(file, hasMark ? Array.Empty<byte>() : mark, hasMark ? 0 : marked, hasMark ? 3 : 0, take);
        return s_utf8;
    }

    private static void ReadUtf8(Stream file, byte[] beginning, int begun, long offset, JournalLine take)
    {
        var buffer = new byte[BufferSize];
        Buffer.BlockCopy(beginning, 0, buffer, 0, begun);
        int filled = begun;
        while (true)
        {
            if (filled == buffer.Length)
            {
                if (filled >= LongestLine)
                {
                    throw new SmarticoException(SmarticoErrorKind.InvalidInput, "The file has a line of more than 64 MB: it is no journal. It was not touched.");
                }

                Array.Resize(ref buffer, filled * 2);
            }

            int read = file.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            int start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, filled - start) is >= 0 and int end)
            {
                Give(buffer, start, end - start, offset + start, isWhole: true, take);
                start = end + 1;
            }

            if (read == 0)
            {
                Give(buffer, start, filled - start, offset + start, isWhole: false, take);
                return;
            }

            Buffer.BlockCopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            offset += start;
        }
    }

    private static void ReadWide(Stream file, Encoding encoding, byte[] mark, int marked, JournalLine take)
    {
        using var beginning = new MemoryStream(mark, 2, marked - 2, writable: false);
        using var whole = new JoinedStream(beginning, file);
        using var reader = new StreamReader(whole, encoding, detectEncodingFromByteOrderMarks: false);
        while (reader.ReadLine() is { } line)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(line);
            Give(bytes, 0, bytes.Length, offset: -1, isWhole: true, take);
        }
    }

    private static void Give(byte[] bytes, int start, int length, long offset, bool isWhole, JournalLine take)
    {
        while (length > 0 && bytes[start] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            start++;
            length--;
            offset += offset < 0 ? 0 : 1;
        }

        while (length > 0 && bytes[start + length - 1] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            length--;
        }

        if (length > 0)
        {
            take(bytes, start, length, offset, isWhole);
        }
    }

    private static int ReadFully(Stream file, byte[] buffer, int start, int count)
    {
        int filled = 0;
        while (filled < count && file.Read(buffer, start + filled, count - filled) is > 0 and int read)
        {
            filled += read;
        }

        return filled;
    }

    /// <summary>One stream behind another; neither is closed with it.</summary>
    private sealed class JoinedStream : Stream
    {
        private readonly Stream _first;
        private readonly Stream _second;

        public JoinedStream(Stream first, Stream second)
        {
            _first = first;
            _second = second;
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => _first.Read(buffer, offset, count) is > 0 and int read ? read : _second.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
