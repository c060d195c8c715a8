using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Management.Automation;
using System.Xml;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// What was piped, as a row: a line of a CSV file, an object of JSON, of a database, of a class, of XML, a hashtable, or a
/// record of the API. All of them are the same here: columns and cells.
/// </summary>
internal sealed class Row
{
    private static readonly IReadOnlyList<Column> s_none = Array.Empty<Column>();

    private Row(PSObject? piped, int number)
    {
        Piped = piped;
        Number = number;
        Origin = RowOrigin.Of(piped);
        Record = PipedRecord.Of(piped);
        Columns = ColumnsOf(piped);
    }

    /// <summary>What was piped, untouched; null where nothing was.</summary>
    public PSObject? Piped { get; }

    /// <summary>Which of the piped ones it is, from 1; 0 where nothing was piped and the arguments stand alone.</summary>
    public int Number { get; }

    /// <summary>Where it stands in a file, where that is known.</summary>
    public RowOrigin? Origin { get; }

    /// <summary>Which record of the API it is; null for a row of a table.</summary>
    public PipedRecord? Record { get; }

    /// <summary>The columns, in their order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Where it is: <c>row 37</c>, <c>herbst.csv line 38</c>; empty where nothing was piped.</summary>
    public string Place => Origin?.ToString() ?? (Number > 0 ? FormattableString.Invariant($"row {Number}") : string.Empty);

    /// <summary>The row of what is in the pipeline.</summary>
    public static Row Of(PSObject? piped, int number) => new(piped, number);

    /// <summary>A column's name without what can't be seen.</summary>
    public static string NameOf(string header)
    {
        string name = CellText.Trimmed(header);
        return name.All(c => c is > ' ' and < '\u007F') ? name : new string(name.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format).ToArray());
    }

    /// <summary>An element of nothing but text is that text.</summary>
    private static object CellOf(XmlElement element)
        => element.HasAttributes || element.ChildNodes.OfType<XmlElement>().Any() ? element : element.InnerText;

    private static IReadOnlyList<Column> ColumnsOf(PSObject? piped)
    {
        switch (piped?.BaseObject)
        {
            case null or string or ValueType or Uri or Version or ScriptBlock:
                // One value is no row: only a script block can make something of it.
                return s_none;
            case DataRow row:
                return row.Table.Columns.Cast<DataColumn>().Select(c => new Column(c.ColumnName, () => row[c])).ToArray();
            case DataRowView view:
                return view.Row.Table.Columns.Cast<DataColumn>().Select(c => new Column(c.ColumnName, () => view[c.ColumnName])).ToArray();
            case XmlElement element:
                return element.Attributes.Cast<XmlAttribute>().Select(a => new Column(a.Name, () => a.Value))
                    .Concat(element.ChildNodes.OfType<XmlElement>().Select(e => new Column(e.Name, () => CellOf(e)))).ToArray();
            case IDictionary fields:
                return fields.Keys.Cast<object>().Select(k => new Column(CellValue.Plain(k)?.ToString() ?? string.Empty, () => fields[k])).ToArray();
            case SmarticoObject record when PlannedRecord.In(piped) is not null:
                // What stands for an id is shown to nobody, and planned with.
                return record.GetType().GetProperties().Select(p => new Column(p.Name, () => p.GetValue(record))).ToArray();
            default:
                return piped!.Properties.Select(p => new Column(p.Name, () => p.Value)).ToArray();
        }
    }
}

/// <summary>A column of a row, and its cell there.</summary>
internal sealed class Column
{
    private readonly Func<object?> _get;

    public Column(string header, Func<object?> get)
    {
        Header = header;
        Name = Row.NameOf(header);
        _get = get;
    }

    /// <summary>The name as it stands there.</summary>
    public string Header { get; }

    /// <summary>The name by which it is known.</summary>
    public string Name { get; }

    /// <summary>The cell as it is there.</summary>
    public object? Raw => _get();

    /// <summary>The cell's value.</summary>
    /// <exception cref="FormatException">A property that is computed has failed.</exception>
    public object? Read()
    {
        try
        {
            return CellValue.Plain(_get());
        }
        catch (Exception exception) when (exception is GetValueException or RuntimeException or System.Reflection.TargetInvocationException or DataException)
        {
            throw new FormatException($"can't be read: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
    }
}
