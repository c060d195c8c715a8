using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Reflection;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// The names of an object's type, as PSObject.TypeNames has them. That property makes an entry for each object that it is asked
/// of, so that the names can be changed, and the entry outlives the object: with rows by the hundred thousand every collection
/// of garbage has to look through them. What it is made of has no public door.
/// </summary>
internal static class TypeNames
{
    private static readonly Func<PSObject, Collection<string>>? s_unchanged = Find();

    /// <summary>The names, the object's own first. Not to be changed.</summary>
    public static Collection<string> Of(PSObject value) => s_unchanged?.Invoke(value) ?? value.TypeNames;

    private static Func<PSObject, Collection<string>>? Find()
    {
        MethodInfo? getter = typeof(PSObject).GetProperty("InternalTypeNames", BindingFlags.Instance | BindingFlags.NonPublic)?.GetMethod;
        return getter is not null && typeof(Collection<string>).IsAssignableFrom(getter.ReturnType)
            ? (Func<PSObject, Collection<string>>)getter.CreateDelegate(typeof(Func<PSObject, Collection<string>>))
            : null;
    }
}
