using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A parameter that is a column, too (<see cref="Cell{T}"/>). It is read as the request's field of its name, unless it has
/// a kind of its own. PowerShell's binder can't fail on it: it keeps whatever is given for the one reading of the row.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public class GivenAttribute : ArgumentTransformationAttribute
{
    /// <summary>A field of the request.</summary>
    public GivenAttribute()
    {
    }

    /// <summary>A column that is no field of the request, such as the id of the record to change.</summary>
    public GivenAttribute(FieldKind kind) => OwnKind = kind;

    /// <summary>The kind; null for the field's.</summary>
    public FieldKind? OwnKind { get; }

    /// <summary>Whether a row without it is an error.</summary>
    public bool IsNeeded { get; set; }

    /// <summary>The column that stands in for this one in a row that has no such column.</summary>
    public string? Else { get; set; }

    /// <summary>Whether a piped record of the API gives it. It gives nothing else.</summary>
    public bool IsIdentity { get; set; }

    /// <summary>Whether a piped record of the cmdlet's own kind gives it, too: it is copied.</summary>
    public bool IsCopied { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is ICell ? inputData : new Cell<object>(inputData);
}
