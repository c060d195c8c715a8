using System;
using System.Collections.Generic;

namespace SmarticoAffiliates.Sandbox;

/// <summary>The fields that every record of a resource has, in the order in which the API writes them.</summary>
internal sealed class Layout
{
    private readonly Dictionary<string, int> _places;

    public Layout(params string[] names)
    {
        Names = names;
        _places = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            _places.Add(names[i], i);
        }
    }

    public string[] Names { get; }

    public bool TryGetPlace(string name, out int place) => _places.TryGetValue(name, out place);
}

/// <summary>
/// One object of the API, by wire names. A record in a table is never changed: a change puts a copy in its place, so that
/// a page can be written out without holding the lock.
/// </summary>
internal sealed class Record
{
    private readonly Layout _layout;
    private readonly object?[] _values;
    private List<KeyValuePair<string, object?>>? _others;

    public Record(Layout layout)
        : this(layout, new object?[layout.Names.Length], others: null)
    {
    }

    private Record(Layout layout, object?[] values, List<KeyValuePair<string, object?>>? others)
    {
        _layout = layout;
        _values = values;
        _others = others;
    }

    /// <summary>From when on lists show it; a copy has it from its original.</summary>
    public DateTimeOffset ListedFrom { get; set; }

    public int Id => (int)this["id"]!;

    /// <summary>A field's value: null, string, bool, int, decimal, DateTimeOffset, int[], Record or JToken. Names outside the layout are fields too.</summary>
    public object? this[string name]
    {
        get => _layout.TryGetPlace(name, out int place)
            ? _values[place]
            : _others?.Find(o => o.Key == name).Value;
        set
        {
            value = Boxes.Shared(value);
            if (_layout.TryGetPlace(name, out int place))
            {
                _values[place] = value;
                return;
            }

            _others ??= [];
            int known = _others.FindIndex(o => o.Key == name);
            var other = new KeyValuePair<string, object?>(name, value);
            if (known < 0)
            {
                _others.Add(other);
            }
            else
            {
                _others[known] = other;
            }
        }
    }

    public string? Text(string name) => (string?)this[name];

    public int? Number(string name) => (int?)this[name];

    public Record Copy() => new(_layout, (object?[])_values.Clone(), _others is null ? null : [.. _others]) { ListedFrom = ListedFrom };

    public void WriteTo(WireWriter writer)
    {
        writer.WriteStartObject();
        for (int i = 0; i < _values.Length; i++)
        {
            writer.WritePropertyName(_layout.Names[i], escape: false);
            writer.WriteField(_values[i]);
        }

        if (_others is not null)
        {
            foreach (KeyValuePair<string, object?> other in _others)
            {
                writer.WritePropertyName(other.Key);
                writer.WriteField(other.Value);
            }
        }

        writer.WriteEndObject();
    }
}
