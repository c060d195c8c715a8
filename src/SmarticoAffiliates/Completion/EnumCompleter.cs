using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes the names of an enumeration, also from their numbers, and tells what each means.</summary>
/// <remarks>
/// Where a parameter's type is an enumeration, or an array or a nullable of one, PowerShell completes the bare names itself
/// and asks no completer. So such a parameter is an <see cref="Enum"/>: its cell makes sure of which, and
/// <c>PSTypeName</c> tells the syntax.
/// </remarks>
public abstract class EnumCompleter : Completer
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Candidate>> s_choices = new();

    private readonly Type _type;
    private readonly bool _isNumberOnWire;

    private protected EnumCompleter(Type type, bool isNumberOnWire = true)
    {
        _type = type;
        _isNumberOnWire = isNumberOnWire;
    }

    // "Act" is Active alone, although it is a part of Inactive, too.
    private protected override IEnumerable<Candidate> Find(CompletionCall call)
        => Candidate.MatchingBest((IReadOnlyCollection<Candidate>)s_choices.GetOrAdd(_type, Choices), call.Word);

    private IReadOnlyList<Candidate> Choices(Type type)
        => Enum.GetValues(type).Cast<object>().Select(value =>
        {
            string name = value.ToString()!;
            string number = Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
            string meaning = type.GetField(name)!.GetCustomAttribute<DescriptionAttribute>()?.Description ?? name;
            return _isNumberOnWire ? new Candidate(name, name, number + ": " + meaning, name, number) : new Candidate(name, name, meaning, name);
        }).ToArray();
}

/// <summary>Completes the statuses of affiliates.</summary>
public sealed class AffiliateStatusCompleter : EnumCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public AffiliateStatusCompleter()
        : base(typeof(AffiliateStatus))
    {
    }
}

/// <summary>Completes the statuses of promo codes and pixels.</summary>
public sealed class ActiveStatusCompleter : EnumCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public ActiveStatusCompleter()
        : base(typeof(ActiveStatus), isNumberOnWire: false)
    {
    }
}

/// <summary>Completes the additional measurements that an affiliate may see.</summary>
public sealed class RoleCompleter : EnumCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public RoleCompleter()
        : base(typeof(AffiliateRole))
    {
    }
}

/// <summary>Completes the types of deals.</summary>
public sealed class DealTypeCompleter : EnumCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public DealTypeCompleter()
        : base(typeof(DealType))
    {
    }
}

/// <summary>Completes what sets a pixel off.</summary>
public sealed class PixelTriggerCompleter : EnumCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public PixelTriggerCompleter()
        : base(typeof(PixelTrigger))
    {
    }
}

/// <summary>Completes how a pixel's URL is called.</summary>
public sealed class PixelDeliveryCompleter : EnumCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public PixelDeliveryCompleter()
        : base(typeof(PixelDelivery))
    {
    }
}

/// <summary>Completes the states of a run's rows.</summary>
public sealed class RunStateCompleter : EnumCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public RunStateCompleter()
        : base(typeof(RunState), isNumberOnWire: false)
    {
    }
}

/// <summary>Completes the parts of a snapshot.</summary>
public sealed class SnapshotPartCompleter : EnumCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public SnapshotPartCompleter()
        : base(typeof(SnapshotPart), isNumberOnWire: false)
    {
    }
}
