using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using Newtonsoft.Json;

namespace SmarticoAffiliates.Commands;

/// <summary>The columns that the cmdlets know, by the names of parameters, properties and the API, and what they hold.</summary>
internal sealed class TableColumns
{
    private static readonly Lazy<TableColumns> s_all = new(() => new TableColumns(Declared()));

    private readonly Dictionary<string, ColumnKind> _kinds = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    internal TableColumns(IEnumerable<(string Name, ColumnKind Kind)> columns)
    {
        foreach ((string name, ColumnKind kind) in columns)
        {
            // What is a date here and text there can be read by the one that takes it alone.
            _kinds[name] = !_kinds.TryGetValue(name, out ColumnKind known) || known == kind ? kind : Common(known, kind);
            string key = Key(name);
            if (!_names.TryGetValue(key, out string? present) || IsWireName(present))
            {
                _names[key] = name;
            }
        }
    }

    /// <summary>The columns of all cmdlets.</summary>
    public static TableColumns All => s_all.Value;

    /// <summary>The names and kinds.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds => _kinds;

    /// <summary>Whether a column of this very name is known, in whatever case.</summary>
    public bool IsKnown(string name) => _kinds.ContainsKey(name) || IsCustomTag(name);

    /// <summary>What the column of this name holds.</summary>
    public ColumnKind KindOf(string name) => _kinds.TryGetValue(name, out ColumnKind kind) ? kind : ColumnKind.Text;

    /// <summary>
    /// The known name that a header means: <c>Promo Code</c>, <c>promo-code</c> and <c>PROMOCODE</c> mean PromoCode; a
    /// name of the API stays as it is. Null where it means none.
    /// </summary>
    public string? Meant(string header)
    {
        if (IsCustomTag(header))
        {
            return header;
        }

        string key = Key(header);
        if (key.StartsWith("customprop", StringComparison.Ordinal) && key.Skip("customprop".Length).All(c => c is >= '0' and <= '9') && key.Length > "customprop".Length)
        {
            return "custom_prop_" + key.Substring("customprop".Length);
        }

        return _kinds.ContainsKey(header) && IsWireName(header) ? header
            : _names.TryGetValue(key, out string? name) ? name
            : null;
    }

    /// <summary>The known name that is nearly this one; null where there is none, or where it is known.</summary>
    public string? Near(string header)
    {
        string key = Key(header);
        int allowed = key.Length < 5 ? 0 : key.Length < 8 ? 1 : 2;
        return allowed == 0 || Meant(header) is not null
            ? null
            : _names.Select(n => (n.Value, Distance: Distance(key, n.Key, allowed)))
                .Where(n => n.Distance <= allowed)
                .OrderBy(n => n.Distance)
                .ThenBy(n => n.Value, StringComparer.Ordinal)
                .Select(n => n.Value)
                .FirstOrDefault();
    }

    /// <summary>The letters and digits of a name, in one case.</summary>
    internal static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (char c in name.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.ToString();
    }

    // The one place that knows where columns are declared: the fields of requests, the records that are exported, and the
    // parameters that rows are bound to, which have further names.
    private static IEnumerable<(string Name, ColumnKind Kind)> Declared()
    {
        var kinds = new Dictionary<string, ColumnKind>(StringComparer.OrdinalIgnoreCase);
        Type[] types = typeof(SmarticoObject).Assembly.GetExportedTypes();
        foreach (Field field in types.Where(t => !t.IsAbstract && typeof(ChangeSet).IsAssignableFrom(t)).SelectMany(FieldTable.Of))
        {
            kinds[field.Name] = KindOf(field.Kind);
            yield return (field.Name, KindOf(field.Kind));
            yield return (field.WireName, KindOf(field.Kind));
        }

        foreach (PropertyInfo property in types.Where(t => typeof(SmarticoObject).IsAssignableFrom(t)).SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
        {
            yield return (property.Name, KindOf(property.PropertyType));
            if (property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName is { } wire)
            {
                yield return (wire, KindOf(property.PropertyType));
            }
        }

        foreach (PropertyInfo parameter in typeof(TableColumns).Assembly.GetExportedTypes()
            .Where(t => t.IsDefined(typeof(CmdletAttribute), inherit: false) && t != typeof(ImportSmarticoTableCommand))
            .SelectMany(t => t.GetProperties())
            .Where(p => p.GetCustomAttributes<ParameterAttribute>().Any(a => a.ValueFromPipelineByPropertyName)))
        {
            ColumnKind kind = kinds.TryGetValue(parameter.Name, out ColumnKind known) ? known : ColumnKind.Text;
            IEnumerable<string> aliases = parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? Enumerable.Empty<string>();
            foreach (string name in aliases.Prepend(parameter.Name))
            {
                yield return (name, kind);
            }
        }
    }

    private static ColumnKind KindOf(FieldKind kind) => kind switch
    {
        FieldKind.Date or FieldKind.EndDate => ColumnKind.Date,
        FieldKind.Amount => ColumnKind.Decimal,
        FieldKind.YesNo or FieldKind.Consent => ColumnKind.Boolean,
        FieldKind.ActiveAsBoolean or FieldKind.ActiveAsNumber => ColumnKind.Status,
        _ => ColumnKind.Text,
    };

    private static ColumnKind KindOf(Type type)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(DateTimeOffset) || value == typeof(DateTime) ? ColumnKind.Date
            : value == typeof(decimal) ? ColumnKind.Decimal
            : value == typeof(bool) ? ColumnKind.Boolean
            : value == typeof(ActiveStatus) ? ColumnKind.Status
            : ColumnKind.Text;
    }

    // A status of affiliates is a name alone; true and false are a promo code's, under the same name.
    private static ColumnKind Common(ColumnKind one, ColumnKind other)
        => one is ColumnKind.Status or ColumnKind.Boolean || other is ColumnKind.Status or ColumnKind.Boolean
            ? one is ColumnKind.Date or ColumnKind.Decimal || other is ColumnKind.Date or ColumnKind.Decimal ? ColumnKind.Text : ColumnKind.Status
            : ColumnKind.Text;

    private static bool IsWireName(string name) => name.Length > 0 && !char.IsUpper(name[0]);

    private static bool IsCustomTag(string name)
        => name.StartsWith("custom_prop_", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.Substring("custom_prop_".Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>How many letters have to be added, dropped, changed or swapped with their neighbour; more than allowed is not counted out.</summary>
    private static int Distance(string one, string other, int allowed)
    {
        if (Math.Abs(one.Length - other.Length) > allowed)
        {
            return allowed + 1;
        }

        var rows = new int[one.Length + 1][];
        for (int i = 0; i <= one.Length; i++)
        {
            rows[i] = new int[other.Length + 1];
            rows[i][0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                if (i == 0)
                {
                    rows[i][j] = j;
                    continue;
                }

                int changed = rows[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                int least = Math.Min(changed, Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    least = Math.Min(least, rows[i - 2][j - 2] + 1);
                }

                rows[i][j] = least;
            }
        }

        return rows[one.Length][other.Length];
    }
}
