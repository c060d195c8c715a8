using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Sends what a journal plans and does not tell as done: exactly that. Run again, it goes on where it was cut off.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "SmarticoJournal", SupportsShouldProcess = true, HelpUri = Help.Pages + "Invoke-SmarticoJournal.md")]
[OutputType(typeof(PromoCode), typeof(Deal), typeof(Pixel), typeof(TrackingLink), typeof(Affiliate))]
public sealed class InvokeSmarticoJournalCommand : RunCmdlet
{
    /// <summary>The journals, one after another: one whose plan uses records of another plan's comes behind that.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path ?? Enumerable.Empty<string>())
        {
            try
            {
                Apply(FilePaths.Resolve(this, path), isFresh: false);
            }
            catch (SmarticoException failure)
            {
                ThrowFailure(failure, path);
            }
        }
    }
}
