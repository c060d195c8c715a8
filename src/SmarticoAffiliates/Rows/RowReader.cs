using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The one reading of rows. A field's value comes from its argument; where that is a script block, of what it made of the
/// row; else from the row's columns of its names, which must agree. A piped record of the API gives its identity only.
/// </summary>
internal sealed class RowReader
{
    private readonly PSCmdlet _cmdlet;
    private readonly IReadOnlyList<RowField> _fields;
    private readonly IReadOnlyList<ColumnFamily> _families;
    private readonly Type _recordType;
    private readonly Func<RowField, bool> _needs;
    private readonly Dictionary<string, RowField> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<RowField, object?> _arguments = new();
    private readonly HashSet<RowField> _scripted = new();
    private readonly string[] _scripts;
    private readonly HashSet<string> _ignorable;

    /// <summary>Reads the arguments; must be made where no row was bound yet.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="request">What a row becomes.</param>
    /// <param name="recordType">The record that it is about: an exported file has its columns.</param>
    /// <param name="needs">Whether a row without a column is an error.</param>
    /// <param name="families">Columns that no parameter has.</param>
    public RowReader(PSCmdlet cmdlet, Type request, Type recordType, Func<RowField, bool> needs, params ColumnFamily[] families)
    {
        _needs = needs;
        _cmdlet = cmdlet;
        _fields = RowField.Of(cmdlet.GetType(), request);
        _families = families;
        _recordType = recordType;
        foreach (RowField field in _fields)
        {
            foreach (string name in field.Names)
            {
                _byName[name] = field;
            }

            if (!cmdlet.MyInvocation.BoundParameters.TryGetValue(field.Name, out object? bound))
            {
                continue;
            }

            if (IsScript(bound))
            {
                _scripted.Add(field);
            }
            else
            {
                _arguments.Add(field, null);
            }
        }

        // A column that a script block reads is known by the script's text.
        _scripts = cmdlet.MyInvocation.BoundParameters.Values.Where(IsScript).Select(v => v.ToString()!).ToArray();
        _ignorable = new HashSet<string>(
            _recordType.GetProperties().Select(p => p.Name).Concat(WireNames.Of(_recordType)).Concat(new[] { WrittenObject.OutcomeColumn, WrittenObject.ReasonColumn }), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads the arguments, once for all rows.</summary>
    /// <returns>What is wrong with them, each beginning with the parameter; null where nothing is.</returns>
    public string? ReadArguments()
    {
        var problems = new List<string>();
        foreach (RowField field in _arguments.Keys.ToList())
        {
            try
            {
                _arguments[field] = field.Read(field.Held(_cmdlet));
            }
            catch (FormatException exception)
            {
                string other = field.Else is null ? string.Empty : $"; or give -{field.Else}";
                problems.Add($"{field.Name} {exception.Message.TrimEnd('.')}{other}");
            }
        }

        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    /// <summary>
    /// Takes what holds a secret out of what PowerShell tells of the call: each line of the verbose stream, and each error,
    /// carries all that was bound. The parameters keep it.
    /// </summary>
    public void ForgetSecrets()
    {
        Dictionary<string, object> bound = _cmdlet.MyInvocation.BoundParameters;
        if (!_fields.Any(f => f.IsSecret))
        {
            return;
        }

        bound.Remove("InputObject");
        foreach (RowField field in _fields.Where(f => f.IsSecret))
        {
            bound.Remove(field.Name);
        }
    }

    /// <summary>Whether a column is read, or is one that an exported file has.</summary>
    public bool IsKnown(string column) => _byName.ContainsKey(column) || _ignorable.Contains(column) || _families.Any(f => f.MemberOf(column) is not null);

    /// <summary>Whether a column is read.</summary>
    public bool IsRead(string column) => _byName.ContainsKey(column);

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="warn">Told of what is not read; the same words come again with each row.</param>
    public RowValues Read(Row row, Action<string> warn)
    {
        var values = new RowValues(row);
        ILookup<RowField, Column> columns = row.Columns.Where(c => _byName.ContainsKey(c.Name)).ToLookup(c => _byName[c.Name]);
        foreach (RowField field in _fields)
        {
            ReadField(values, field, columns[field], warn);
        }

        StandIn(values);

        if (row.Record is null)
        {
            ReadFamilies(values);
            foreach (Column column in row.Columns.Where(c => !IsKnown(c.Name) && !Array.Exists(_scripts, s => s.IndexOf(c.Name, StringComparison.OrdinalIgnoreCase) >= 0)))
            {
                string advice = row.Origin is null ? string.Empty : $" If it is one by another name, import with {MissingColumns.ColumnName(column.Header, "...")}.";
                warn($"Column '{CellText.Visible(column.Header)}' is ignored: {_cmdlet.MyInvocation.MyCommand.Name} has no such parameter.{advice}");
            }
        }

        return values;
    }

    private static bool IsScript(object? bound) => bound is ScriptBlock || bound?.GetType().Name == "DelayedScriptBlockArgument";

    private void ReadField(RowValues values, RowField field, IEnumerable<Column> columns, Action<string> warn)
    {
        if (_arguments.TryGetValue(field, out object? argument))
        {
            Take(values, field, argument);
            CheckNeeded(values, field, "nothing was given");
            return;
        }

        if (_scripted.Contains(field))
        {
            object? made = field.Held(_cmdlet);
            Take(values, field, field.Name, () => made);
            CheckNeeded(values, field, "its script block made nothing of the row");
            return;
        }

        bool hasColumn = false;
        string? first = null;
        foreach (Column column in Readable(values, field, columns, warn))
        {
            hasColumn = true;
            object? before = values.Has(field.Name) ? values.Get<object>(field.Name) : null;
            Take(values, field, column.Header, column.Read);
            object? now = values.Has(field.Name) ? values.Get<object>(field.Name) : null;
            if (before is not null && !Field.AreSame(before, now))
            {
                values.Fail(field, $"columns '{first}' and '{column.Header}'", field.IsSecret ? "differ" : $"differ: '{FieldChange.Text(before)}' and '{FieldChange.Text(now)}'");
            }

            first ??= values.Has(field.Name) ? column.Header : null;
        }

        CheckNeeded(values, field, null);
        if (hasColumn)
        {
            values.Present.Add(field);
        }
    }

    /// <summary>The columns that may be read: of a record those of its identity, or of its copy.</summary>
    private IEnumerable<Column> Readable(RowValues values, RowField field, IEnumerable<Column> columns, Action<string> warn)
    {
        PipedRecord? record = values.Row.Record;
        foreach (Column column in columns)
        {
            bool isOwn = record?.Type == _recordType;
            if (record is null || (isOwn && field.IsCopied))
            {
                yield return column;
            }
            else if (field.IsIdentity)
            {
                // -1 stands for all deals of an affiliate, and is none.
                yield return new Column(column.Header, () => column.Read() is { } value && !Equals(value, Pixel.AllDeals) ? value : null);
            }
            else if (record.IsSelected && isOwn)
            {
                warn($"Column '{column.Header}' is not read: a piped {record.Words} says which one is meant, and nothing else. To send it, write -{field.Name} {{ $_.{column.Name} }}.");
            }
            else if (record.IsSelected && !CellText.IsBlank(column.Read()))
            {
                values.Fail(
                    field,
                    $"column '{column.Header}'",
                    $"can be the {record.Words}'s or what is to be sent: write -{field.Name} {{ $_.{column.Name} }} to send it, or leave it out of what is selected");
            }
        }
    }

    /// <summary>Notes a needed field that is not there.</summary>
    private void CheckNeeded(RowValues values, RowField field, string? why)
    {
        if (values.Has(field.Name) || values.HasFailed(field) || !_needs(field))
        {
            return;
        }

        if (why is null)
        {
            values.Missing.Add(field);
        }
        else
        {
            values.Fail(field, field.Name, "is missing: " + why);
        }
    }

    /// <summary>
    /// What is missing may be stood in for, by what is given, or else by what is then missing. Not where a row has the
    /// column and a blank cell: nobody knows which of the two was meant there.
    /// </summary>
    private void StandIn(RowValues values)
    {
        foreach (RowField field in values.Missing.Where(f => f.Else is not null && values.Row.Record is null && !values.Present.Contains(f)).ToList())
        {
            RowField other = _byName[field.Else!];
            if (values.Has(other.Name) || values.HasFailed(other))
            {
                values.Missing.Remove(field);
            }
            else if (values.Present.Contains(other))
            {
                values.Missing[values.Missing.IndexOf(field)] = other;
            }
        }
    }

    private static void Take(RowValues values, RowField field, string column, Func<object?> cell)
    {
        object? raw = null;
        try
        {
            raw = cell();
            Take(values, field, values.Has(field.Name) ? field.Read(raw) ?? values.Get<object>(field.Name) : field.Read(raw));
        }
        catch (FormatException exception)
        {
            values.Show(field, raw);
            values.Fail(field, column, exception.Message);
        }
    }

    private static void Take(RowValues values, RowField field, object? value)
    {
        if (value is not null)
        {
            values.Set(field, value);
        }
    }

    private void ReadFamilies(RowValues values)
    {
        foreach (ColumnFamily family in _families)
        {
            foreach (Column column in values.Row.Columns)
            {
                if (_byName.ContainsKey(column.Name) || family.MemberOf(column.Name) is not { } member)
                {
                    continue;
                }

                try
                {
                    if (family.Read(column.Read()) is { } value)
                    {
                        values.Set(family, member, value);
                    }
                }
                catch (FormatException exception)
                {
                    values.Fail(null, column.Header, exception.Message);
                }
            }
        }
    }
}
