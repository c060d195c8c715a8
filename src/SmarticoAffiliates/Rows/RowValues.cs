using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>What a row, a script block and the arguments gave together: the values that could be read, and what was wrong with the others.</summary>
internal sealed class RowValues
{
    private static readonly IReadOnlyDictionary<string, object> s_none = new Dictionary<string, object>(StringComparer.Ordinal);

    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<ColumnFamily, Dictionary<string, object>> _families = new();
    private readonly List<string> _problems = new();
    private readonly HashSet<RowField> _failed = new();

    public RowValues(Row row) => Row = row;

    /// <summary>The row.</summary>
    public Row Row { get; }

    /// <summary>What was wrong, each beginning with its column.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Needed columns for which neither the row nor an argument has anything.</summary>
    public List<RowField> Missing { get; } = new();

    /// <summary>Columns that the row has, whatever is in them.</summary>
    public HashSet<RowField> Present { get; } = new();

    /// <summary>What was given first, in the order of the parameters; null where nothing was.</summary>
    public object? First => _values.Values.FirstOrDefault();

    /// <summary>Whether something was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value of a column; the type's default where nothing was given.</summary>
    public T? Get<T>(string name) => _values.TryGetValue(name, out object? value) ? (T)value : default;

    /// <summary>The value of an id; null where nothing was given.</summary>
    public int? Id(string name) => _values.TryGetValue(name, out object? value) ? (int)value : null;

    /// <summary>What was given, read or not, as a person would see it; null where nothing was.</summary>
    public string? Shown(string name)
        => _values.TryGetValue(name, out object? value) ? CellText.Visible(FieldChange.Text(value)) : _shown.TryGetValue(name, out string? text) ? CellText.Visible(text) : null;

    /// <summary>The values of a family's columns, by what their names say.</summary>
    public IReadOnlyDictionary<string, object> Family(ColumnFamily family) => _families.TryGetValue(family, out Dictionary<string, object>? values) ? values : s_none;

    /// <summary>An id that the piped record shows besides its identity; null where it shows none.</summary>
    public int? OfRecord(string property)
    {
        object? value = Row.Record is null ? null : Row.Columns.FirstOrDefault(c => c.Name == property)?.Read();
        return value is int and > 0 or long and > 0 ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The request with what was given, and with the fields that are to be cleared.</summary>
    /// <exception cref="SmarticoException">A field is both given and cleared.</exception>
    public T Fill<T>(T empty)
        where T : ChangeSet
    {
        T request = empty;
        string[] cleared = Get<string[]>("Clear") ?? Array.Empty<string>();
        foreach (Field field in FieldTable.Of(typeof(T)))
        {
            bool isGiven = _values.TryGetValue(field.Name, out object? value);
            bool isCleared = cleared.Contains(field.Name, StringComparer.Ordinal);
            if (isGiven && isCleared)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"{field.Name} is both given and cleared. Nothing was sent.");
            }

            if (isGiven)
            {
                request = field.With(request, value);
            }
            else if (isCleared)
            {
                request = field.Cleared(request);
            }
        }

        return request;
    }

    internal void Set(RowField field, object value) => _values[field.Name] = value;

    internal void Set(ColumnFamily family, string member, object value)
    {
        if (!_families.TryGetValue(family, out Dictionary<string, object>? values))
        {
            _families.Add(family, values = new Dictionary<string, object>(StringComparer.Ordinal));
        }

        values[member] = value;
    }

    internal bool HasFailed(RowField field) => _failed.Contains(field);

    internal void Fail(RowField? field, string column, string problem)
    {
        _problems.Add($"{CellText.Visible(column)} {problem.TrimEnd('.')}");
        if (field is not null)
        {
            _failed.Add(field);
        }
    }

    internal void Show(RowField field, object? raw)
    {
        if (raw is string text && !field.IsSecret)
        {
            _shown[field.Name] = text;
        }
    }
}
