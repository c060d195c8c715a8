using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// What the text of the pipeline tells of the commands beside this one: PowerShell tells a cmdlet nothing of them. Where the
/// text can't be had, nothing is told.
/// </summary>
internal static class PipelineText
{
    private const string PipelineVariable = "PipelineVariable";
    private const string First = "First";

    /// <summary>The -PipelineVariable of a command before this one; null where there is none.</summary>
    public static string? VariableUpstream(InvocationInfo invocation)
    {
        (IEnumerable<CommandAst> before, _) = Around(invocation);
        return before.Select(c => ArgumentOf(c, n => n.Equals("pv", StringComparison.OrdinalIgnoreCase) || IsBeginning(n, PipelineVariable))).FirstOrDefault(v => v is not null);
    }

    /// <summary>Whether a command behind this one takes the first few objects only.</summary>
    public static bool IsLimitedDownstream(InvocationInfo invocation)
    {
        (_, IEnumerable<CommandAst> after) = Around(invocation);
        return after.Any(c => c.GetCommandName() is { } name
            && (name.Equals("select", StringComparison.OrdinalIgnoreCase) || name.Equals("Select-Object", StringComparison.OrdinalIgnoreCase))
            && ArgumentOf(c, n => IsBeginning(n, First)) is not null);
    }

    /// <summary>What was written for a parameter of this command; null where the text can't be had, or does not name it.</summary>
    public static ExpressionAst? Argument(InvocationInfo invocation, string parameter)
    {
        if (Place(invocation) is not { } place || place.StartScriptPosition?.GetFullScript() is not { } script)
        {
            return null;
        }

        var command = (CommandAst?)Parser.ParseInput(script, out _, out _).Find(
            ast => ast is CommandAst c && c.Extent.StartOffset == place.StartOffset, searchNestedScriptBlocks: true);
        for (int i = 0; i < command?.CommandElements.Count; i++)
        {
            if (command.CommandElements[i] is CommandParameterAst named && IsBeginning(named.ParameterName, parameter))
            {
                return named.Argument ?? command.CommandElements.ElementAtOrDefault(i + 1) as ExpressionAst;
            }
        }

        return null;
    }

    /// <summary>The place of the command in its script: the property has been there since PowerShell 3, and is not public.</summary>
    private static IScriptExtent? Place(InvocationInfo invocation)
        => typeof(InvocationInfo).GetProperty("ScriptPosition", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(invocation) as IScriptExtent;

    private static (IEnumerable<CommandAst> Before, IEnumerable<CommandAst> After) Around(InvocationInfo invocation)
    {
        if (Place(invocation) is not { } place || place.StartScriptPosition?.GetFullScript() is not { } script)
        {
            return (Enumerable.Empty<CommandAst>(), Enumerable.Empty<CommandAst>());
        }

        var pipeline = (PipelineAst?)Parser.ParseInput(script, out _, out _).Find(
            ast => ast is PipelineAst { PipelineElements.Count: > 1 } p && p.PipelineElements.Any(e => e.Extent.StartOffset == place.StartOffset), searchNestedScriptBlocks: true);
        CommandAst[] commands = pipeline?.PipelineElements.OfType<CommandAst>().ToArray() ?? Array.Empty<CommandAst>();
        return (commands.Where(c => c.Extent.StartOffset < place.StartOffset), commands.Where(c => c.Extent.StartOffset > place.StartOffset));
    }

    private static string? ArgumentOf(CommandAst command, Func<string, bool> isParameter)
    {
        for (int i = 0; i < command.CommandElements.Count; i++)
        {
            if (command.CommandElements[i] is CommandParameterAst parameter && isParameter(parameter.ParameterName))
            {
                return (parameter.Argument ?? (Ast?)command.CommandElements.ElementAtOrDefault(i + 1))?.Extent.Text;
            }
        }

        return null;
    }

    private static bool IsBeginning(string name, string parameter) => name.Length > 0 && parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
