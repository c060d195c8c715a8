using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// A snapshot that is being written: plain lines in a file beside the one that it will be, so that what was read is there
/// after a kill. Its last lines tell how far it came; a later call goes on there.
/// </summary>
public sealed class HalfSnapshot : ISnapshotSink, IDisposable
{
    /// <summary>What is added to the name of the file that it will be.</summary>
    public const string Extension = ".partial";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _path;
    private readonly FileStream _file;
    private readonly StreamWriter _writer;
    private long _records;
    private bool _isClosed;

    private HalfSnapshot(string path, FileStream file)
    {
        _path = path;
        _file = file;
        _writer = new StreamWriter(file, s_utf8, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
    }

    /// <summary>What it has got.</summary>
    public SnapshotState State { get; } = new();

    /// <summary>Whether an earlier call has begun it.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>Begins a snapshot, or goes on with one that was cut off.</summary>
    /// <param name="path">The file that it will be.</param>
    /// <param name="header">What it is to be.</param>
    /// <exception cref="SmarticoException">The file can't be written, or is the half of another snapshot (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static HalfSnapshot Open(string path, SnapshotHeader header)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path + Extension, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var half = new HalfSnapshot(path, file);
            half.Begin(header);
            return half;
        }
        catch (Exception exception)
        {
            file?.Dispose();
            throw exception is IOException or UnauthorizedAccessException or NotSupportedException
                ? new SmarticoException(SmarticoErrorKind.InvalidInput, $"The snapshot '{path}' can't be written: {exception.Message}", exception)
                : exception;
        }
    }

    /// <inheritdoc/>
    public void Take(string kind, SmarticoObject record)
    {
        _writer.WriteLine(SnapshotLine.Write(kind, record));
        _records++;
    }

    /// <inheritdoc/>
    public void EndOf(SnapshotPart part)
    {
        _writer.WriteLine(new JObject { ["end"] = part.ToString() }.ToString(Formatting.None));
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void EndOf(SnapshotPart part, int affiliateId)
    {
        _writer.WriteLine(new JObject { ["end"] = part.ToString(), ["of"] = affiliateId }.ToString(Formatting.None));
        _writer.Flush();
    }

    /// <summary>Makes the snapshot of it, and takes the half one away.</summary>
    public void Finish()
    {
        _writer.WriteLine(new JObject
        {
            ["end"] = "snapshot",
            ["records"] = _records,
            ["at"] = DateTime.UtcNow.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture),
        }.ToString(Formatting.None));
        _writer.Flush();
        string whole = _path + ".new";
        _file.Position = 0;
        using (var target = new FileStream(whole, FileMode.Create, FileAccess.Write, FileShare.None))
        using (var packed = new GZipStream(target, CompressionLevel.Optimal))
        {
            _file.CopyTo(packed);
        }

        if (File.Exists(_path))
        {
            File.Delete(_path);
        }

        File.Move(whole, _path);
        Dispose();
        File.Delete(_path + Extension);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _writer.Dispose();
        _file.Dispose();
    }

    private void Begin(SnapshotHeader header)
    {
        if (_file.Length == 0)
        {
            _writer.WriteLine(header.Write());
            _writer.Flush();
            return;
        }

        IsResumed = true;
        long good = Resume(header);
        _file.SetLength(good);
        _file.Position = good;
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>Where the first line begins that belongs to something that is not whole.</returns>
    private long Resume(SnapshotHeader header)
    {
        long good = 0;
        long kept = 0;
        long inPart = 0;
        bool isFirst = true;
        JournalLines.Read(_file, (bytes, start, length, offset, isWhole) =>
        {
            string line = Encoding.UTF8.GetString(bytes, start, length);
            if (isFirst)
            {
                isFirst = false;
                if (!isWhole || SnapshotHeader.Read(line) is not { } begun || !begun.Account.IsSameAs(header.Account) || !System.Linq.Enumerable.SequenceEqual(begun.Include, header.Include))
                {
                    throw new SmarticoException(
                        SmarticoErrorKind.InvalidInput,
                        $"{_path}{Extension} is not the half of this snapshot: it is of another account, or of other parts. It was not touched. Delete it, or give another path.");
                }

                good = offset + length + 1;
            }
            else if (isWhole && SnapshotLine.TryRead(line, out SnapshotLine record))
            {
                inPart++;
                if (record.Kind == nameof(Affiliate))
                {
                    State.Affiliates.Add(record.Id);
                }
            }
            else if (isWhole && SnapshotLine.Parse(line) is { } mark && mark["end"] is JValue { Value: string name } && Enum.TryParse(name, out SnapshotPart part))
            {
                if (mark["of"] is JValue { Value: long affiliate })
                {
                    State.ReadOf(part).Add((int)affiliate);
                }
                else
                {
                    State.Done.Add(part);
                }

                kept += inPart;
                inPart = 0;
                good = offset + length + 1;
            }
        });
        _records = kept;
        if (!State.Done.Contains(SnapshotPart.Affiliates))
        {
            State.Affiliates.Clear();
        }

        return good;
    }
}
