using System;

namespace SmarticoAffiliates;

/// <summary>A point in time that stands for its whole day, as its first moment in UTC.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeDayAttribute : Attribute
{
}
