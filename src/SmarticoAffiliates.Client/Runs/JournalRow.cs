using System;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A row of a run, as its journal tells it. Times are UTC.</summary>
public sealed class JournalRow
{
    private readonly FieldChangeList _knownBy;

    private JournalRow(string key, RunState state, JObject line, JObject? end, JournalHeader? header)
    {
        Key = key;
        Cmdlet = header?.Cmdlet;
        Account = header?.Uri;
        State = state;
        RowNumber = Number(line, "n") ?? 0;
        Resource = Text(line, "resource") ?? string.Empty;
        Action = Enum.TryParse(Text(line, "action"), out RunAction action) ? action : null;
        What = Text(line, "what") ?? string.Empty;
        Place = Text(line, "place") ?? string.Empty;
        Note = Text(line, "note");
        Owner = Number(line, "owner");
        After = PlannedReference.Read(line["after"]);
        Changes = FieldChangeList.Read(RunResources.FieldsOf(Resource), line["changes"] as JObject, After?.Id);
        _knownBy = FieldChangeList.Read(RunResources.FieldsOf(Resource), line["known_by"] as JObject, standIn: null);
        JObject told = end ?? line;
        Record = RecordOf(told["record"] as JObject);
        Id = Number(line, "id") ?? Number(told, "made") ?? Record?.Key;
        Error = Text(told, "message");
        ErrorId = Text(told, "error") is { } kind ? "Smartico" + kind : null;
        At = JournalHeader.Date(told["at"]);
    }

    /// <summary>The row's number in the input, from 1; 0 where the journal is of a module that did not note it.</summary>
    public int RowNumber { get; }

    /// <summary>The kind of record: PromoCode, Affiliate, Deal, Pixel, TrackingLink, RegisteredAffiliate.</summary>
    public string Resource { get; }

    /// <summary>What is done; null where the journal does not tell.</summary>
    public RunAction? Action { get; }

    /// <summary>How it stands.</summary>
    public RunState State { get; }

    /// <summary>What it is about, as errors name it.</summary>
    public string What { get; }

    /// <summary>The record's id; null for one that is not made yet.</summary>
    public int? Id { get; }

    /// <summary>Each field that changes, with what was there before where that is known.</summary>
    public FieldChangeList Changes { get; }

    /// <summary>Why the row was refused or failed; null where it was not.</summary>
    public string? Error { get; }

    /// <summary>What else there is to say: what an undo leaves alone, and why; null where there is nothing.</summary>
    public string? Note { get; }

    /// <summary>The stable id of the error, such as SmarticoInvalidDeal.</summary>
    public string? ErrorId { get; }

    /// <summary>The record that came of it; null where none was noted.</summary>
    public SmarticoObject? Record { get; }

    /// <summary>When its state was noted, UTC.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>Where it stood in the input: <c>row 37</c>, <c>herbst.csv line 38</c>; empty where that is not known.</summary>
    public string Place { get; }

    /// <summary>The affiliate to whom the record belongs, where that was noted.</summary>
    public int? Owner { get; }

    /// <summary>The planned row of another plan whose record it uses.</summary>
    public PlannedReference? After { get; }

    /// <summary>What ran first with the journal; null for a journal of a module before 0.2.</summary>
    public string? Cmdlet { get; }

    /// <summary>The account's address; null for a journal of a module before 0.2.</summary>
    public string? Account { get; }

    /// <summary>What the record must still have to be the one that is meant.</summary>
    public FieldChangeList GetKnownBy() => _knownBy;

    /// <summary>By which the journal knows the row.</summary>
    public string Key { get; }

    /// <summary>What it is about and how it stands.</summary>
    public override string ToString() => $"{What}: {State}";

    /// <summary>The row that lines of a journal tell; null where they were changed into something else.</summary>
    internal static JournalRow? Read(string key, JournalState state, JObject? described, JObject? ended, JournalHeader? header = null)
    {
        JObject? line = described ?? ended;
        return line is null ? null : new JournalRow(key, StateOf(state, line, ended), line, ended, header);
    }

    private static RunState StateOf(JournalState state, JObject line, JObject? ended) => state switch
    {
        JournalState.Planned => Enum.TryParse(Text(line, "state"), out RunState planned) ? planned : RunState.Planned,
        JournalState.Done => Text(ended, "outcome") switch
        {
            "unchanged" => RunState.Unchanged,
            "exists" => RunState.Exists,
            _ => RunState.Done,
        },
        JournalState.Failed => Text(ended, "outcome") == "refused" ? RunState.Refused : RunState.Failed,
        _ => ended is null ? RunState.Started : RunState.Unknown,
    };

    private static int? Number(JObject? line, string name) => line?[name] is JValue { Value: long and >= int.MinValue and <= int.MaxValue } number ? (int)(long)number.Value : null;

    private static string? Text(JObject? line, string name) => line?[name] is JValue { Value: string text } ? text : null;

    private SmarticoObject? RecordOf(JObject? record)
    {
        try
        {
            return record is not null && RunResources.TypeOf(Resource) is { } type ? WireJson.Read(record, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
