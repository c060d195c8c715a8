using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates;

/// <summary>Which amounts a type of deal is made of (S003): the one place that knows it.</summary>
public static class DealTypes
{
    // The bits of AffDealType (S001, S003), the amount that each part requires, and the qualifiers that only it has.
    private static readonly Part[] s_parts =
    {
        new("CPL", 1, nameof(DealCreate.CplAmount), new[] { nameof(DealCreate.CplVolumeQualifier) }),
        new(
            "CPA",
            2,
            nameof(DealCreate.CpaAmount),
            new[]
            {
                nameof(DealCreate.CpaFtdQualifier), nameof(DealCreate.CpaDepositQualifier), nameof(DealCreate.CpaNetDepositQualifier),
                nameof(DealCreate.CpaVolumeQualifier), nameof(DealCreate.CpaActivityCountQualifier),
            }),
        new("RevShare", 4 | 8, nameof(DealCreate.RevSharePercentage), Array.Empty<string>()),
    };

    /// <summary>The nine types that the API supports, in the order of their numbers.</summary>
    public static IReadOnlyList<DealType> Supported { get; } = Enum.GetValues(typeof(DealType)).Cast<DealType>().ToArray();

    /// <summary>Whether the API supports the type; 7, 11, 12 and others are bit masks, too, but no types.</summary>
    public static bool IsSupported(DealType type) => Supported.Contains(type);

    /// <summary>The properties of <see cref="DealCreate"/> that a deal of this type must have.</summary>
    public static IReadOnlyList<string> RequiredAmounts(DealType type) => s_parts.Where(p => p.IsIn(type)).Select(p => p.Amount).ToArray();

    /// <summary>
    /// The types that these amounts allow: none, one, or two, because a share of revenue does not tell whether it is one of
    /// the net profit and loss or of the net deposits.
    /// </summary>
    public static IReadOnlyList<DealType> Possible(bool hasCplAmount, bool hasCpaAmount, bool hasRevSharePercentage)
        => Supported
            .Where(t => RequiredAmounts(t).Contains(nameof(DealCreate.CplAmount), StringComparer.Ordinal) == hasCplAmount
                && RequiredAmounts(t).Contains(nameof(DealCreate.CpaAmount), StringComparer.Ordinal) == hasCpaAmount
                && RequiredAmounts(t).Contains(nameof(DealCreate.RevSharePercentage), StringComparer.Ordinal) == hasRevSharePercentage)
            .ToArray();

    /// <summary>The type that these amounts imply; null where there is none or it is not the only one.</summary>
    public static DealType? Infer(bool hasCplAmount, bool hasCpaAmount, bool hasRevSharePercentage)
        => Possible(hasCplAmount, hasCpaAmount, hasRevSharePercentage) is { Count: 1 } one ? one[0] : null;

    /// <summary>What is wrong with these fields for a deal of this type; null where nothing is.</summary>
    internal static string? Problem(DealType type, IReadOnlyCollection<string> given)
    {
        if (!IsSupported(type))
        {
            return FormattableString.Invariant($"{(int)type} is no type of deal that the API supports. The types are {string.Join(", ", Supported)}.");
        }

        IReadOnlyList<string> required = RequiredAmounts(type);
        List<string> missing = required.Where(a => !given.Contains(a, StringComparer.Ordinal)).ToList();
        if (missing.Count > 0)
        {
            return $"A {type} deal needs {string.Join(" and ", required)}: {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing.";
        }

        List<string> superfluous = s_parts.Where(p => !p.IsIn(type)).SelectMany(p => p.Fields.Intersect(given, StringComparer.Ordinal)).ToList();
        if (superfluous.Count > 0)
        {
            string parts = string.Join(" and no ", s_parts.Where(p => !p.IsIn(type) && p.Fields.Intersect(given, StringComparer.Ordinal).Any()).Select(p => p.Name));
            return $"A {type} deal has no {parts} part: {string.Join(" and ", superfluous)} {(superfluous.Count == 1 ? "does" : "do")} not belong to it.";
        }

        return null;
    }

    private sealed class Part
    {
        private readonly int _bits;

        public Part(string name, int bits, string amount, string[] qualifiers)
        {
            Name = name;
            _bits = bits;
            Amount = amount;
            Fields = qualifiers.Prepend(amount).ToArray();
        }

        public string Name { get; }

        public string Amount { get; }

        public IReadOnlyList<string> Fields { get; }

        public bool IsIn(DealType type) => ((int)type & _bits) != 0;
    }
}
