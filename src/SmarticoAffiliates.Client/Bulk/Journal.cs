using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// A file of JSON lines that tells of each row when it was started and how it ended, so that a later run can go on where an
/// earlier one was cut off. A line is with the operating system before what it tells of goes on: the process may be killed
/// at any moment. A row is known by a hash of what it sends and where to, and by which of the equal rows it is; no value of
/// a row but its label and, where it has one, its result is in the file, and no secret.
/// </summary>
public sealed class Journal : IDisposable
{
    /// <summary>Elsewhere than on Windows, two writers that let others read do not exclude each other.</summary>
    private static readonly FileShare s_othersMay = Path.DirectorySeparatorChar == '\\' ? FileShare.Read : FileShare.None;

    /// <summary>What could not be written is not to be tried again behind the journal's back.</summary>
    private const int NoBuffer = 1;

    private readonly object _lock = new();
    private readonly Dictionary<string, JournalEntry> _earlier = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);
    private ILookup<string, KeyValuePair<string, JournalEntry>>? _finished;
    private readonly Stream _file;
    private Exception? _whyNotWritten;

    /// <summary>Reads what earlier runs wrote; what is written goes behind it.</summary>
    /// <param name="file">Can be read, written and sought in; the journal closes it.</param>
    internal Journal(Stream file)
    {
        _file = file;
        if (file.Length > 0)
        {
            using (var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true))
            {
                while (reader.ReadLine() is { } line)
                {
                    Remember(line);
                }
            }

            // A run that was killed may have left half a line: it is no line, and the next begins on its own.
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }
    }

    /// <summary>Opens a journal, or begins one. While it is open no other run can write to it.</summary>
    /// <param name="path">The file's full path.</param>
    /// <exception cref="SmarticoException">The file can't be opened (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static Journal Open(string path)
    {
        try
        {
#pragma warning disable CA2000 // the journal closes it
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, s_othersMay, NoBuffer);
#pragma warning restore CA2000
            try
            {
                return new Journal(file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The journal can't be opened: {exception.Message}", exception);
        }
    }

    /// <summary>The key of the next row that sends this; equal rows are told apart by their order.</summary>
    /// <param name="destination">The account: a rehearsal in the sandbox says nothing of the account.</param>
    /// <param name="request">What the row sends.</param>
    public string KeyOf(Uri destination, string request)
    {
        using var sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(destination + "\n" + request));
        string key = BitConverter.ToString(hash, 0, 16).Replace("-", string.Empty);
        int occurrence = _occurrences.TryGetValue(key, out int before) ? before + 1 : 1;
        _occurrences[key] = occurrence;
        return occurrence == 1 ? key : key + "/" + occurrence.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What an earlier run tells of a row, or null.</summary>
    public JournalEntry? Earlier(string key) => _earlier.TryGetValue(key, out JournalEntry? entry) ? entry : null;

    /// <summary>
    /// The finished rows that sent the same as this one. Where the server does not tell equal records apart, theirs must not
    /// be taken for the one that this row may have made.
    /// </summary>
    public IEnumerable<JournalEntry> FinishedTwinsOf(string key)
    {
        _finished ??= _earlier.Where(e => e.Value.State == JournalState.Done).ToLookup(e => FirstOf(e.Key), StringComparer.Ordinal);
        return _finished[FirstOf(key)].Where(e => e.Key != key).Select(e => e.Value);
    }

    /// <summary>Notes that a row is about to be sent.</summary>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void Started(string key, string label) => Write(new JObject { ["event"] = "start", ["row"] = key, ["what"] = label });

    /// <summary>Notes how a row ended.</summary>
    /// <param name="key">The row.</param>
    /// <param name="result">The record that it made, if it is to be handed out again by a later run.</param>
    /// <param name="failure">Why it failed, or null.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>): a later run looks for the row.</exception>
    public void Ended(string key, SmarticoObject? result, SmarticoException? failure)
    {
        var line = new JObject { ["event"] = "end", ["row"] = key, ["outcome"] = OutcomeOf(failure) };
        if (failure is not null)
        {
            line["error"] = failure.Kind.ToString();
        }
        else if (result is not null)
        {
            line["record"] = WireJson.Write(result);
        }

        Write(line);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _whyNotWritten ??= new ObjectDisposedException(nameof(Journal));
            _file.Dispose();
        }
    }

    /// <summary>What may have been carried out although it failed stays open: the next run finds out.</summary>
    private static string OutcomeOf(SmarticoException? failure) => failure switch
    {
        null => "done",
        { Kind: SmarticoErrorKind.Indeterminate } => "unknown",
        _ => "failed",
    };

    /// <summary>The key of the first of the equal rows.</summary>
    private static string FirstOf(string key) => key.Split('/')[0];

    private void Remember(string text)
    {
        JObject line;
        try
        {
            if (WireJson.Parse(text) is not JObject parsed)
            {
                return;
            }

            line = parsed;
        }
        catch (JsonException)
        {
            return;
        }

        if ((string?)line["row"] is not { } key)
        {
            return;
        }

        _earlier[key] = (string?)line["event"] switch
        {
            "end" when (string?)line["outcome"] == "done" => new JournalEntry(JournalState.Done, line["record"] as JObject),
            "end" when (string?)line["outcome"] == "failed" => new JournalEntry(JournalState.Failed, null),
            _ => new JournalEntry(JournalState.Unknown, null),
        };
    }

    private void Write(JObject line)
    {
        line["at"] = DateTime.UtcNow.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture);
        byte[] bytes = Encoding.UTF8.GetBytes(line.ToString(Formatting.None) + "\n");
        lock (_lock)
        {
            // After half a line nothing that follows would be read: once is for good.
            if (_whyNotWritten is null)
            {
                try
                {
                    _file.Write(bytes, 0, bytes.Length);
                    _file.Flush();
                    return;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
                {
                    _whyNotWritten = exception;
                }
            }

            throw new SmarticoException(
                SmarticoErrorKind.JournalFailed, $"The journal can't be written: {_whyNotWritten.Message} {Advice.For(SmarticoErrorKind.JournalFailed)}", _whyNotWritten);
        }
    }
}
