using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes the names of clearable fields.</summary>
public abstract class ClearCompleter : Completer
{
    private readonly Type _changes;

    private protected ClearCompleter(Type changes) => _changes = changes;

    private protected override IEnumerable<Candidate> Find(CompletionCall call)
        => Candidate.MatchingBest(FieldTable.Clearable(_changes).Select(f => new Candidate(f.Name, f.Name, f.WireName, f.Name, f.WireName)).ToArray(), call.Word);
}
