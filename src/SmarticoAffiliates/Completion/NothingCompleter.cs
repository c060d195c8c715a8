using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>Offers nothing for a value that only the user knows: without a completer PowerShell would offer names of files.</summary>
public sealed class NothingCompleter : Completer
{
    private protected override IEnumerable<Candidate> Find(CompletionCall call) => Enumerable.Empty<Candidate>();
}
