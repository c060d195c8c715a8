using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Forgets the runspace's current connection. Requests that others make over it are not disturbed.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Smartico", HelpUri = Help.Pages + "Disconnect-Smartico.md")]
[OutputType(typeof(void))]
public sealed class DisconnectSmarticoCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => CurrentConnection.Remove(SessionState);
}
