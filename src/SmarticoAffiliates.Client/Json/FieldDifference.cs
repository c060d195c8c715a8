using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A field that a change gives another value than the record has.</summary>
public sealed class FieldDifference
{
    internal FieldDifference(string name, object? present, object? wanted)
    {
        Name = name;
        Present = present;
        Wanted = wanted;
    }

    /// <summary>The field.</summary>
    public string Name { get; }

    /// <summary>What the record has.</summary>
    public object? Present { get; }

    /// <summary>What it is to have.</summary>
    public object? Wanted { get; }
}

/// <summary>Compares the given fields of a request with the properties of the same names of a record.</summary>
internal static class FieldComparison
{
    private static readonly ConcurrentDictionary<(Type Changes, Type Record), (PropertyInfo Wanted, PropertyInfo Present)[]> s_pairs = new();

    public static IEnumerable<FieldDifference> Differences(ChangeSet changes, SmarticoObject record)
    {
        foreach ((PropertyInfo wanted, PropertyInfo present) in s_pairs.GetOrAdd((changes.GetType(), record.GetType()), key => Pairs(key.Changes, key.Record)))
        {
            var given = (IOptional)wanted.GetValue(changes)!;
            object? value = present.GetValue(record);
            if (given.IsGiven && !AreSame(given.Value, value))
            {
                yield return new FieldDifference(wanted.Name, value, given.Value);
            }
        }
    }

    /// <summary>Nothing and an empty text or list are the same; the order of a list's values says nothing.</summary>
    public static bool AreSame(object? one, object? other)
    {
        if (IsEmpty(one) || IsEmpty(other))
        {
            return IsEmpty(one) && IsEmpty(other);
        }

        return one is IEnumerable ones and not string && other is IEnumerable others
            ? new HashSet<object>(ones.Cast<object>()).SetEquals(others.Cast<object>())
            : one is PaymentMethodDetails && other is PaymentMethodDetails
                ? JToken.DeepEquals(JToken.Parse(one.ToString()!), JToken.Parse(other.ToString()!))
                : Equals(one, other);
    }

    private static bool IsEmpty(object? value) => value is null or "" or ICollection { Count: 0 };

    // What no record shows, such as a password, can't be compared.
    private static (PropertyInfo Wanted, PropertyInfo Present)[] Pairs(Type changes, Type record)
        => changes.GetProperties()
            .Where(p => typeof(IOptional).IsAssignableFrom(p.PropertyType))
            .Select(p => (Wanted: p, Present: record.GetProperty(p.Name)))
            .Where(p => p.Present is not null)
            .Select(p => (p.Wanted, p.Present!))
            .ToArray();
}
