using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A snapshot that is read.</summary>
public sealed class SnapshotFile
{
    private readonly string _path;

    private SnapshotFile(string path, SnapshotHeader header)
    {
        _path = path;
        Header = header;
    }

    /// <summary>Of what it is.</summary>
    public SnapshotHeader Header { get; }

    /// <summary>Opens a snapshot, and makes sure that it is whole: a part must not be taken for an account.</summary>
    /// <exception cref="SmarticoException">It can't be read, is no snapshot, or is cut off (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static SnapshotFile Open(string path)
    {
        SnapshotFile? file = null;
        bool isWhole = false;
        long records = 0;
        foreach (string line in Lines(path))
        {
            if (file is null)
            {
                file = new SnapshotFile(path, SnapshotHeader.Read(line) ?? throw NoSnapshot(path));
            }
            else if (line.StartsWith("{\"kind\":", StringComparison.Ordinal))
            {
                records++;
            }
            else if (SnapshotLine.Parse(line) is { } mark && mark["end"] is JValue { Value: "snapshot" })
            {
                isWhole = mark["records"] is JValue { Value: long told } && told == records;
            }
        }

        return file is null ? throw NoSnapshot(path)
            : isWhole ? file
            : throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The snapshot '{path}' is cut off. Copy it again, or make it again with Export-SmarticoSnapshot.");
    }

    /// <summary>The records, in the order in which they were read.</summary>
    /// <exception cref="SmarticoException">A line can't be read.</exception>
    public IEnumerable<SnapshotLine> Records()
    {
        foreach (string line in Lines(_path))
        {
            if (SnapshotLine.TryRead(line, out SnapshotLine record))
            {
                yield return record;
            }
        }
    }

    private static SmarticoException NoSnapshot(string path)
        => new(SmarticoErrorKind.InvalidInput, $"'{path}' is no snapshot. Make one with Export-SmarticoSnapshot.");

    private static IEnumerable<string> Lines(string path)
    {
        using Stream file = OpenFile(path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        while (Next(reader, path) is { } line)
        {
            yield return line;
        }
    }

    private static string? Next(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"'{path}' is no snapshot, or was damaged: {exception.Message}", exception);
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                File.Exists(path + HalfSnapshot.Extension) && !File.Exists(path)
                    ? $"The snapshot '{path}' is only half there. Run Export-SmarticoSnapshot with this path again: it goes on where it was cut off."
                    : $"The snapshot '{path}' can't be read: {exception.Message}",
                exception);
        }
    }
}
