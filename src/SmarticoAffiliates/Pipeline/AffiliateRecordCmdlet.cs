using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>A cmdlet that creates records of affiliates: for piped objects, rows, or by its arguments.</summary>
/// <typeparam name="T">The records' type.</typeparam>
public abstract class AffiliateRecordCmdlet<T> : RowCmdlet
    where T : SmarticoObject
{
    /// <summary>Whose record it is to be: an affiliate, or anything that belongs to one. Only ids are taken.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    public IAffiliateReference? InputObject { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ByRow, ValueFromPipeline = true, DontShow = true)]
    public override PSObject? Row { get; set; }

    /// <summary>The affiliate whose record it is to be.</summary>
    [Parameter(ParameterSetName = ByRow, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("affiliate_id")]
    [IdCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int? AffiliateId { get; set; }

    private protected override Type RecordType => typeof(T);

    private protected override object Target => Row ?? InputObject ?? (object)AffiliateId!;

    /// <summary>What is created, in a word.</summary>
    private protected abstract string Record { get; }

    /// <summary>The name that it is to have, or null.</summary>
    private protected abstract string? RecordName { get; }

    private protected override string Resource
        => FormattableString.Invariant($"{(string.IsNullOrWhiteSpace(RecordName) ? Record : $"{Record} '{RecordName}'")} of affiliate {InputObject?.GetAffiliateId() ?? AffiliateId}");

    private protected override object? ResultOf(JournalEntry earlier) => earlier.Record<T>();
}
