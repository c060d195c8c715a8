using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Carries a cmdlet's parameters into a request: a field of the request takes the parameter of the same name. A parameter
/// that is null, or a blank string, was not given. Names of fields in <c>-Clear</c> become null.
/// </summary>
internal sealed class FieldMap
{
    private static readonly ConcurrentDictionary<(Type Cmdlet, Type Changes), FieldMap> s_maps = new();
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Field>> s_fields = new();

    private readonly IReadOnlyList<(PropertyInfo Parameter, Field Field)> _pairs;

    private FieldMap(Type cmdlet, Type changes)
        => _pairs = Fields(changes)
            .Select(f => (cmdlet.GetProperty(f.Name), f))
            .Where(p => p.Item1?.IsDefined(typeof(ParameterAttribute)) == true)
            .Select(p => (p.Item1!, p.f))
            .ToArray();

    /// <summary>The map from this cmdlet to this request.</summary>
    public static FieldMap For(Type cmdlet, Type changes) => s_maps.GetOrAdd((cmdlet, changes), key => new FieldMap(key.Cmdlet, key.Changes));

    /// <summary>The fields of a request that can be cleared.</summary>
    public static IEnumerable<Field> Clearable(Type changes) => Fields(changes).Where(f => f.IsClearable);

    /// <summary>All fields of a request.</summary>
    public static IReadOnlyList<Field> Fields(Type changes)
        => s_fields.GetOrAdd(changes, type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>))
            .OrderBy(p => p.MetadataToken)
            .Select(p => new Field(p))
            .ToArray());

    /// <summary>Fills a new request with what the cmdlet's parameters hold.</summary>
    /// <exception cref="SmarticoException">A field is both given and cleared.</exception>
    public T Apply<T>(PSCmdlet cmdlet, T changes, IReadOnlyCollection<string>? clear = null)
        where T : ChangeSet
    {
        foreach ((PropertyInfo parameter, Field field) in _pairs)
        {
            object? value = parameter.GetValue(cmdlet);
            bool isGiven = !CellText.IsBlank(value);
            bool isCleared = clear?.Contains(field.Name, StringComparer.Ordinal) == true;
            if (isGiven && isCleared)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"{field.Name} is both given and cleared. Nothing was sent.");
            }

            if (isGiven)
            {
                field.Set(changes, value);
            }
            else if (isCleared)
            {
                field.Clear(changes);
            }
        }

        return changes;
    }

    /// <summary>One field of a request.</summary>
    internal sealed class Field
    {
        private readonly PropertyInfo _property;
        private readonly Type _valueType;

        public Field(PropertyInfo property)
        {
            _property = property;
            _valueType = property.PropertyType.GenericTypeArguments[0];
            WireName = property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName ?? Name;
            IsClearable = property.IsDefined(typeof(ClearableAttribute));
        }

        public string Name => _property.Name;

        public string WireName { get; }

        public bool IsClearable { get; }

        public bool Matches(string name)
            => name.Equals(Name, StringComparison.OrdinalIgnoreCase) || name.Equals(WireName, StringComparison.OrdinalIgnoreCase);

        public bool IsGiven(ChangeSet changes) => Of(changes).IsGiven;

        public object? Get(ChangeSet changes) => Of(changes).Value;

        /// <summary>Gives the field a value; nothing, where the value turns out to be a list of blanks.</summary>
        public void Set(ChangeSet changes, object? value)
        {
            if (Adapt(value) is { } adapted)
            {
                Put(changes, adapted);
            }
        }

        public void Clear(ChangeSet changes) => Put(changes, EmptyValue());

        private void Put(ChangeSet changes, object? value)
            => _property.SetValue(changes, Activator.CreateInstance(_property.PropertyType, value));

        private IOptional Of(ChangeSet changes) => (IOptional)_property.GetValue(changes)!;

        // By the field's type: to the runtime an array of an enumeration is an array of int, too.
        private object? Adapt(object? value)
        {
            try
            {
                return _valueType == typeof(IdList) && value is int[] ids ? new IdList(ids)
                    : _valueType == typeof(RoleList) && value is Enum[] roles ? new RoleList(roles.Cast<AffiliateRole>())
                    : _valueType == typeof(bool) && value is SwitchParameter given ? given.IsPresent
                    : _valueType == typeof(string) && value is SecureString secret ? SecretCellAttribute.Reveal(secret)
                    : ReadLate(value);
            }
            catch (FormatException exception)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"{Name}: {exception.Message} Nothing was sent.", exception);
            }
        }

        /// <summary>What a <see cref="LateCellAttribute"/> has left as it was.</summary>
        private object? ReadLate(object? value)
            => _valueType == typeof(int) && value is string ? CellText.Id(value)
                : _valueType == typeof(RoleList) && value is IEnumerable<string> ? Roles(value)
                : _valueType == typeof(PaymentMethodDetails) && value is not (null or PaymentMethodDetails) ? PaymentDetailsCellAttribute.Parse(Unwrap(value))
                : value;

        private static RoleList? Roles(object value)
            => CellText.Enums(value, typeof(AffiliateRole)) is { } roles ? new RoleList(roles.Cast<AffiliateRole>()) : null;

        private static object Unwrap(object value) => value is PSObject { BaseObject: not PSCustomObject and { } inner } ? inner : value;

        private object? EmptyValue()
            => _valueType == typeof(IdList) ? new IdList(Array.Empty<int>())
                : _valueType == typeof(RoleList) ? new RoleList(Array.Empty<AffiliateRole>())
                : null;
    }
}
