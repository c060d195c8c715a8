using System;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Shows a run's journal: its rows as objects, or the run as one. It works while the run goes on, and needs no connection.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoJournal", DefaultParameterSetName = Rows, HelpUri = Help.Pages + "Get-SmarticoJournal.md")]
[OutputType(typeof(JournalRow), typeof(JournalSummary))]
public sealed class GetSmarticoJournalCommand : LocalCmdlet
{
    private const string Rows = "Rows";
    private const string AsOne = "Summary";

    /// <summary>The journals.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    public string[]? Path { get; set; }

    /// <summary>Only rows in these states.</summary>
    [Parameter(ParameterSetName = Rows)]
    [EnumListCell(typeof(RunState)), PSTypeName("SmarticoAffiliates.RunState"), ArgumentCompleter(typeof(RunStateCompleter))]
    [ValidateNotNullOrEmpty]
    public Enum[]? State { get; set; }

    /// <summary>The whole run as one object: how many rows stand how.</summary>
    [Parameter(ParameterSetName = AsOne, Mandatory = true)]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path ?? Enumerable.Empty<string>())
        {
            try
            {
                Show(FilePaths.Resolve(this, path));
            }
            catch (SmarticoException failure)
            {
                WriteError(ErrorMapping.ToRecord(failure, path, label: null));
            }
        }
    }

    private void Show(string path)
    {
        using RunFile file = RunFile.Open(path);
        if (file.OddLines > 0)
        {
            WriteWarning(FormattableString.Invariant($"{path}: {file.OddLines} lines are no lines of a journal and are passed over, the first is line {file.FirstOddLine}."));
        }

        if (file.HasPlan && !file.IsPlanWhole)
        {
            WriteWarning($"{path}: the plan is not whole: it is being written, or was cut off.");
        }

        RunState[]? states = State?.Cast<RunState>().ToArray();
        var summary = new JournalSummary(path, file.First, file.Header);
        foreach (JournalRow row in file.RowsByNumber())
        {
            if (Summary)
            {
                summary.Count(row);
            }
            else if (states is null || states.Contains(row.State))
            {
                WriteObject(row);
            }
        }

        if (Summary)
        {
            WriteObject(summary);
        }
    }
}
