using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace SmarticoAffiliates.Commands;

/// <summary>A parameter of a cmdlet that is a column of its rows, and how its cells are read.</summary>
internal sealed class RowField
{
    private static readonly ConcurrentDictionary<(Type Cmdlet, Type Request), IReadOnlyList<RowField>> s_fields = new();

    private readonly PropertyInfo _parameter;
    private readonly GivenAttribute _given;
    private readonly Func<object?, object?> _read;

    private RowField(PropertyInfo parameter, GivenAttribute given, Field? field, Func<object?, object?> read)
    {
        _parameter = parameter;
        _given = given;
        _read = read;
        Field = field;
        Names = parameter.GetCustomAttributes<AliasAttribute>().SelectMany(a => a.AliasNames).Concat(new[] { parameter.Name }).ToArray();
    }

    public string Name => _parameter.Name;

    /// <summary>The column's names: the parameter's, and its aliases.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The field of the request; null where it is none of its.</summary>
    public Field? Field { get; }

    public bool IsNeeded => _given.IsNeeded;

    /// <summary>The column that stands in for this one in a row that has no such column; null where none does.</summary>
    public string? Else => _given.Else;

    public bool IsIdentity => _given.IsIdentity;

    /// <summary>Whether a piped record of the cmdlet's own kind gives it, too: it is copied.</summary>
    public bool IsCopied => _given.IsCopied;

    public bool IsSecret => Field?.IsSecret == true;

    /// <summary>The columns of a cmdlet that makes such requests.</summary>
    public static IReadOnlyList<RowField> Of(Type cmdlet, Type request) => s_fields.GetOrAdd((cmdlet, request), key => Find(key.Cmdlet, key.Request));

    /// <summary>The value of a cell; null where it is blank.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public object? Read(object? cell) => _read(cell);

    /// <summary>What the parameter holds, plain.</summary>
    public object? Held(PSCmdlet cmdlet) => _parameter.GetValue(cmdlet) switch
    {
        ICell cell => CellValue.Plain(cell.Raw),
        SwitchParameter given => given.IsPresent,
        _ => null,
    };

    private static RowField[] Find(Type cmdlet, Type request)
        => cmdlet.GetProperties()
            .Select(p => (Parameter: p, Given: p.GetCustomAttribute<GivenAttribute>()))
            .Where(p => p.Given is not null)
            .OrderBy(p => p.Parameter.MetadataToken)
            .Select(p => Make(p.Parameter, p.Given!, request))
            .ToArray();

    private static RowField Make(PropertyInfo parameter, GivenAttribute given, Type request)
    {
        if (given.OwnKind is { } kind)
        {
            return new RowField(parameter, given, null, cell => Field.Read(kind, cell));
        }

        if (FieldTable.Of(request).FirstOrDefault(f => f.Name == parameter.Name) is { } field)
        {
            return new RowField(parameter, given, field, field.Read);
        }

        return parameter.PropertyType == typeof(Cell<Hashtable>)
            ? new RowField(parameter, given, null, CustomTags.Read)
            : new RowField(parameter, given, null, cell => ClearedFields.Read(request, cell));
    }
}
