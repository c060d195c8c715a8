using System.Management.Automation;

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

    public static void Set(SessionState session, SmarticoConnection connection) => session.PSVariable.Set(Variable, connection);

    public static void Remove(SessionState session)
    {
        if (Get(session) is not null)
        {
            session.PSVariable.Remove(Variable);
        }
    }
}
