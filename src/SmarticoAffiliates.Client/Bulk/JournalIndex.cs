using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>
/// What a journal's lines tell, as far as a run needs it: how each row stands, and where its record is. Made in one pass;
/// only lines that are not as a run writes them are read as JSON.
/// </summary>
internal sealed class JournalIndex
{
    /// <summary>The event that tells what was there before something was created.</summary>
    public const string Seen = "seen";

    private static readonly byte[] s_start = Encoding.ASCII.GetBytes("{\"event\":\"start\",\"row\":\"");
    private static readonly byte[] s_end = Encoding.ASCII.GetBytes("{\"event\":\"end\",\"row\":\"");
    private static readonly byte[] s_plan = Encoding.ASCII.GetBytes("{\"event\":\"plan\",\"row\":\"");
    private static readonly byte[] s_outcome = Encoding.ASCII.GetBytes("\",\"outcome\":\"");
    private static readonly byte[] s_event = Encoding.ASCII.GetBytes("{\"event\":\"");
    private static readonly byte[] s_number = Encoding.ASCII.GetBytes("\"n\":");
    private static readonly byte[] s_format = Encoding.ASCII.GetBytes("{\"format\":\"" + JournalHeader.Format + "\"");

    private readonly Dictionary<string, JournalPlace> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _highest = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Resource, int Owner), List<(int Line, LinePlace Place)>> _seen = new();
    private bool _hasLine;

    /// <summary>How each row stands, by its key.</summary>
    public IReadOnlyDictionary<string, JournalPlace> Places => _places;

    /// <summary>The newest session's first line; null for a journal of an older module, and for an empty file.</summary>
    public JournalHeader? Header { get; private set; }

    /// <summary>The first session's account.</summary>
    public JournalHeader? First { get; private set; }

    /// <summary>How many lines are of no shape that is known.</summary>
    public int OddLines { get; private set; }

    /// <summary>Where they begin: the number of the first of them.</summary>
    public int FirstOddLine { get; private set; }

    /// <summary>How many rows the newest plan has, all of which it tells; null where there is no plan, or only a part of one.</summary>
    public int? PlannedRows { get; private set; }

    /// <summary>Whether there is any plan.</summary>
    public bool HasPlan { get; private set; }

    /// <summary>In which encoding the file is to be written on.</summary>
    public Encoding Encoding { get; private set; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether the last line is only half there.</summary>
    public bool EndsInHalfALine { get; private set; }

    /// <summary>Reads a journal's lines.</summary>
    /// <param name="file">Read from its beginning.</param>
    /// <exception cref="SmarticoException">The file is no journal, or one of a future module.</exception>
    public static JournalIndex Read(Stream file)
    {
        var index = new JournalIndex();
        int line = 0;
        index.Encoding = JournalLines.Read(file, (bytes, start, length, offset, isWhole) =>
        {
            line++;
            index.Take(bytes, start, length, offset, isWhole, line);
        });
        return index;
    }

    /// <summary>Places of the equal rows of a key that are done, but for its own.</summary>
    public IEnumerable<JournalPlace> FinishedEqualsOf(string key)
    {
        string first = key.Split('/')[0];
        int most = _highest.TryGetValue(first, out int highest) ? highest : 1;
        for (int i = 1; i <= most; i++)
        {
            string equal = i == 1 ? first : first + "/" + i.ToString(CultureInfo.InvariantCulture);
            if (equal != key && _places.TryGetValue(equal, out JournalPlace? entry) && entry.State == JournalState.Done)
            {
                yield return entry;
            }
        }
    }

    /// <summary>The newest line that tells what an affiliate had before a row was first sent; of no length where there is none.</summary>
    public LinePlace SeenBefore(string key, string resource, int owner)
        => _places.TryGetValue(key, out JournalPlace? place) && _seen.TryGetValue((resource, owner), out List<(int Line, LinePlace Place)>? seen)
            ? seen.LastOrDefault(s => s.Line < place.FirstStart).Place
            : default;

    private void Take(byte[] bytes, int start, int length, long offset, bool isWhole, int line)
    {
        EndsInHalfALine = !isWhole;
        bool isClosed = bytes[start + length - 1] == (byte)'}';
        if (isClosed && Begins(bytes, start, length, s_start) && Key(bytes, start, length, s_start.Length) is { } started)
        {
            Start(started, new LinePlace(bytes, start, length, offset), line);
            Number(started, bytes, start, length);
        }
        else if (isClosed && Begins(bytes, start, length, s_end) && Key(bytes, start, length, s_end.Length) is { } ended
            && Outcome(bytes, start + s_end.Length + ended.Length, start + length) is { } outcome)
        {
            End(ended, outcome, new LinePlace(bytes, start, length, offset));
            Number(ended, bytes, start, length, isFirst: true);
        }
        else if (isClosed && Begins(bytes, start, length, s_plan) && Key(bytes, start, length, s_plan.Length) is { } planned)
        {
            Plan(planned, new LinePlace(bytes, start, length, offset));
            Number(planned, bytes, start, length);
        }
        else
        {
            TakeOther(bytes, start, length, offset, isWhole, line);
        }

        _hasLine = true;
    }

    /// <summary>A first line, the end of a plan, or a line that another hand has written.</summary>
    private void TakeOther(byte[] bytes, int start, int length, long offset, bool isWhole, int line)
    {
        if (Parse(bytes, start, length) is not { } json)
        {
            if (!_hasLine)
            {
                throw NoJournal(isCut: !isWhole && (Agrees(bytes, start, length, s_format) || Agrees(bytes, start, length, s_event)));
            }

            // Half a line that a killed run left is none; whatever else stands there is told.
            if (!Agrees(bytes, start, length, s_event) && !Agrees(bytes, start, length, s_format))
            {
                Odd(line);
            }

            return;
        }

        if (json["format"] is JValue { Value: JournalHeader.Format })
        {
            Header = JournalHeader.Read(json);
            First ??= Header;
            return;
        }

        string? key = json["row"] is JValue { Value: string row } ? row : null;
        switch (json["event"] is JValue { Value: string name } ? name : null)
        {
            case "start" when key is not null:
                Start(key, new LinePlace(bytes, start, length, offset), line);
                break;
            case "end" when key is not null:
                End(key, json["outcome"] is JValue { Value: string outcome } ? outcome : string.Empty, new LinePlace(bytes, start, length, offset));
                break;
            case "plan" when key is not null:
                Plan(key, new LinePlace(bytes, start, length, offset));
                break;
            case Seen when _hasLine && json["resource"] is JValue { Value: string resource } && json["owner"] is JValue { Value: long owner }:
                See((resource, (int)owner), new LinePlace(bytes, start, length, offset), line);
                break;
            case "planning" when _hasLine:
                BeginPlan();
                break;
            case "planned" when _hasLine && json["rows"] is JValue { Value: long rows }:
                HasPlan = true;
                PlannedRows = (int)rows;
                break;
            default:
                if (!_hasLine)
                {
                    throw NoJournal(isCut: false);
                }

                Odd(line);
                break;
        }
    }

    private static JObject? Parse(byte[] bytes, int start, int length)
    {
        try
        {
            return WireJson.Parse(Encoding.UTF8.GetString(bytes, start, length)) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SmarticoException NoJournal(bool isCut) => new(
        SmarticoErrorKind.InvalidInput,
        isCut
            ? "The journal is cut off within its first line, so nothing is known of its run. The file was not touched. A run that was cut off there had sent nothing: delete the file, and run again."
            : "The file is no journal of a run. It was not touched. Give the path of a journal, or of a file that is not there yet.");

    /// <summary>What an earlier plan told of rows that were never started counts no more.</summary>
    private void BeginPlan()
    {
        HasPlan = true;
        PlannedRows = null;
        foreach (string key in _places.Where(p => p.Value.State == JournalState.Planned).Select(p => p.Key).ToList())
        {
            _places.Remove(key);
        }
    }

    /// <summary>What was done, or may have been, is not planned anew.</summary>
    private void Plan(string key, LinePlace line)
    {
        HasPlan = true;
        JournalPlace place = PlaceOf(key);
        if (!place.Described.IsThere || place.State is JournalState.Planned or JournalState.Failed)
        {
            place.State = JournalState.Planned;
            place.Described = line;
            place.Ended = default;
        }
    }

    private void Start(string key, LinePlace line, int number)
    {
        JournalPlace place = PlaceOf(key);
        place.FirstStart = place.FirstStart == 0 ? number : place.FirstStart;
        place.State = JournalState.Unknown;
        place.Described = line;
        place.Ended = default;
    }

    private void End(string key, string outcome, LinePlace line)
    {
        JournalPlace place = PlaceOf(key);
        place.State = outcome switch
        {
            "done" or "unchanged" or "exists" => JournalState.Done,
            "failed" or "refused" => JournalState.Failed,
            _ => JournalState.Unknown,
        };
        place.FirstStart = place.State == JournalState.Failed ? 0 : place.FirstStart;
        place.Ended = line;
    }

    private void See((string Resource, int Owner) whose, LinePlace line, int number)
    {
        if (!_seen.TryGetValue(whose, out List<(int Line, LinePlace Place)>? seen))
        {
            _seen.Add(whose, seen = new List<(int Line, LinePlace Place)>());
        }

        seen.Add((number, line));
    }

    /// <summary>Notes the row's number in the input: it stands in front of all that comes from the row. The end of a row that was never sent tells it, too.</summary>
    private void Number(string key, byte[] bytes, int start, int length, bool isFirst = false)
    {
        const int furthest = 160;
        if (isFirst && PlaceOf(key).Number > 0)
        {
            return;
        }

        int end = start + Math.Min(length, furthest);
        for (int i = start + key.Length; i < end - s_number.Length; i++)
        {
            if (!Begins(bytes, i, end - i, s_number))
            {
                continue;
            }

            int number = 0;
            for (i += s_number.Length; i < end && bytes[i] is >= (byte)'0' and <= (byte)'9' && number < int.MaxValue / 100; i++)
            {
                number = (number * 10) + (bytes[i] - '0');
            }

            PlaceOf(key).Number = number;
            return;
        }
    }

    private JournalPlace PlaceOf(string key)
    {
        if (_places.TryGetValue(key, out JournalPlace? known))
        {
            return known;
        }

        var place = new JournalPlace();
        _places.Add(key, place);
        int slash = key.IndexOf('/');
        if (slash > 0 && int.TryParse(key.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int occurrence))
        {
            string first = key.Substring(0, slash);
            _highest[first] = Math.Max(occurrence, _highest.TryGetValue(first, out int highest) ? highest : 1);
        }

        return place;
    }

    private void Odd(int line)
    {
        FirstOddLine = OddLines == 0 ? line : FirstOddLine;
        OddLines++;
    }

    private static bool Begins(byte[] bytes, int start, int length, byte[] with)
    {
        if (length < with.Length)
        {
            return false;
        }

        for (int i = 0; i < with.Length; i++)
        {
            if (bytes[start + i] != with[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether one of both is the other's beginning.</summary>
    private static bool Agrees(byte[] bytes, int start, int length, byte[] with)
        => Enumerable.Range(0, Math.Min(length, with.Length)).All(i => bytes[start + i] == with[i]);

    /// <summary>What stands from here to the next quote; keys have nothing that JSON would write otherwise.</summary>
    private static string? Key(byte[] bytes, int start, int length, int from)
    {
        int end = Array.IndexOf(bytes, (byte)'"', start + from, length - from);
        return end < 0 || Array.IndexOf(bytes, (byte)'\\', start + from, end - start - from) >= 0 ? null : Encoding.UTF8.GetString(bytes, start + from, end - start - from);
    }

    private static string? Outcome(byte[] bytes, int from, int end)
    {
        if (!Begins(bytes, from, end - from, s_outcome))
        {
            return null;
        }

        int start = from + s_outcome.Length;
        int quote = Array.IndexOf(bytes, (byte)'"', start, end - start);
        return quote < 0 ? null : Encoding.UTF8.GetString(bytes, start, quote - start);
    }
}
