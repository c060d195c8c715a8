using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The fields of a create or an update: immutable, and only what was given.</summary>
[JsonObject(MemberSerialization.OptIn)]
public abstract record ChangeSet
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_optionals = new();

    /// <summary>Whether nothing was given.</summary>
    public bool IsEmpty => !OptionalsOf(GetType()).Any(p => ((IOptional)p.GetValue(this)!).IsGiven) && !ExtraFields().Any();

    /// <summary>The type's name alone: a request may hold what must not be shown.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The given fields in which a record differs from what is given.</summary>
    public virtual IReadOnlyList<FieldDifference> DifferenceFrom(SmarticoObject present) => FieldComparison.Differences(this, present).ToList();

    /// <summary>A copy of the same type without the fields that are not named.</summary>
    internal virtual ChangeSet Only(IReadOnlyCollection<string> names)
    {
        var copy = (ChangeSet)MemberwiseClone();
        foreach (PropertyInfo property in OptionalsOf(GetType()).Where(p => !names.Contains(p.Name, StringComparer.Ordinal)))
        {
            property.SetValue(copy, Activator.CreateInstance(property.PropertyType));
        }

        return copy;
    }

    /// <summary>The JSON that is sent.</summary>
    internal JObject ToJson()
    {
        JObject json = WireJson.Write(this);
        foreach (KeyValuePair<string, object?> extra in ExtraFields())
        {
            json.Add(extra.Key, extra.Value is null ? JValue.CreateNull() : JToken.FromObject(extra.Value));
        }

        return json;
    }

    /// <summary>Fields whose names are not known beforehand.</summary>
    internal virtual IEnumerable<KeyValuePair<string, object?>> ExtraFields() => Enumerable.Empty<KeyValuePair<string, object?>>();

    private static PropertyInfo[] OptionalsOf(Type type)
        => s_optionals.GetOrAdd(type, t => t.GetProperties().Where(p => typeof(IOptional).IsAssignableFrom(p.PropertyType)).ToArray());

    private protected void CheckNotEmpty()
    {
        if (IsEmpty)
        {
            throw new SmarticoException(SmarticoErrorKind.NothingToChange, "No field was given to change. Nothing was sent.");
        }
    }

    private protected static SmarticoException Missing(string name)
        => new(SmarticoErrorKind.InvalidInput, $"{name} is missing. Nothing was sent.");
}
