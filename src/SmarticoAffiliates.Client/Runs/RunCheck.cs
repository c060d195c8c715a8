using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Holds what a plan saw against what is there.</summary>
public static class RunCheck
{
    /// <summary>
    /// Finds fields that have neither the value that the plan saw nor the one that it gives. Where nothing was known of a
    /// field, nothing is said of it.
    /// </summary>
    /// <param name="changes">The plan's.</param>
    /// <param name="present">What is there.</param>
    /// <returns>The fields that somebody else has changed, with what they have now; empty where there is none.</returns>
    public static IReadOnlyList<FieldChange> ChangedMeanwhile(FieldChangeList changes, SmarticoObject present)
    {
        JObject fields = WireJson.WriteWithoutNulls(present);
        return changes.Where(c => c.OldToken is not null
            && !FieldValues.AreSame(fields[c.WireName], c.OldToken)
            && !FieldValues.AreSame(fields[c.WireName], c.NewToken))
            .Select(c => c.Over(fields[c.WireName]))
            .ToList();
    }

    /// <summary>Finds what shows that it is not the record that is meant, though it has the id.</summary>
    /// <param name="knownBy">What the record must have.</param>
    /// <param name="present">What is there.</param>
    public static IReadOnlyList<FieldChange> NotMeant(FieldChangeList knownBy, SmarticoObject present)
    {
        if (knownBy.Count == 0)
        {
            return knownBy;
        }

        JObject fields = WireJson.WriteWithoutNulls(present);
        return knownBy.Where(c => !FieldValues.AreSame(fields[c.WireName], c.NewToken))
            .Select(c => c.Back().Over(fields[c.WireName]))
            .ToList();
    }

    /// <summary>Whether the record has all that it is to have.</summary>
    public static bool IsDone(FieldChangeList changes, SmarticoObject present)
    {
        JObject fields = WireJson.WriteWithoutNulls(present);
        return changes.All(c => FieldValues.AreSame(fields[c.WireName], c.NewToken));
    }

    /// <summary>The error for a record that is no longer as the plan saw it.</summary>
    public static SmarticoException Failure(IReadOnlyList<FieldChange> changed)
        => new(
            SmarticoErrorKind.ChangedMeanwhile,
            $"It is no longer as the plan saw it: {string.Join("; ", changed.Select(c => $"{c.Name} was {FieldChange.Text(c.Old)} and is {FieldChange.Text(c.New)}"))}. Nothing was sent. Plan again, or add -Force.");
}
