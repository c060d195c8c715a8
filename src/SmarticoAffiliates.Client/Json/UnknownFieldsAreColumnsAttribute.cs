using System;

namespace SmarticoAffiliates;

/// <summary>A record whose unknown fields are columns of their own: in a table, <see cref="SmarticoObject.AdditionalProperties"/> has no text then.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UnknownFieldsAreColumnsAttribute : Attribute
{
}
