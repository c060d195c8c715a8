using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Writes a table for a spreadsheet program, in the forms of a culture, such that Import-SmarticoTable reads the same rows
/// again. The file appears when all rows are there, and not where the pipeline breaks off.
/// </summary>
[Cmdlet(VerbsData.Export, "SmarticoTable", SupportsShouldProcess = true, HelpUri = Help.Pages + "Export-SmarticoTable.md")]
[OutputType(typeof(void))]
public sealed class ExportSmarticoTableCommand : LocalCmdlet
{
    private ExportedCell? _cell;
    private TableWriter? _table;
    private string? _file;

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The rows: objects of the cmdlets, or any others.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <summary>Whose dates, decimals, and words for true and false are written; without one they are as cells are.</summary>
    [Parameter]
    [CultureArgument]
    [ArgumentCompleter(typeof(CultureCompleter))]
    [ValidateNotNull]
    public CultureInfo? Culture { get; set; }

    /// <summary>What separates the cells; where it is left out, a semicolon for cultures with a decimal comma, else a comma.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public char? Delimiter { get; set; }

    /// <summary>Fails where the file exists.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _file = ProviderFile.Of(this, Path!, NoClobber);
        _cell = new ExportedCell(Culture);
        _table = new TableWriter(Delimiter ?? (Culture is null ? ',' : new CultureText(Culture).Delimiter));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _table!.Add(Cells(InputObject));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess(_file!, string.Format(CultureInfo.InvariantCulture, "Write a table of {0} rows", _table!.Count)))
        {
            return;
        }

        // The mark of UTF-8 is what tells spreadsheet programs of it.
        ProviderFile.Save(this, _file!, writer => _table.Save(writer), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    private IEnumerable<(string Name, string? Text)> Cells(PSObject row)
    {
        if (row.BaseObject is System.Collections.IDictionary fields)
        {
            foreach (object key in fields.Keys)
            {
                string name = Convert.ToString(key, CultureInfo.InvariantCulture)!;
                yield return (name, _cell!.Text(name, fields[key]));
            }

            yield break;
        }

        foreach (PSPropertyInfo property in row.Properties)
        {
            yield return (property.Name, _cell!.Text(property.Name, property.Value));
        }
    }
}
