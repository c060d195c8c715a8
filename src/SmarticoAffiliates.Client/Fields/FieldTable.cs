using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace SmarticoAffiliates;

/// <summary>The fields of a request's type, in the order in which they are sent.</summary>
public static class FieldTable
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Field>> s_tables = new();

    /// <summary>The fields that a type of request declares, its bases' first.</summary>
    public static IReadOnlyList<Field> Of(Type request) => s_tables.GetOrAdd(request, Read);

    /// <summary>The fields of a request that can be emptied on the server.</summary>
    public static IEnumerable<Field> Clearable(Type request) => Of(request).Where(f => f.IsClearable);

    private static Field[] Read(Type request)
        => Declaring(request)
            .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).OrderBy(p => p.MetadataToken))
            .Select(p => (Property: p, Declared: p.GetCustomAttribute<FieldAttribute>()))
            .Where(p => p.Declared is not null)
            .Select(p => new Field(p.Property, p.Declared!))
            .OrderBy(f => f.ComesFirst ? 0 : 1)
            .ToArray();

    private static Stack<Type> Declaring(Type request)
    {
        var types = new Stack<Type>();
        for (Type? type = request; type is not null && type != typeof(ChangeSet); type = type.BaseType)
        {
            types.Push(type);
        }

        return types;
    }
}
