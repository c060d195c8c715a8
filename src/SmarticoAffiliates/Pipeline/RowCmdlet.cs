using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A cmdlet that writes one request a row: it makes the request of what the row gave, asks ShouldProcess, sends it, and
/// writes one object or one error whose target is the row.
/// </summary>
public abstract class RowCmdlet : SmarticoCmdlet
{
    /// <summary>The parameter set of piped typed objects, of which only the identity is taken.</summary>
    protected const string ByObject = "ByObject";

    private readonly HashSet<string> _ignoredColumns = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string>? _knownColumns;

    /// <summary>The untouched row: what an error's target is, and where columns are found that no parameter can have.</summary>
    public abstract PSObject? Row { get; set; }

    /// <summary>The type whose properties a row may have besides the parameters, as an exported file has them.</summary>
    private protected abstract Type RecordType { get; }

    /// <summary>Makes the work of the present row.</summary>
    /// <exception cref="SmarticoException">The row is wrong (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    private protected abstract RowWork Build();

    /// <summary>The row, the piped object, or what else stands for them where nothing was piped.</summary>
    private protected abstract object Target { get; }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        WarnOfIgnoredColumns();
        RowWork work;
        try
        {
            work = Build();
        }
        catch (SmarticoException failure)
        {
            WriteFailure(failure, Target);
            return;
        }

        if (ShouldProcess(work.Resource, work.Action))
        {
            Run(work);
        }
    }

    /// <summary>Whether a column that no parameter has is read from the row itself.</summary>
    private protected virtual bool ReadsColumn(string name) => false;

    /// <summary>The fields and values of a request, as <c>-WhatIf</c> tells them.</summary>
    private protected static string Describe(ChangeSet changes) => ChangeText.Of(changes);

    private void Run(RowWork work)
    {
        object? result;
        try
        {
            result = Await(token => work.SendAsync(Client, token));
        }
        catch (SmarticoException failure)
        {
            WriteFailure(failure, work.Target, work.Resource);
            return;
        }

        if (result is not null)
        {
            WriteObject(result);
        }
    }

    /// <summary>A column that nothing reads may be a misspelt one: it is said once, because no cell is to be lost unnoticed.</summary>
    private void WarnOfIgnoredColumns()
    {
        if (Row is not { BaseObject: PSCustomObject } row)
        {
            return;
        }

        _knownColumns ??= new HashSet<string>(KnownColumns(), StringComparer.OrdinalIgnoreCase);
        foreach (PSPropertyInfo column in row.Properties)
        {
            if (!_knownColumns.Contains(column.Name) && !ReadsColumn(column.Name) && _ignoredColumns.Add(column.Name))
            {
                WriteWarning($"Column '{column.Name}' is ignored: {MyInvocation.MyCommand.Name} has no such parameter.");
            }
        }
    }

    private IEnumerable<string> KnownColumns()
        => MyInvocation.MyCommand.Parameters.Values.SelectMany(p => p.Aliases.Concat(new[] { p.Name }))
            .Concat(RecordType.GetProperties().Select(p => p.Name))
            .Concat(WireNames.Of(RecordType));
}
