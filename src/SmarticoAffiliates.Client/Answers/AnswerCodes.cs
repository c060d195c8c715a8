namespace SmarticoAffiliates;

/// <summary>Which codes a resource answers with: the same number means something else elsewhere.</summary>
internal enum AnswerCodes
{
    /// <summary>Those of the API as a whole: 0, 3, and refusals.</summary>
    General = 0,

    /// <summary>Those of a registration (S004: AffApiErrors), see <see cref="RegistrationError"/>.</summary>
    Registration,
}
