using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The fields of one record that change. Its text is what a table and a CSV file show.</summary>
public sealed class FieldChangeList : ReadOnlyCollection<FieldChange>
{
    /// <summary>No field.</summary>
    public static readonly FieldChangeList None = new(new List<FieldChange>());

    internal FieldChangeList(IList<FieldChange> changes)
        : base(changes)
    {
    }

    /// <summary>All of them: <c>Status: Active → Inactive, EndDate: (nothing) → 2026-12-31T23:59:59Z</c>.</summary>
    public override string ToString() => string.Join(", ", this.Select(c => c.ToString()));

    /// <summary>What a request gives to a record, each field with what is there at present, where that is known. Secrets are not among them.</summary>
    /// <param name="recordType">The type of the record.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="present">The record as it is; null where that is not known.</param>
    public static FieldChangeList Of(System.Type recordType, ChangeSet request, SmarticoObject? present)
    {
        JObject body = request.ToJson();
        Redactor.RemoveSecrets(body);
        return Of(RecordFields.Of(recordType), body, present is null ? null : WireJson.WriteWithoutNulls(present));
    }

    private static FieldChangeList Of(RecordFields fields, JObject body, JObject? present)
        => new(body.Properties().Select(p => new FieldChange(fields, p.Name, present is null ? null : present[p.Name] ?? JValue.CreateNull(), p.Value)).ToList());

    /// <summary>In what two states of a record differ, in the order of their fields.</summary>
    /// <param name="fields">The record's fields.</param>
    /// <param name="before">The earlier state.</param>
    /// <param name="after">The later state.</param>
    /// <param name="isLeftOut">Tells by the wire's name which fields are not looked at.</param>
    internal static FieldChangeList Between(RecordFields fields, JObject before, JObject after, System.Func<string, bool> isLeftOut)
        => new(before.Properties().Concat(after.Properties())
            .Select(p => p.Name)
            .Distinct(System.StringComparer.Ordinal)
            .Where(name => !isLeftOut(name) && !FieldValues.AreSame(before[name], after[name]))
            .Select(name => new FieldChange(fields, name, before[name] ?? JValue.CreateNull(), after[name])).ToList());

    /// <summary>The fields with their old and new values, as a line of a file holds them.</summary>
    internal JObject ToJson()
    {
        var json = new JObject();
        foreach (FieldChange change in this)
        {
            var values = new JObject { ["new"] = change.NewToken };
            if (change.OldToken is not null)
            {
                values.AddFirst(new JProperty("old", change.OldToken));
            }

            json[change.WireName] = values;
        }

        return json;
    }

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    /// <param name="fields">The record's fields.</param>
    /// <param name="json">The line's part.</param>
    /// <param name="standIn">What stands for the id of a record that is not made yet.</param>
    internal static FieldChangeList Read(RecordFields fields, JObject? json, int? standIn)
        => json is null
            ? None
            : new(json.Properties().Select(p => new FieldChange(fields, p.Name, (p.Value as JObject)?["old"], (p.Value as JObject)?["new"], standIn)).ToList());

    /// <summary>The body that gives a record the new values.</summary>
    internal JObject ToBody() => new(this.Select(c => new JProperty(c.WireName, c.NewToken.DeepClone())));
}
