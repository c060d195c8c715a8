using System;

namespace SmarticoAffiliates;

/// <summary>
/// A field that may be emptied on the server: by null, or a list by an empty one. Undocumented: the seeds show only empty
/// strings and nulls in records that were read.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ClearableAttribute : Attribute
{
}
