using System;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Tells PowerShell the name of a cell's element. The module's types name it as the adapter.</summary>
public sealed class CellElementAdapter : PSPropertyAdapter
{
    /// <inheritdoc/>
    public override Collection<string> GetTypeNameHierarchy(object baseObject) => new() { ((CellElement)baseObject).TypeName, typeof(object).FullName! };

    /// <inheritdoc/>
    public override Collection<PSAdaptedProperty> GetProperties(object baseObject) => new();

    /// <inheritdoc/>
    public override PSAdaptedProperty? GetProperty(object baseObject, string propertyName) => null;

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override object? GetPropertyValue(PSAdaptedProperty adaptedProperty) => null;

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty) => typeof(object).FullName!;
}
