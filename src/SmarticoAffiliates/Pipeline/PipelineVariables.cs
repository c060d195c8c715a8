using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Whether a command before this one in the pipeline has a -PipelineVariable. PowerShell tells a cmdlet nothing of it, so the
/// text of the pipeline is looked at.
/// </summary>
internal static class PipelineVariables
{
    private const string Long = "PipelineVariable";

    /// <summary>The variable's name, or null where there is none or the text can't be had.</summary>
    public static string? Upstream(InvocationInfo invocation)
    {
        // The place of the command in its script: the property has been there since PowerShell 3, and is not public.
        var place = typeof(InvocationInfo).GetProperty("ScriptPosition", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(invocation) as IScriptExtent;
        string? script = place?.StartScriptPosition?.GetFullScript();
        if (script is null || script.IndexOf("-p", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return null;
        }

        ScriptBlockAst parsed = Parser.ParseInput(script, out _, out _);
        var pipeline = (PipelineAst?)parsed.Find(
            ast => ast is PipelineAst p && p.PipelineElements.Any(e => e.Extent.StartOffset == place!.StartOffset), searchNestedScriptBlocks: true);
        return pipeline?.PipelineElements.TakeWhile(e => e.Extent.StartOffset < place!.StartOffset).OfType<CommandAst>().Select(VariableOf).FirstOrDefault(v => v is not null);
    }

    private static string? VariableOf(CommandAst command)
    {
        for (int i = 0; i < command.CommandElements.Count; i++)
        {
            if (command.CommandElements[i] is CommandParameterAst parameter && IsPipelineVariable(parameter.ParameterName))
            {
                return (parameter.Argument ?? command.CommandElements.ElementAtOrDefault(i + 1))?.Extent.Text;
            }
        }

        return null;
    }

    private static bool IsPipelineVariable(string name)
        => name.Equals("pv", StringComparison.OrdinalIgnoreCase) || (name.Length > 1 && Long.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
