using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>A create of one resource: how it is sent, and how it is looked for where its answer was lost.</summary>
/// <typeparam name="T">The record's type.</typeparam>
internal interface ICreation<T>
    where T : SmarticoObject
{
    /// <summary>Whether the server itself refuses a second one of the same name.</summary>
    bool HasUniqueName { get; }

    /// <summary>Sends the create.</summary>
    /// <exception cref="SmarticoException">A refusal, or that it is not known what came of it.</exception>
    Task<T> PostAsync(CancellationToken cancellationToken);

    /// <summary>Looks once for the record that was to be created.</summary>
    /// <param name="isThorough">Whether nothing is to come after it: then it is searched for under other spellings, too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SmarticoException">The look failed; or there is another of the name, which is the row's refusal.</exception>
    Task<Sighting<T>> LookAsync(bool isThorough, CancellationToken cancellationToken);
}

/// <summary>What one look showed.</summary>
/// <typeparam name="T">The record's type.</typeparam>
internal sealed class Sighting<T>
    where T : SmarticoObject
{
    /// <summary>Nothing like it is there.</summary>
    public static readonly Sighting<T> Nothing = new(null, null, string.Empty);

    private Sighting(T? own, T? near, string differences)
    {
        Own = own;
        Near = near;
        Differences = differences;
    }

    /// <summary>The record that was to be created.</summary>
    public T? Own { get; }

    /// <summary>A record that may be it and need not.</summary>
    public T? Near { get; }

    /// <summary>In what the record differs from what was sent; empty where in nothing.</summary>
    public string Differences { get; }

    /// <summary>It is there.</summary>
    public static Sighting<T> OfOwn(T record, string differences) => new(record, null, differences);

    /// <summary>Something like it is there.</summary>
    public static Sighting<T> OfNear(T record, string differences) => new(null, record, differences);
}
