namespace SmarticoAffiliates;

/// <summary>One row of the table: which answers, and what they mean. What it does not name may be anything.</summary>
internal sealed class AnswerRule
{
    /// <summary>Makes a row.</summary>
    /// <param name="meaning">What such an answer means.</param>
    /// <param name="kind">Of which kind the failure is; nothing for a success.</param>
    /// <param name="source">Where that is known from: S…, P, FA … FC, HTTP (RFC 9110), or "undocumented".</param>
    public AnswerRule(AnswerMeaning meaning, SmarticoErrorKind kind, string source)
    {
        Meaning = meaning;
        Kind = kind;
        Source = source;
    }

    public AnswerMeaning Meaning { get; }

    public SmarticoErrorKind Kind { get; }

    public string Source { get; }

    /// <summary>The HTTP statuses.</summary>
    public Numbers? Status { get; init; }

    /// <summary>The code in the body.</summary>
    public Numbers? Code { get; init; }

    /// <summary>Whether it says that the key has no permission.</summary>
    public bool IsOfKey { get; init; }

    /// <summary>Any code but 0.</summary>
    public bool IsRefusedByCode { get; init; }

    /// <summary>Whose codes they are, where the number means something else elsewhere.</summary>
    public AnswerCodes? Codes { get; init; }

    /// <summary>The words, wherever they stand.</summary>
    public KnownWords? Words { get; init; }

    /// <summary>True: only with words, but none that say that all went well; false: only without a word.</summary>
    public bool? HasWords { get; init; }

    /// <summary>True where the body says in a flag or a word that it failed (<c>"success":false</c>).</summary>
    public bool SaysNo { get; init; }

    /// <summary>The forms of the body.</summary>
    public AnswerShape? Shape { get; init; }

    /// <summary>What can be done, where these answers need other words than all of the kind.</summary>
    public string? Advice { get; init; }

    public bool Covers(AnswerFacts facts)
        => Status?.Has(facts.Status) != false
            && (Codes is null || Codes == facts.Codes)
            && (Code is null || (facts.Code is { } code && Code.Has(code)))
            && (!IsRefusedByCode || facts.Code is not (null or 0))
            && (Words is null || Words.AreAmong(facts.Words))
            && (HasWords is null || HasWords == (HasWords == true ? facts.HasUnknownWords : facts.Words.Count > 0))
            && (!SaysNo || facts.Says == false)
            && (Shape is null || (Shape.Value & facts.Shape) == facts.Shape);
}
