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
/// A run's file: JSON lines that tell what each row is to do, when it was started and how it ended, so that the run can be
/// looked at, go on where it was cut off, and be taken back. A line is with the operating system before what it tells of
/// goes on: the process may be killed at any moment. A row is known by what it means, and by which of the equal rows it is.
/// No secret is in the file; what was there before a change and what came of it is.
/// </summary>
public sealed class Journal : IDisposable
{
    /// <summary>What could not be written is not to be tried again behind the journal's back.</summary>
    private const int NoBuffer = 1;

    private readonly object _lock = new();
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Resource, int Owner), IReadOnlyCollection<int>> _seen = new();
    private readonly Stream _file;
    private readonly JournalIndex _index;
    private JournalHeader _header;
    private readonly Action<JToken, JToken?> _conceal;
    private readonly IDisposable? _only;
    private bool _isBegun;
    private bool _isMute;
    private Exception? _whyNotWritten;

    /// <summary>Reads what earlier sessions wrote; what is written goes behind it. Nothing is written before a row is.</summary>
    /// <param name="file">Can be read, written and sought in; the journal closes it.</param>
    /// <param name="header">Whose this session is.</param>
    /// <param name="conceal">Takes secrets out of a line, told of the request.</param>
    /// <param name="only">Held as long as the journal is open.</param>
    /// <exception cref="SmarticoException">The file is no journal, of a future module, or of another account (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    internal Journal(Stream file, JournalHeader header, Action<JToken, JToken?> conceal, IDisposable? only = null)
    {
        _file = file;
        _header = header;
        _conceal = conceal;
        _only = only;

        // Some devices have no end.
        _index = file.Length > 0 ? JournalIndex.Read(file) : new JournalIndex();
        if (_index.Header is { } other && !other.Account.IsSameAs(header.Account))
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                string.Equals(other.Account.Host, header.Account.Host, StringComparison.OrdinalIgnoreCase)
                    ? $"The journal is of {other.Account.Host} with another API key, so of another account as far as can be known. The file was not touched. Give the path of a new file."
                    : $"The journal is of {other.Account.Host}, and this connection is to {header.Account.Host}. The file was not touched. Connect to that account, or give the path of a new file.");
        }
    }

    /// <summary>When its first session began, UTC; null for a new one, and where it does not tell.</summary>
    public DateTimeOffset? BegunAt => _index.First?.At;

    /// <summary>How many lines are of no shape that is known; they are passed over.</summary>
    public int OddLines => _index.OddLines;

    /// <summary>The number of the first such line.</summary>
    public int FirstOddLine => _index.FirstOddLine;

    /// <summary>Opens a journal, or begins one. While it is open no other run can write to it; others can read it.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="conceal">Takes secrets out of a line, told of the request.</param>
    /// <param name="cmdlet">What runs.</param>
    /// <param name="source">The file from which the rows come, where that is known.</param>
    /// <param name="isReadOnly">Whether nothing is to be written, and no file made: for a run that sends nothing.</param>
    /// <exception cref="SmarticoException">The file can't be opened, or is not this account's journal (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    internal static Journal Open(string path, AccountIdentity account, Action<JToken, JToken?> conceal, string? cmdlet, string? source = null, bool isReadOnly = false)
    {
        var header = new JournalHeader(account, cmdlet, source, DateTimeOffset.UtcNow);
        IDisposable? only = null;
        Stream? file = null;
        try
        {
#pragma warning disable CA2000 // the journal closes them
            only = isReadOnly ? null : JournalLock.Take(path);
            file = isReadOnly ? OpenToRead(path) : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, NoBuffer);
#pragma warning restore CA2000
            return new Journal(file, header, conceal, only) { _isMute = isReadOnly };
        }
        catch (Exception exception)
        {
            file?.Dispose();
            only?.Dispose();
            if (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"The journal '{path}' can't be opened: {exception.Message}", exception);
            }

            throw exception is SmarticoException known ? new SmarticoException(known.Kind, $"{path}: {known.Message}", known) : exception;
        }
    }

    /// <summary>Says from which file the rows come, as long as nothing is written.</summary>
    public void ComesFrom(string source)
    {
        if (!_isBegun)
        {
            _header = _header.From(source);
        }
    }

    /// <summary>Where the undo of a run is noted, unless another file is given.</summary>
    public static string UndoOf(string path) => Path.ChangeExtension(path, ".undo" + Path.GetExtension(path));

    /// <summary>A file as it is at present, while others may write to it; an empty one where there is none.</summary>
    public static Stream OpenToRead(string path)
        => File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : new MemoryStream();

    /// <summary>The key of the next row that asks for this; equal rows are told apart by their order.</summary>
    /// <param name="cmdlet">What runs.</param>
    /// <param name="subject">The record that is changed, as errors name it; empty for a create.</param>
    /// <param name="request">What the row gives, without secrets.</param>
    public string KeyOf(string cmdlet, string subject, JObject request)
    {
        Redactor.RemoveSecrets(request);
        string what = subject.Length == 0 ? cmdlet : cmdlet + " " + subject;
        string hash = Hash(what + "\n" + FieldKinds.Meaning(request).ToString(Formatting.None));
        string key = Numbered(hash);
        if (_index.First is not null || _index.Places.Count == 0 || _index.Places.ContainsKey(key))
        {
            return key;
        }

        // A journal of a module before 0.2 knows the row by the text that was sent.
        string before = Hash(_header.Account.Host + "\n" + what + " " + request.ToString(Formatting.None));
        string old = before + key.Substring(hash.Length);
        return _index.Places.ContainsKey(old) ? old : key;
    }

    /// <summary>The key of a row that asks for what its changes tell.</summary>
    public string KeyOf(RunRow row) => KeyOf(row.Command, FormattableString.Invariant($"{row.Resource} {row.Id} {row.What}"), row.Changes.ToBody());

    /// <summary>What earlier sessions tell of a row, or null.</summary>
    public JournalEntry? Earlier(string key) => _index.Places.TryGetValue(key, out JournalPlace? place) ? EntryAt(place) : null;

    /// <summary>
    /// The finished rows that asked for the same as this one. Where the server does not tell equal records apart, theirs must
    /// not be taken for the one that this row may have made.
    /// </summary>
    public IEnumerable<JournalEntry> FinishedEqualsOf(string key) => _index.FinishedEqualsOf(key).Select(EntryAt);

    /// <summary>Notes that a plan begins: until its end is noted it is no plan that can be applied.</summary>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void PlanBegins() => Write(new JObject { ["event"] = "planning" }, sent: null);

    /// <summary>Notes what a row is to do, or why it does nothing.</summary>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void Planned(string key, RunRow row, RunState state, SmarticoObject? record, SmarticoException? why)
    {
        var line = new JObject { ["event"] = "plan", ["row"] = key, ["state"] = state.ToString() };
        Describe(line, row);
        Tell(line, record, why);
        Write(line, sent: null);
    }

    /// <summary>Notes that the plan is whole.</summary>
    /// <param name="rows">How many rows it has.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void PlanEnds(int rows) => Write(new JObject { ["event"] = "planned", ["rows"] = rows }, sent: null);

    /// <summary>Notes what an affiliate has before a row is sent that makes another one; once, until it was read again.</summary>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void Seen(SeenRecords seen)
    {
        lock (_lock)
        {
            if (!_seen.TryGetValue((seen.Resource, seen.Owner), out IReadOnlyCollection<int>? noted) || !ReferenceEquals(noted, seen.Ids))
            {
                Write(new JObject { ["event"] = JournalIndex.Seen, ["resource"] = seen.Resource, ["owner"] = seen.Owner, ["ids"] = new JArray(seen.Ids) }, sent: null);
                _seen[(seen.Resource, seen.Owner)] = seen.Ids;
            }
        }
    }

    /// <summary>The ids that an affiliate had before an earlier session sent a row first; null where none noted them.</summary>
    public IReadOnlyCollection<int>? IdsBefore(string key, string resource, int owner)
    {
        lock (_lock)
        {
            return _index.SeenBefore(key, resource, owner).Read(_file)?["ids"] is JArray ids ? ids.Select(id => (int)id).ToList() : null;
        }
    }

    /// <summary>Notes that a row is about to be sent.</summary>
    /// <param name="key">The row.</param>
    /// <param name="row">What it does.</param>
    /// <param name="sent">What is sent, where it holds secrets: they are kept out of the file.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void Started(string key, RunRow row, JObject? sent = null)
    {
        var line = new JObject { ["event"] = "start", ["row"] = key };
        Describe(line, row);
        Write(line, sent);
    }

    /// <summary>Notes how a row ended.</summary>
    /// <param name="key">The row.</param>
    /// <param name="result">The record that it made, if it is to be handed out again by a later session.</param>
    /// <param name="failure">Why it failed, or null.</param>
    /// <param name="sent">What was sent, where it holds secrets: a server may echo them under other names.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>): a later session looks for the row.</exception>
    public void Ended(string key, SmarticoObject? result, SmarticoException? failure, JObject? sent = null)
    {
        var line = new JObject { ["event"] = "end", ["row"] = key, ["outcome"] = OutcomeOf(failure) };
        Tell(line, failure is null ? result : null, failure);
        Write(line, sent);
    }

    /// <summary>Notes a row for which nothing was sent.</summary>
    /// <param name="key">The row.</param>
    /// <param name="row">What it asked for.</param>
    /// <param name="state">Why nothing was sent: unchanged, exists or refused.</param>
    /// <param name="record">The record as it is.</param>
    /// <param name="why">What is wrong with the row.</param>
    /// <exception cref="SmarticoException">It can't be written (<see cref="SmarticoErrorKind.JournalFailed"/>).</exception>
    public void NotSent(string key, RunRow row, RunState state, SmarticoObject? record, SmarticoException? why)
    {
        var line = new JObject { ["event"] = "end", ["row"] = key, ["outcome"] = state.ToString().ToLowerInvariant() };
        Describe(line, row);
        Tell(line, record, why);
        Write(line, sent: null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _whyNotWritten ??= new ObjectDisposedException(nameof(Journal));
            _file.Dispose();
            _only?.Dispose();
        }
    }

    /// <summary>What may have been carried out although it failed stays open: the next session finds out.</summary>
    private static string OutcomeOf(SmarticoException? failure) => failure switch
    {
        null => "done",
        { Kind: SmarticoErrorKind.Indeterminate } => "unknown",
        _ => "failed",
    };

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes(text)), 0, 16).Replace("-", string.Empty);
    }

    private static void Describe(JObject line, RunRow row)
    {
        line["n"] = row.Number;
        if (row.Place.Length > 0)
        {
            line["place"] = row.Place;
        }

        line["resource"] = row.Resource;
        line["action"] = row.Action.ToString();
        line["what"] = row.What;
        if (row.Id is { } id)
        {
            line["id"] = id;
        }

        if (row.Owner is { } owner)
        {
            line["owner"] = owner;
        }

        if (row.Note.Length > 0)
        {
            line["note"] = row.Note;
        }

        if (row.After is { } after)
        {
            line["after"] = after.ToJson();
        }

        if (row.KnownBy.Count > 0)
        {
            line["known_by"] = row.KnownBy.ToJson();
        }

        if (row.Changes.Count > 0)
        {
            line["changes"] = row.Changes.ToJson();
        }
    }

    private static void Tell(JObject line, SmarticoObject? record, SmarticoException? why)
    {
        if (why is not null)
        {
            line["error"] = why.Kind.ToString();
            line["message"] = why.Message;
        }

        if (record is not null)
        {
            line["made"] = record.Key;
            line["record"] = WireJson.WriteWithoutNulls(record);
        }
    }

    private string Numbered(string hash)
    {
        int occurrence = _occurrences.TryGetValue(hash, out int before) ? before + 1 : 1;
        _occurrences[hash] = occurrence;
        return occurrence == 1 ? hash : hash + "/" + occurrence.ToString(CultureInfo.InvariantCulture);
    }

    private JournalEntry EntryAt(JournalPlace place) => new(place.State, () => RecordAt(place));

    private JObject? RecordAt(JournalPlace place)
    {
        lock (_lock)
        {
            return place.Ended.Read(_file)?["record"] as JObject;
        }
    }

    private void Write(JObject line, JObject? sent)
    {
        if (_isMute)
        {
            return;
        }

        line["at"] = DateTime.UtcNow.ToString(WireJson.DateFormat, CultureInfo.InvariantCulture);
        _conceal(line, sent);
        lock (_lock)
        {
            // After half a line nothing that follows would be read: once is for good.
            if (_whyNotWritten is null)
            {
                try
                {
                    string text = line.ToString(Formatting.None) + "\n";
                    byte[] bytes = _index.Encoding.GetBytes(_isBegun ? text : Beginning() + text);
                    if (_file.CanSeek)
                    {
                        _file.Seek(0, SeekOrigin.End);
                    }

                    _file.Write(bytes, 0, bytes.Length);
                    _file.Flush();
                    _isBegun = true;
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

    // A session that was killed may have left half a line: it is no line, and the next begins on its own.
    private string Beginning() => (_index.EndsInHalfALine ? "\n" : string.Empty) + _header.ToJson().ToString(Formatting.None) + "\n";
}
