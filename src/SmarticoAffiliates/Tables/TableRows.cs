using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Makes rows of records, with PowerShell's own parser, and writes them.</summary>
internal sealed class TableRows
{
    // Small enough that the first rows come at once, large enough that a call of the parser costs nothing.
    private const int BatchSize = 500;

    private static readonly string[] s_variables = { "text", "delimiter", "names" };
    private readonly List<TableRecord> _batch = new(BatchSize);
    private readonly PSCmdlet _cmdlet;
    private readonly string _file;
    private readonly char _delimiter;
    private readonly TableHeader _header;
    private readonly CultureText? _culture;
    private ScriptBlock? _parser;
    private bool _isLocalTold;

    public TableRows(PSCmdlet cmdlet, string file, char delimiter, TableHeader header, CultureInfo? culture)
    {
        _cmdlet = cmdlet;
        _file = file;
        _delimiter = delimiter;
        _header = header;
        _culture = culture is null ? null : new CultureText(culture);
    }

    /// <summary>Takes a record; the row is written soon.</summary>
    public void Add(TableRecord record)
    {
        _batch.Add(record);
        if (_batch.Count == BatchSize)
        {
            Flush();
        }
    }

    /// <summary>Writes the rows that were taken.</summary>
    public void Flush()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        List<TableRecord> records = _batch.ToList();
        _batch.Clear();
        List<PSObject> rows = Parse(records);
        for (int i = 0; i < records.Count; i++)
        {
            Write(records[i], rows[i]);
        }
    }

    private List<PSObject> Parse(List<TableRecord> records)
    {
        _parser ??= ScriptBlock.Create($"param(${string.Join(", $", s_variables)}) Microsoft.PowerShell.Utility\\ConvertFrom-Csv -InputObject $text -Delimiter $delimiter -Header $names");

        // A text that begins with #TYPE would be taken for a line that names a type; a space before a cell is no part of it.
        string text = " " + string.Join("\n", records.Select(r => r.Text));
        List<PSObject> rows = _cmdlet.SessionState.InvokeCommand
            .InvokeScript(useLocalScope: true, _parser, null, text, _delimiter, _header.Names.ToArray())
            .ToList();
        return rows.Count == records.Count
            ? rows
            : throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                $"Between the lines {records[0].Line} and {records[records.Count - 1].Line} PowerShell reads {rows.Count} rows where the file has {records.Count}. None of them is written.");
    }

    private void Write(TableRecord record, PSObject row)
    {
        var origin = new RowOrigin(_file, record.Line);
        var wrong = new List<string>();
        for (int i = 0; i < _header.Names.Count; i++)
        {
            PSPropertyInfo cell = row.Properties[_header.Names[i]];
            var text = cell.Value as string;
            if (!_header.IsNamed[i] && TableRecord.IsBlankCell(text ?? string.Empty))
            {
                row.Properties.Remove(cell.Name);
                continue;
            }

            if (text is null)
            {
                continue;
            }

            try
            {
                string restored = FormulaCell.Restore(text);
                cell.Value = _culture?.Read(restored, _header.Kinds[i]) ?? restored;
                if (_culture is null && !_isLocalTold && LocalWriting.Is(restored, _header.Kinds[i]))
                {
                    _isLocalTold = true;
                    _cmdlet.WriteWarning($"{origin}: {cell.Name} '{CellText.Visible(restored)}' is written the local way, and is read so only where the file's culture is given, such as -Culture de-DE or en-US.");
                }
            }
            catch (FormatException exception)
            {
                wrong.Add($"{cell.Name}: {exception.Message}");
            }
        }

        if (WrongShape(record) is { } shape)
        {
            // Then cells stand in wrong columns, and what was said of them would mislead.
            wrong.Clear();
            wrong.Add(shape);
        }

        origin.Mark(row);
        if (wrong.Count == 0)
        {
            _cmdlet.WriteObject(row);
            return;
        }

        // A row of registrations holds passwords, and an error is shown and kept.
        object? target = SecretRow.Conceal(Row.Of(row, number: 0), _ => true, hidesUnread: false);
        if (target is PSObject shown)
        {
            origin.Mark(shown);
        }

        var failure = new SmarticoException(SmarticoErrorKind.InvalidInput, $"{origin}: {string.Join(" ", wrong)} The row is left out.");
        _cmdlet.WriteError(ErrorMapping.ToRecord(failure, target, label: null));
    }

    private string? WrongShape(TableRecord record)
    {
        if (record.Cells.Skip(_header.Names.Count).Any(c => !TableRecord.IsBlankCell(c)))
        {
            return $"the row has {record.Cells.Count} cells and the header {_header.Names.Count}: a cell that holds the delimiter is to stand in quotation marks.";
        }

        return record.EndsLine || record.Cells.Count >= _header.Names.Count
            ? null
            : $"the row is the last of the file, has {record.Cells.Count} cells of {_header.Names.Count}, and no line break behind it: the file seems to be cut off.";
    }
}
