using System;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>The server's JSON as PowerShell's objects: its names in its order, its text as text, its numbers without loss.</summary>
internal static class JsonOutput
{
    /// <summary>What PowerShell keeps for itself on every object.</summary>
    private static readonly string[] s_reservedNames = { "psbase", "psadapted", "psextended", "psobject", "pstypenames" };

    /// <summary>The value of a token. Its depth was bounded when it was read.</summary>
    public static object? Of(JToken? token) => token switch
    {
        JObject record => IsPossible(record) ? Object(record) : Dictionary(record),
        JArray list => list.Select(Of).ToArray(),
        _ => WireJson.Plain(token),
    };

    /// <summary>Whether PowerShell's objects, whose names have no case, can have these names.</summary>
    private static bool IsPossible(JObject record)
    {
        var names = new HashSet<string>(s_reservedNames, StringComparer.OrdinalIgnoreCase) { string.Empty };
        return record.Properties().All(p => names.Add(p.Name));
    }

    private static PSObject Object(JObject record)
    {
        var made = new PSObject();
        foreach (JProperty field in record.Properties())
        {
            made.Properties.Add(new PSNoteProperty(field.Name, Of(field.Value)), preValidated: true);
        }

        return made;
    }

    /// <summary>Takes any names; <c>$answer.Name</c> reads it in exactly this case.</summary>
    private static OrderedDictionary Dictionary(JObject record)
    {
        var made = new OrderedDictionary(StringComparer.Ordinal);
        foreach (JProperty field in record.Properties())
        {
            made.Add(field.Name, Of(field.Value));
        }

        return made;
    }
}
