using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A strict cell. PowerShell drops a piped cell that it can't convert, silently, or converts it by guessing; a
/// transformation runs before that, and what it throws fails the row, names the parameter, and lets the next row run.
/// A blank cell becomes null: nothing was given.
/// </summary>
public abstract class CellAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? cell = Unwrap(inputData);
        try
        {
            return Read(cell);
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    /// <summary>The value of the cell, or null where it is blank.</summary>
    /// <exception cref="FormatException">The cell can't be read.</exception>
    protected abstract object? Read(object? cell);

    private static object? Unwrap(object? value) => value switch
    {
        // A date that came through Export-Clixml, a job or remoting is a bag of its parts.
        PSObject { BaseObject: PSCustomObject } bag when TypeNames.Of(bag).FirstOrDefault() == "Deserialized.System.DateTimeOffset"
            => Unwrap(bag.Properties["UtcDateTime"]?.Value),
        PSObject { BaseObject: PSCustomObject } bag => bag,
        PSObject wrapped => Unwrap(TypedNumber.Of(wrapped)),
        object?[] list => list.Select(Unwrap).ToArray(),
        List<object?> list => list.Select(Unwrap).ToArray(),
        ArrayList list => list.Cast<object?>().Select(Unwrap).ToArray(),
        _ => value,
    };
}

/// <summary>A cell with an id: plain digits.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell) => CellText.Id(cell);
}

/// <summary>A cell with the status of a pixel: besides what every status can be, 2 is inactive, as on the wire (S000).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PixelStatusCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell) => CellText.PixelStatus(cell);
}

/// <summary>A cell with ids: <c>103,104</c>, <c>103;104</c> and <c>103 104</c> read the same.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdListCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell) => CellText.Ids(cell)?.ToArray();
}

/// <summary>A cell with a date: ISO 8601 text, UTC unless it has an offset, or a date object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell) => CellText.Date(cell);
}

/// <summary>A cell with a name, or the number, of an enumeration.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnumCellAttribute : CellAttribute
{
    private readonly Type _type;

    /// <summary>A cell of this enumeration.</summary>
    public EnumCellAttribute(Type type) => _type = type;

    /// <inheritdoc/>
    protected override object? Read(object? cell) => CellText.Enum(cell, _type);
}

/// <summary>A cell with names or numbers of an enumeration, separated like ids.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnumListCellAttribute : CellAttribute
{
    private readonly Type _type;

    /// <summary>A cell of this enumeration.</summary>
    public EnumListCellAttribute(Type type) => _type = type;

    /// <inheritdoc/>
    protected override object? Read(object? cell)
    {
        if (CellText.Enums(cell, _type) is not { } values)
        {
            return null;
        }

        var typed = Array.CreateInstance(_type, values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            typed.SetValue(values[i], i);
        }

        return typed;
    }
}
