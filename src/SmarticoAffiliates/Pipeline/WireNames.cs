using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Commands;

/// <summary>The wire names of a type's fields.</summary>
internal static class WireNames
{
    public static IEnumerable<string> Of(Type type)
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            IEnumerable<MemberInfo> members = declaring.GetProperties(any).Concat<MemberInfo>(declaring.GetFields(any));
            foreach (JsonPropertyAttribute wire in members.Select(m => m.GetCustomAttribute<JsonPropertyAttribute>()).OfType<JsonPropertyAttribute>())
            {
                yield return wire.PropertyName!;
            }
        }
    }
}
