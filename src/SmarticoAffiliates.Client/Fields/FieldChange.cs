using System;
using System.Collections;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>One field of a record that gets, or got, another value: of a run, of a plan, of an undo, of two snapshots.</summary>
public sealed class FieldChange
{
    private readonly RecordFields _fields;

    internal FieldChange(RecordFields fields, string wireName, JToken? old, JToken? @new)
    {
        _fields = fields;
        WireName = wireName;
        OldToken = old;
        NewToken = @new ?? JValue.CreateNull();
    }

    /// <summary>The field, as the record's type names its property; a field that the type does not know has its wire name.</summary>
    public string Name => _fields.NameOf(WireName);

    /// <summary>The field's name in the API.</summary>
    public string WireName { get; }

    /// <summary>Whether it is known what was there before.</summary>
    public bool IsOldKnown => OldToken is not null;

    /// <summary>What was there before; null for nothing, and where it is not known.</summary>
    public object? Old => _fields.ValueOf(WireName, OldToken);

    /// <summary>What is there afterwards; null for nothing.</summary>
    public object? New => _fields.ValueOf(WireName, NewToken);

    /// <summary>The old value as the wire has it; null where it is not known.</summary>
    internal JToken? OldToken { get; }

    /// <summary>The new value as the wire has it.</summary>
    internal JToken NewToken { get; }

    /// <summary>The same field's change from what was there before to another value.</summary>
    internal FieldChange Over(JToken? @new) => new(_fields, WireName, OldToken, @new);

    /// <summary>The change that takes this one back; only where it is known what was there before.</summary>
    internal FieldChange Back() => new(_fields, WireName, NewToken, OldToken);

    /// <summary>In a person's words: <c>Status: Active → Inactive</c>; <c>Status: Inactive</c> where nothing is known of before.</summary>
    public override string ToString() => IsOldKnown ? $"{Name}: {Text(Old)} → {Text(New)}" : $"{Name}: {Text(New)}";

    /// <summary>A value as a table shows it.</summary>
    public static string Text(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "(nothing)",
        DateTimeOffset date => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
