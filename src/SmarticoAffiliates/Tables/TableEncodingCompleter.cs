using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes names of encodings.</summary>
public sealed class TableEncodingCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Candidate> Find(CompletionCall call)
        => Candidate.Matching(TableEncoding.Names.Select(n => new Candidate(n, n, n)), call.Word);
}
