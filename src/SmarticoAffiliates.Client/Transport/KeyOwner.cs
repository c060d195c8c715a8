namespace SmarticoAffiliates;

/// <summary>Whose the API key is (FA): that decides which resources answer it.</summary>
public enum KeyOwner
{
    /// <summary>Not known: nothing has told it yet.</summary>
    Unknown = 0,

    /// <summary>The operator's: the resources that end in <c>_op</c> answer.</summary>
    Operator,

    /// <summary>An affiliate's own: the resources that end in <c>_af</c> answer, and are about this affiliate.</summary>
    Affiliate,
}
