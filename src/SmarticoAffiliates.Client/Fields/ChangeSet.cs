using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The fields of a create or an update: immutable, and only what was given. Its fields are declared by <see cref="FieldAttribute"/>.</summary>
public abstract class ChangeSet
{
    /// <summary>Whether nothing was given.</summary>
    public bool IsEmpty => !Given().Any() && !ExtraFields().Any();

    /// <summary>The fields of this type of request.</summary>
    internal IReadOnlyList<Field> Fields => FieldTable.Of(GetType());

    /// <summary>The type's name alone: a request may hold what must not be shown.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>
    /// The given fields in which a record differs from what is given. A field that the record does not show is among them:
    /// nobody knows that it is the same. A secret is not: it is never compared.
    /// </summary>
    public virtual IReadOnlyList<FieldChange> DifferenceFrom(SmarticoObject present)
    {
        var differences = new List<FieldChange>();
        foreach (Field field in Given().Where(f => !f.IsSecret))
        {
            object? wanted = field.ValueIn(this);
            bool isShown = field.TryShow(present, out object? value);
            if (!isShown || !Field.AreSame(wanted, value))
            {
                differences.Add(new FieldChange(field.Name, field.WireName, value, wanted, isShown));
            }
        }

        return differences;
    }

    /// <summary>The given fields and their values, as changes of something of which nothing is known.</summary>
    public IReadOnlyList<FieldChange> AsChanges()
        => Given().Select(f => new FieldChange(f.Name, f.WireName, null, f.IsSecret ? Redactor.Mask : f.ValueIn(this), isOldKnown: false))
            .Concat(ExtraFields().Select(f => new FieldChange(f.Key, f.Key, null, f.Value, isOldKnown: false)))
            .ToList();

    /// <summary>The fields that were given, in the order in which they are sent.</summary>
    internal IEnumerable<Field> Given() => Fields.Where(f => f.IsGiven(this));

    /// <summary>A copy without the fields that are not named.</summary>
    internal virtual ChangeSet Only(IReadOnlyCollection<string> names)
    {
        ChangeSet copy = Copy();
        foreach (Field field in Fields.Where(f => !names.Contains(f.Name, System.StringComparer.Ordinal)))
        {
            field.Remove(copy);
        }

        return copy;
    }

    /// <summary>A copy: what a field's access changes before anybody else has it.</summary>
    internal ChangeSet Copy() => (ChangeSet)MemberwiseClone();

    /// <summary>The JSON that is sent.</summary>
    internal JObject ToJson()
    {
        var json = new JObject();
        foreach (Field field in Given())
        {
            json.Add(field.WireName, field.Write(this));
        }

        foreach (KeyValuePair<string, object?> extra in ExtraFields())
        {
            json.Add(extra.Key, extra.Value is null ? JValue.CreateNull() : JToken.FromObject(extra.Value));
        }

        return json;
    }

    /// <summary>What is sent, without its secrets, as a text that is the same for the same meaning: by it a later run knows a row again.</summary>
    public string ToKey()
    {
        JObject sent = ToJson();
        Redactor.RemoveSecrets(sent);
        return FieldKinds.Meaning(sent).ToString(Formatting.None);
    }

    /// <summary>Fields whose names are not known beforehand.</summary>
    internal virtual IEnumerable<KeyValuePair<string, object?>> ExtraFields() => Enumerable.Empty<KeyValuePair<string, object?>>();

    /// <summary>The change of a field of this request that was not given, where that means a value, too.</summary>
    private protected FieldChange Unasked(string name, object? old, object? @new)
        => new(name, Fields.First(f => f.Name == name).WireName, old, @new);

    private protected void CheckNotEmpty()
    {
        if (IsEmpty)
        {
            throw new SmarticoException(SmarticoErrorKind.NothingToChange, "No field was given to change. Nothing was sent.");
        }
    }

    /// <summary>Codes of countries and languages; as text, which cells are, they are read by the same rule.</summary>
    private protected void CheckCodes()
    {
        foreach (Field field in Given().Where(f => f.Kind == FieldKind.Letters))
        {
            try
            {
                CellText.Letters(field.ValueIn(this));
            }
            catch (System.FormatException wrong)
            {
                throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"{field.Name} {wrong.Message} Nothing was sent.", wrong);
            }
        }
    }

    private protected static SmarticoException Missing(string name)
        => new(SmarticoErrorKind.InvalidInput, $"{name} is missing. Nothing was sent.");
}
