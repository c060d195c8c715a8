using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes names of cultures, by their codes or by their names: <c>ger</c> finds de-DE.</summary>
public sealed class CultureCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Where(c => c.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase) || c.EnglishName.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => new CompletionResult(c.Name, c.Name, CompletionResultType.ParameterValue, c.EnglishName));
    }
}
