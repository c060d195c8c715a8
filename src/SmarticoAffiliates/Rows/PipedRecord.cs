using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Whether what was piped is a record of the API: one that was read, or one that came back from a file, a job or
/// Select-Object, which its type's name tells. Such a record says which one is meant, and nothing else.
/// </summary>
internal sealed class PipedRecord
{
    private const string Selected = "Selected.";
    private const string Deserialized = "Deserialized.";

    private static readonly Dictionary<string, Type> s_types = typeof(SmarticoObject).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(SmarticoObject)) && !t.IsAbstract).ToDictionary(t => t.FullName!, StringComparer.Ordinal);

    private PipedRecord(Type type, bool isSelected)
    {
        Type = type;
        IsSelected = isSelected;
    }

    /// <summary>The record's type.</summary>
    public Type Type { get; }

    /// <summary>Whether somebody has chosen its columns, and may have made some.</summary>
    public bool IsSelected { get; }

    /// <summary>The record's type in plain words: promo code.</summary>
    public string Words => string.Concat(Type.Name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    /// <summary>What is known of a piped object; null where it is a row.</summary>
    public static PipedRecord? Of(PSObject? piped)
    {
        if (piped?.BaseObject is SmarticoObject record)
        {
            return new PipedRecord(record.GetType(), isSelected: false);
        }

        foreach (string typeName in piped is null ? Enumerable.Empty<string>() : TypeNames.Of(piped))
        {
            string name = typeName;
            bool isSelected = false;
            while (true)
            {
                if (name.StartsWith(Selected, StringComparison.Ordinal))
                {
                    name = name.Substring(Selected.Length);
                    isSelected = true;
                }
                else if (name.StartsWith(Deserialized, StringComparison.Ordinal))
                {
                    name = name.Substring(Deserialized.Length);
                }
                else
                {
                    break;
                }
            }

            if (s_types.TryGetValue(name, out Type? type))
            {
                return new PipedRecord(type, isSelected);
            }
        }

        return null;
    }
}
