namespace SmarticoAffiliates;

/// <summary>What an answer means, before anybody reads a record in it.</summary>
internal enum AnswerMeaning
{
    /// <summary>It tells neither that it was done nor that it was not: never success, never silence.</summary>
    Unclear = 0,

    /// <summary>The server says that it did what was asked; whether it did so to what was asked, its record tells.</summary>
    Success,

    /// <summary>The server says no.</summary>
    Refusal,

    /// <summary>The account's limit: the server turned it away and did nothing.</summary>
    Throttled,

    /// <summary>The server failed, or something in front of it: the same may succeed a moment later, and may have been done.</summary>
    Transient,
}
