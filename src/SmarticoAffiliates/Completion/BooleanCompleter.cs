using System.Collections.Generic;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes true and false, also from the other words that a cell reads so.</summary>
public sealed class BooleanCompleter : Completer
{
    private static readonly Candidate[] s_values =
    {
        new("true", "true", "Yes: also yes and 1.", "true", "yes", "1"),
        new("false", "false", "No: also no and 0.", "false", "no", "0"),
    };

    private protected override IEnumerable<Candidate> Find(CompletionCall call) => Candidate.MatchingBest(s_values, call.Word.TrimStart('$'));
}
