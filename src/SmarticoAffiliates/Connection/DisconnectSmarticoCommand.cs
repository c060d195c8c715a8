using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Forgets the runspace's current connection, or all that it knows. Requests that others make over it are not disturbed.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Smartico", HelpUri = Help.Pages + "Disconnect-Smartico.md")]
[OutputType(typeof(void))]
public sealed class DisconnectSmarticoCommand : LocalCmdlet
{
    /// <summary>Forgets the other connections that have a name, too.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All)
        {
            CurrentConnection.RemoveAll(SessionState);
        }
        else
        {
            CurrentConnection.Remove(SessionState);
        }
    }
}
