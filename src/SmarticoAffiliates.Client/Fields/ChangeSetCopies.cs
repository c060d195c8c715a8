using System;
using System.Linq;
using System.Linq.Expressions;

namespace SmarticoAffiliates;

/// <summary>Copies of a request in which one field is another.</summary>
public static class ChangeSetCopies
{
    /// <summary>A copy in which a field has this value, or is not given: <c>create.With(c => c.DealId, 93195)</c>.</summary>
    /// <param name="request">The request; it stays as it is.</param>
    /// <param name="field">One of the fields that its type declares.</param>
    /// <param name="value">The value; <c>default</c> takes the field away.</param>
    /// <exception cref="ArgumentException">The expression names no field of the request.</exception>
    public static T With<T, TValue>(this T request, Expression<Func<T, Optional<TValue>>> field, Optional<TValue> value)
        where T : ChangeSet
    {
        string? name = (field.Body as MemberExpression)?.Member.Name;
        Field named = request.Fields.FirstOrDefault(f => f.Name == name)
            ?? throw new ArgumentException($"{field} is no field of {request}.", nameof(field));
        return value.IsGiven ? named.With(request, value.Value) : named.Without(request);
    }
}
