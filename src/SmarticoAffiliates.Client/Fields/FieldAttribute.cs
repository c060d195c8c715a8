using System;

namespace SmarticoAffiliates;

/// <summary>
/// Declares a field of a request, once: its cells, its JSON, its comparison, the text of <c>-WhatIf</c>, the columns of an
/// exported file and the table in the help are made of this (<see cref="Field"/>). The property's name is the field's.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute : Attribute
{
    /// <summary>A field of this wire name and kind.</summary>
    public FieldAttribute(string wireName, FieldKind kind)
    {
        WireName = wireName;
        Kind = kind;
    }

    /// <summary>The name on the wire.</summary>
    public string WireName { get; }

    /// <summary>What it holds.</summary>
    public FieldKind Kind { get; }

    /// <summary>
    /// Whether it may be emptied on the server: by null, or a list by an empty one. Undocumented: the seeds show only empty
    /// strings and nulls in records that were read.
    /// </summary>
    public bool IsClearable { get; set; }

    /// <summary>Whether it is sent before the fields that are declared above it.</summary>
    public bool ComesFirst { get; set; }
}
