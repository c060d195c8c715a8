using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>Completes cultures, by their codes or by their names: <c>ger</c> finds de-DE.</summary>
public sealed class CultureCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Candidate> Find(CompletionCall call)
        => Candidate.MatchingBest(
            CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new Candidate(c.Name, c.Name + " " + c.EnglishName, c.EnglishName, c.EnglishName)).ToArray(),
            call.Word);
}
