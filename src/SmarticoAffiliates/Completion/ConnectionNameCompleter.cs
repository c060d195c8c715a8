using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes the names of the runspace's connections (<c>Connect-Smartico -Name</c>).</summary>
public sealed class ConnectionNameCompleter : Completer
{
    private protected override IEnumerable<Candidate> Find(CompletionCall call)
        => Candidate.Matching(CurrentConnection.AllAtPrompt().Where(c => c.Name is not null).Select(c => Candidate.ForName(c.Name!, c.ToString())), call.Word);
}
