using System;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>A consent: given by the switch, or by a cell that says yes, which the cmdlet reads. PowerShell's binder can't fail on it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConsentAttribute : GivenAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given switch
        {
            SwitchParameter => given,
            bool flag => flag,
            _ => false,
        };
    }
}
