using System;
using System.Collections;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>One field of a record that gets, or got, another value: of a request and a record, of a run, of a plan, of an undo, of two snapshots.</summary>
public sealed class FieldChange
{
    private readonly RecordFields _fields = RecordFields.Unknown;
    private readonly JToken? _newToken;
    private readonly bool _isPlanned;

    /// <summary>A change of values as the wire has them, so that it can be written to a file and taken back.</summary>
    /// <param name="fields">The record's fields.</param>
    /// <param name="wireName">The field's name in the API.</param>
    /// <param name="old">What was there before; null where it is not known.</param>
    /// <param name="new">What is there afterwards.</param>
    /// <param name="standIn">What stands for the id of a record that is not made yet; it is not shown.</param>
    internal FieldChange(RecordFields fields, string wireName, JToken? old, JToken? @new, int? standIn = null)
    {
        _fields = fields;
        _newToken = @new ?? JValue.CreateNull();
        Name = fields.NameOf(wireName);
        WireName = wireName;
        OldToken = old;
        IsOldKnown = old is not null;
        Old = fields.ValueOf(wireName, old);
        _isPlanned = standIn is { } id && FieldValues.AreSame(_newToken, id);
        New = _isPlanned ? null : fields.ValueOf(wireName, _newToken);
    }

    /// <summary>A change of values as requests and records have them.</summary>
    internal FieldChange(string name, string wireName, object? old, object? @new, bool isOldKnown = true)
    {
        Name = name;
        WireName = wireName;
        IsOldKnown = isOldKnown;
        Old = old;
        New = @new;
    }

    /// <summary>The field, as the record's type names its property; a field that the type does not know has its wire name.</summary>
    public string Name { get; }

    /// <summary>The field's name in the API.</summary>
    public string WireName { get; }

    /// <summary>Whether it is known what was there before.</summary>
    public bool IsOldKnown { get; }

    /// <summary>What was there before; null for nothing, and where it is not known.</summary>
    public object? Old { get; }

    /// <summary>What is there afterwards; null for nothing, and for the id of a record that is only planned.</summary>
    public object? New { get; }

    /// <summary>The old value as the wire has it; null where it is not known, and where the change is not one of the wire's values.</summary>
    internal JToken? OldToken { get; }

    /// <summary>The new value as the wire has it.</summary>
    /// <exception cref="InvalidOperationException">The change is not one of the wire's values.</exception>
    internal JToken NewToken => _newToken ?? throw new InvalidOperationException($"The change of {Name} is not one of the wire's values.");

    /// <summary>The same field's change from what was there before to another value.</summary>
    internal FieldChange Over(JToken? @new) => new(_fields, WireName, OldToken, @new);

    /// <summary>The change that takes this one back; only where it is known what was there before.</summary>
    internal FieldChange Back() => new(_fields, WireName, NewToken, OldToken);

    /// <summary>In a person's words: <c>Status: Active → Inactive</c>; <c>Status: Inactive</c> where nothing is known of before.</summary>
    public override string ToString() => IsOldKnown ? $"{Name}: {Text(Old)} → {NewText}" : $"{Name}: {NewText}";

    /// <summary>The new value as a table shows it; <c>(planned)</c> for the id of a record that is only planned.</summary>
    public string NewText => _isPlanned ? "(planned)" : Text(New);

    /// <summary>A value as a table shows it.</summary>
    public static string Text(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "(nothing)",
        DateTimeOffset date => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
