using System.Management.Automation;

namespace SmarticoAffiliates.Bench;

/// <summary>Writes one record.</summary>
[Cmdlet(VerbsCommon.Get, "One")]
[OutputType(typeof(One))]
public sealed class GetOneCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(new One());
}
