using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Shows the runspace's current connection, or all that it knows; nothing where there is none.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoConnection", HelpUri = Help.Pages + "Get-SmarticoConnection.md")]
[OutputType(typeof(SmarticoConnection))]
public sealed class GetSmarticoConnectionCommand : LocalCmdlet
{
    /// <summary>Shows the current connection first, then the others that have a name.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All)
        {
            WriteObject(CurrentConnection.All(SessionState), enumerateCollection: true);
            return;
        }

        if (CurrentConnection.Get(SessionState) is { } connection)
        {
            WriteObject(connection);
        }
    }
}
