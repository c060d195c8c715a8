using System;
using System.Collections.Concurrent;
using System.Reflection;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>One field of a request, as it is declared (<see cref="FieldAttribute"/>), and all that can be done with it.</summary>
public sealed class Field
{
    private readonly FieldAttribute _declared;
    private readonly IAccess _access;
    private readonly ConcurrentDictionary<Type, Func<object, object?>?> _records = new();

    internal Field(PropertyInfo property, FieldAttribute declared)
    {
        _declared = declared;
        Name = property.Name;
        Type type = property.PropertyType.GenericTypeArguments[0];
        ValueType = Nullable.GetUnderlyingType(type) ?? type;
        _access = (IAccess)Activator.CreateInstance(typeof(Access<,>).MakeGenericType(property.DeclaringType!, type), property)!;
    }

    /// <summary>The name: of the property, of the parameter and of the column.</summary>
    public string Name { get; }

    /// <summary>The name on the wire.</summary>
    public string WireName => _declared.WireName;

    /// <summary>What it holds.</summary>
    public FieldKind Kind => _declared.Kind;

    /// <summary>Whether it may be emptied on the server.</summary>
    public bool IsClearable => _declared.IsClearable;

    /// <summary>Whether it must never be shown.</summary>
    public bool IsSecret => Kind == FieldKind.Secret;

    /// <summary>The values' type; an enumeration's own where it is one of its choices.</summary>
    public Type ValueType { get; }

    internal bool ComesFirst => _declared.ComesFirst;

    /// <summary>Reads a cell strictly; null where it is blank.</summary>
    /// <exception cref="FormatException">The cell is not such a value; the message quotes it, unless the field is a secret, and says how to write it.</exception>
    public object? Read(object? cell) => FieldKinds.Read(Kind, ValueType, cell);

    /// <summary>Reads a cell of a kind that is no field of a request; null where it is blank.</summary>
    /// <exception cref="FormatException">The cell is not such a value.</exception>
    public static object? Read(FieldKind kind, object? cell) => FieldKinds.Read(kind, typeof(object), cell);

    /// <summary>Whether a text is one of the field's two names.</summary>
    public bool Matches(string name)
        => name.Equals(Name, StringComparison.OrdinalIgnoreCase) || name.Equals(WireName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two values of the field mean the same: nothing and an empty text or list do, and the order of a list says nothing.</summary>
    public static bool AreSame(object? one, object? other) => FieldKinds.AreSame(one, other);

    /// <summary>Whether a request gives it.</summary>
    public bool IsGiven(ChangeSet changes) => _access.IsGiven(changes);

    /// <summary>The value that a request gives it; the type's default where it gives none.</summary>
    public object? ValueIn(ChangeSet changes) => _access.Get(changes);

    /// <summary>The value as it is sent.</summary>
    internal JToken Write(ChangeSet changes) => FieldKinds.Write(Kind, _access.Get(changes));

    /// <summary>A copy of a request with a value for the field.</summary>
    public T With<T>(T request, object? value)
        where T : ChangeSet
    {
        var copy = (T)request.Copy();
        _access.Set(copy, value);
        return copy;
    }

    /// <summary>A copy of a request that does not give the field.</summary>
    internal T Without<T>(T request)
        where T : ChangeSet
    {
        var copy = (T)request.Copy();
        _access.Unset(copy);
        return copy;
    }

    /// <summary>A copy of a request in which the field is one that is to be emptied on the server.</summary>
    public T Cleared<T>(T request)
        where T : ChangeSet
        => With(request, FieldKinds.Empty(Kind, ValueType));

    /// <summary>How a cell of it is written, for people.</summary>
    public string Spelling => FieldKinds.Spelling(Kind, ValueType);

    internal void Remove(ChangeSet copy) => _access.Unset(copy);

    /// <summary>What a record shows of the field.</summary>
    /// <returns>False where its type has no such property: then nobody knows what the server has.</returns>
    internal bool TryShow(SmarticoObject record, out object? value)
    {
        Func<object, object?>? get = _records.GetOrAdd(record.GetType(), type => type.GetProperty(Name) is { } property ? property.GetValue : null);
        value = get?.Invoke(record);
        return get is not null;
    }

    private interface IAccess
    {
        bool IsGiven(ChangeSet changes);

        object? Get(ChangeSet changes);

        void Set(ChangeSet changes, object? value);

        void Unset(ChangeSet changes);
    }

    private sealed class Access<TChanges, TValue> : IAccess
        where TChanges : ChangeSet
    {
        private readonly Func<TChanges, Optional<TValue>> _get;
        private readonly Action<TChanges, Optional<TValue>> _set;

        public Access(PropertyInfo property)
        {
            _get = (Func<TChanges, Optional<TValue>>)property.GetMethod!.CreateDelegate(typeof(Func<TChanges, Optional<TValue>>));
            _set = (Action<TChanges, Optional<TValue>>)property.SetMethod!.CreateDelegate(typeof(Action<TChanges, Optional<TValue>>));
        }

        /// <summary>Whether a request gives it.</summary>
        public bool IsGiven(ChangeSet changes) => _get((TChanges)changes).IsGiven;

        public object? Get(ChangeSet changes) => _get((TChanges)changes).Value;

        public void Set(ChangeSet changes, object? value) => _set((TChanges)changes, new Optional<TValue>((TValue)value!));

        public void Unset(ChangeSet changes) => _set((TChanges)changes, default);
    }
}
