using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Shows the runspace's current connection; nothing where there is none.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoConnection", HelpUri = Help.Pages + "Get-SmarticoConnection.md")]
[OutputType(typeof(SmarticoConnection))]
public sealed class GetSmarticoConnectionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (CurrentConnection.Get(SessionState) is { } connection)
        {
            WriteObject(connection);
        }
    }
}
