using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>A connection, or the name of one that this runspace has made (<c>Connect-Smartico -Name</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionCellAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => CellValue.Plain(inputData) is not string name ? inputData
            : CurrentConnection.Find(engineIntrinsics.SessionState, name) ?? throw new ArgumentTransformationMetadataException(
                $"There is no connection of the name '{ScreenText.Of(name)}': Get-SmarticoConnection -All lists them, Connect-Smartico -Name makes one.");
}
