using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SmarticoAffiliates.Commands;

/// <summary>What is to be completed, and what else is on the command line so far.</summary>
internal sealed class CompletionCall
{
    private readonly CommandAst? _command;
    private readonly IDictionary _bound;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public CompletionCall(string? word, CommandAst? command, IDictionary? bound)
    {
        // A word that begins with a quotation mark comes with both of them; a wildcard at its ends means a fragment anyway.
        Word = (word ?? string.Empty).Trim('\'', '"', '*', ' ');
        _command = command;
        _bound = bound ?? new Hashtable();
    }

    /// <summary>What was typed of the value.</summary>
    public string Word { get; }

    /// <summary>How long the user has waited.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>The other values of a list that is being typed.</summary>
    public IReadOnlyList<string> OtherValues(string parameterName)
    {
        // After "103," nothing is bound yet: the list is an expression with an error in it.
        object values = _bound.Contains(parameterName)
            ? Bound(parameterName) as object?[] ?? Array.Empty<object?>()
            : Arguments().OfType<ErrorExpressionAst>().LastOrDefault()?.NestedAst.OfType<ConstantExpressionAst>().Select(c => c.Value).ToArray()
                ?? Array.Empty<object?>();
        List<string> texts = CellText.Elements(values).Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? string.Empty).ToList();
        int own = texts.FindIndex(t => t.Equals(Word, StringComparison.OrdinalIgnoreCase));
        if (own >= 0)
        {
            texts.RemoveAt(own);
        }

        return texts;
    }

    /// <summary>Whether the command line gives another parameter something.</summary>
    public bool Has(string parameterName) => _bound.Contains(parameterName);

    /// <summary>The one id that another parameter is given; null where it is given none, several, or something else.</summary>
    public int? BoundId(string parameterName)
    {
        try
        {
            return CellText.Ids(Bound(parameterName)) is { Count: 1 } ids ? ids[0] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// The connection that the command would use. Where the command line names one whose value is not known before it
    /// runs, there is none: the runspace's own may be to another account.
    /// </summary>
    public SmarticoConnection? FindConnection()
    {
        const string name = nameof(SmarticoCmdlet.Connection);
        if (_bound.Contains(name))
        {
            return Bound(name) is not string called ? Bound(name) as SmarticoConnection
                : CurrentConnection.AllAtPrompt().FirstOrDefault(c => string.Equals(c.Name, called, StringComparison.OrdinalIgnoreCase));
        }

        bool isNamed = _command?.CommandElements.OfType<CommandParameterAst>()
            .Any(p => name.StartsWith(p.ParameterName, StringComparison.OrdinalIgnoreCase)) == true;
        return isNamed ? null : CurrentConnection.GetAtPrompt();
    }

    private object? Bound(string parameterName) => _bound[parameterName] is PSObject wrapped ? wrapped.BaseObject : _bound[parameterName];

    private IEnumerable<ExpressionAst?> Arguments()
        => _command?.CommandElements.Select(e => e is CommandParameterAst parameter ? parameter.Argument : e as ExpressionAst) ?? Enumerable.Empty<ExpressionAst?>();
}
