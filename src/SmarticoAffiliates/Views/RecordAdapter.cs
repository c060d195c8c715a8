using System;
using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Shows PowerShell the properties of a record, in the order in which its type declares them, so that an exported table
/// begins with what identifies a row. Export-Csv writes a value's <c>ToString()</c>, which for a date drops the milliseconds
/// and, like a decimal's, follows the culture of the machine: such a value is shown with a text that reads back anywhere.
/// </summary>
public sealed class RecordAdapter : PSPropertyAdapter
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = new();

    /// <inheritdoc/>
    public override Collection<PSAdaptedProperty> GetProperties(object baseObject)
    {
        var properties = new Collection<PSAdaptedProperty>(Properties(baseObject).Select(p => new PSAdaptedProperty(p.Name, p)).ToList());
        if (WrittenObject.OutcomeOf(baseObject) is not null)
        {
            properties.Add(new PSAdaptedProperty(WrittenObject.OutcomeColumn, null));
        }

        return properties;
    }

    /// <inheritdoc/>
    public override PSAdaptedProperty? GetProperty(object baseObject, string propertyName)
    {
        PropertyInfo[] properties = Properties(baseObject);
        PropertyInfo? Named(string? name) => Array.Find(properties, p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

        return Named(propertyName) is { } property ? new PSAdaptedProperty(property.Name, property)
            : TableLabels.Find(propertyName) is (string label, string name) && Named(name) is { } labelled ? new PSAdaptedProperty(label, labelled)
            : propertyName.Equals(WrittenObject.OutcomeColumn, StringComparison.OrdinalIgnoreCase) && WrittenObject.OutcomeOf(baseObject) is not null
                ? new PSAdaptedProperty(WrittenObject.OutcomeColumn, null)
                : null;
    }

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => true;

    /// <inheritdoc/>
    public override object? GetPropertyValue(PSAdaptedProperty adaptedProperty)
    {
        if (adaptedProperty.Tag is not PropertyInfo property)
        {
            return WrittenObject.OutcomeOf(adaptedProperty.BaseObject);
        }

        object? value = property.GetValue(adaptedProperty.BaseObject);
        return value switch
        {
            DateTimeOffset or decimal => ShownValue.Of(value, property.IsDefined(typeof(WholeDayAttribute))),
            AdditionalProperties when adaptedProperty.BaseObject.GetType().IsDefined(typeof(UnknownFieldsAreColumnsAttribute), inherit: false) => ShownValue.Blank(value),
            int when PlannedRecord.IsStandIn(adaptedProperty.BaseObject, value) => null,
            _ => value,
        };
    }

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object value)
        => throw new SetValueException($"{adaptedProperty.Name} can only be read: it is what the server answered.");

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty)
    {
        Type type = (adaptedProperty.Tag as PropertyInfo)?.PropertyType ?? typeof(RowResult);
        return (Nullable.GetUnderlyingType(type) ?? type).FullName!;
    }

    private static PropertyInfo[] Properties(object record)
        => s_properties.GetOrAdd(record.GetType(), type => type.GetProperties()
            .OrderBy(p => p.DeclaringType == typeof(SmarticoObject) ? 1 : 0)
            .ThenBy(p => p.MetadataToken)
            .ToArray());
}
