using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// A cell that the cmdlet reads itself, with the same strictness (<see cref="FieldMap"/>): where a row holds a secret,
/// PowerShell's own error about another cell would carry the row, and the secret with it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LateCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData;

    /// <inheritdoc/>
    protected override object? Read(object? cell) => cell;
}

/// <summary>A secret in a row: what is none is not given, because PowerShell's own error would carry the row with the others.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LateSecretCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell)
    {
        try
        {
            return SecretCellAttribute.Parse(cell);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>A consent: given by the switch, or by a cell that says yes. Whatever else a cell says is no consent, and never an error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConsentCellAttribute : CellAttribute
{
    /// <inheritdoc/>
    protected override object? Read(object? cell)
    {
        try
        {
            return cell is SwitchParameter given ? given.IsPresent : CellText.Boolean(cell) ?? false;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
