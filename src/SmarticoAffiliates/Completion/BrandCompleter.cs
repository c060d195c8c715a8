using System.Collections.Generic;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes brands: those of the destination links.</summary>
public abstract class BrandCompleter : LiveCompleter
{
    private readonly SeenKind _kind;

    private protected BrandCompleter(SeenKind kind) => _kind = kind;

    internal override async Task<IReadOnlyList<Candidate>> ReadAsync(SmarticoConnection connection, CompletionCall call)
    {
        await LinkIdCompleter.ReadLinksAsync(connection).ConfigureAwait(false);
        return connection.Completion.Seen.Of(_kind);
    }
}

/// <summary>Completes ids of brands, by id or by name.</summary>
public sealed class BrandIdCompleter : BrandCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public BrandIdCompleter()
        : base(SeenKind.Brand)
    {
    }
}

/// <summary>Completes names of brands.</summary>
public sealed class BrandNameCompleter : BrandCompleter
{
    /// <summary>Makes one for PowerShell.</summary>
    public BrandNameCompleter()
        : base(SeenKind.BrandName)
    {
    }
}
