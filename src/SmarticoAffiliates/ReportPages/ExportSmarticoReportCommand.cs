using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>Makes one page of rows that one looks at: report rows, balances, a journal, or any others.</summary>
[Cmdlet(VerbsData.Export, "SmarticoReport", SupportsShouldProcess = true, HelpUri = Help.Pages + "Export-SmarticoReport.md")]
[OutputType(typeof(void))]
public sealed class ExportSmarticoReportCommand : LocalCmdlet
{
    private readonly List<IReadOnlyList<KeyValuePair<string, object?>>> _rows = new();
    private readonly List<(RunState State, string? Cmdlet, string? Account)> _run = new();
    private string? _file;

    /// <summary>The file to write, such as october.html.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <summary>What stands at the top; the file's name where it is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <summary>The property that the line and the bars show; where it is left out, what was earned, else the first that adds up.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Measure { get; set; }

    /// <summary>Fails where the file exists.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _file = ProviderFile.Of(this, Path!, NoClobber);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // The page adds up by itself: a total among the rows would count everything twice.
        if (InputObject is not null && !PageRow.IsTotal(InputObject))
        {
            _rows.Add(PageRow.Of(InputObject));
            if (InputObject.BaseObject is JournalRow row)
            {
                _run.Add((row.State, row.Cmdlet, row.Account));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        PageTable table = PageTable.Of(_rows);
        PageMeasure measure = Measure is null ? PageSummary.DefaultMeasure(table) : Find(table, Measure);
        string title = Title ?? PageText.Label(System.IO.Path.GetFileNameWithoutExtension(_file!).Replace('-', ' '));
        string made = string.Format(
            CultureInfo.InvariantCulture,
            "Made on {0:yyyy-MM-dd HH:mm} UTC by SmarticoAffiliates {1}. Days are UTC days; amounts are exact.",
            DateTime.UtcNow,
            typeof(ExportSmarticoReportCommand).Assembly.GetName().Version!.ToString(3));
        if (ShouldProcess(_file!, string.Format(CultureInfo.InvariantCulture, "Write a page of {0} rows", _rows.Count)))
        {
            string page = new ReportPage(table, measure, title, made, FactsOfRun()).ToString();
            ProviderFile.Save(this, _file!, writer => writer.Write(page), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    /// <summary>What a plan or a run is: how its rows stand, what was run, and in which account.</summary>
    private List<string> FactsOfRun()
        => _run.GroupBy(r => r.State).OrderBy(g => g.Key).Select(g => string.Format(CultureInfo.InvariantCulture, "{0} {1}", g.Count(), PageText.Label(g.Key.ToString()).ToLowerInvariant()))
            .Concat(_run.Select(r => r.Cmdlet).Distinct(StringComparer.Ordinal).OfType<string>())
            .Concat(_run.Select(r => r.Account).Distinct(StringComparer.Ordinal).OfType<string>())
            .ToList();

    private PageMeasure Find(PageTable table, string name)
    {
        if (table.Find(name) is not { IsSum: true } column)
        {
            string sums = string.Join(", ", table.Columns.Where(c => c.IsSum).Select(c => c.Name));
            string message = _rows.Count == 0 ? "There are no rows." : $"The rows have no {name} that adds up. What does is {(sums.Length == 0 ? "nothing" : sums)}.";
            ThrowTerminatingError(new ErrorRecord(new SmarticoException(SmarticoErrorKind.InvalidInput, message), "SmarticoInvalidInput", ErrorCategory.InvalidArgument, name));
            throw new InvalidOperationException(message);
        }

        return new PageMeasure(column);
    }
}
