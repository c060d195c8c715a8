using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The runspace's current connection. It lives in a global variable of the runspace, and nowhere else: nothing static could
/// hand it to another job in the process, and a runspace that is reset for its next user loses it.
/// </summary>
internal static class CurrentConnection
{
    private const string Variable = "global:SmarticoAffiliatesConnection";

    public static SmarticoConnection? Get(SessionState session)
        => session.PSVariable.GetValue(Variable) switch
        {
            SmarticoConnection connection => connection,
            PSObject { BaseObject: SmarticoConnection connection } => connection,
            _ => null,
        };

    /// <summary>
    /// The current connection of the runspace at whose prompt something is completed. No session state is handed to a
    /// completer, and the runspace's own proxy refuses while a pipeline runs, as one does then: so the cmdlet is asked, in
    /// a nested pipeline.
    /// </summary>
    public static SmarticoConnection? GetAtPrompt()
    {
        if (Runspace.DefaultRunspace is null)
        {
            return null;
        }

        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(new CmdletInfo("Get-SmarticoConnection", typeof(GetSmarticoConnectionCommand)));
        return shell.Invoke<SmarticoConnection>().FirstOrDefault();
    }

    public static void Set(SessionState session, SmarticoConnection connection) => session.PSVariable.Set(Variable, connection);

    public static void Remove(SessionState session)
    {
        if (Get(session) is not null)
        {
            session.PSVariable.Remove(Variable);
        }
    }
}
