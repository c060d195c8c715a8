using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Completes a parameter's values at the prompt. It never fails and never writes; where it has nothing to offer it says
/// so, or PowerShell would offer the names of files.
/// </summary>
public abstract class Completer : IArgumentCompleter
{
    private protected Completer()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var call = new CompletionCall(wordToComplete, commandAst, fakeBoundParameters);
            IReadOnlyList<string> others = call.OtherValues(parameterName);
            return Find(call)
                .Where(c => !others.Any(c.Is))
                .Select(c => new CompletionResult(c.Text, c.ListText, CompletionResultType.ParameterValue, c.ToolTip))
                .ToArray();
        }
        catch (Exception)
        {
            // At the prompt there is nobody to tell; the command itself will say what is wrong.
            return Array.Empty<CompletionResult>();
        }
    }

    /// <summary>What matches the word, the best first.</summary>
    private protected abstract IEnumerable<Candidate> Find(CompletionCall call);
}
