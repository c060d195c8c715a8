using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The runspace's current connection, and those that have a name. They live in global variables of the runspace, and nowhere else: nothing static could
/// hand it to another job in the process, and a runspace that is reset for its next user loses it.
/// </summary>
internal static class CurrentConnection
{
    private const string Variable = "global:SmarticoAffiliatesConnection";
    private const string NamedVariable = "global:SmarticoAffiliatesNamedConnections";

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
    public static SmarticoConnection? GetAtPrompt() => AskAtPrompt(all: false).FirstOrDefault();

    /// <summary>All connections that the runspace knows at whose prompt something is completed.</summary>
    public static IEnumerable<SmarticoConnection> AllAtPrompt() => AskAtPrompt(all: true);

    private static IEnumerable<SmarticoConnection> AskAtPrompt(bool all)
    {
        if (Runspace.DefaultRunspace is null)
        {
            return Array.Empty<SmarticoConnection>();
        }

        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(new CmdletInfo("Get-SmarticoConnection", typeof(GetSmarticoConnectionCommand))).AddParameter(nameof(GetSmarticoConnectionCommand.All), all);
        return shell.Invoke<SmarticoConnection>();
    }

    /// <summary>The connection of this name, in any case; null where there is none.</summary>
    public static SmarticoConnection? Find(SessionState session, string name)
        => Named(session).FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The current connection first, then the others that have a name, by it.</summary>
    public static IEnumerable<SmarticoConnection> All(SessionState session)
    {
        SmarticoConnection? current = Get(session);
        IEnumerable<SmarticoConnection> others = Named(session).Where(c => !ReferenceEquals(c, current)).OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase);
        return current is null ? others : new[] { current }.Concat(others);
    }

    public static void Set(SessionState session, SmarticoConnection connection)
    {
        session.PSVariable.Set(Variable, connection);
        if (connection.Name is { } name)
        {
            session.PSVariable.Set(NamedVariable, Without(session, name).Concat(new[] { connection }).ToArray());
        }
    }

    /// <summary>Forgets the current connection, and its name.</summary>
    public static void Remove(SessionState session)
    {
        if (Get(session) is not { } current)
        {
            return;
        }

        session.PSVariable.Remove(Variable);
        if (current.Name is { } name && Find(session, name) == current)
        {
            session.PSVariable.Set(NamedVariable, Without(session, name).ToArray());
        }
    }

    /// <summary>Forgets all of them.</summary>
    public static void RemoveAll(SessionState session)
    {
        Remove(session);
        session.PSVariable.Set(NamedVariable, Array.Empty<SmarticoConnection>());
    }

    private static IEnumerable<SmarticoConnection> Without(SessionState session, string name)
        => Named(session).Where(c => !string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<SmarticoConnection> Named(SessionState session)
        => (CellValue.Plain(session.PSVariable.GetValue(NamedVariable)) as IEnumerable)?.OfType<SmarticoConnection>() ?? Enumerable.Empty<SmarticoConnection>();
}
