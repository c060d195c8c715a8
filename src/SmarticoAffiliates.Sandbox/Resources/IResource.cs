namespace SmarticoAffiliates.Sandbox;

/// <summary>One path of the API. Called under the router's lock.</summary>
internal interface IResource
{
    string Path { get; }

    /// <summary>Whose key is needed.</summary>
    KeyKind Key { get; }

    /// <summary>Answers a request for the path (<paramref name="id"/> is null) or for one object below it.</summary>
    Reply Handle(Call call, int? id);
}

/// <summary>Whose key a resource needs. The wrong one's answer is the permission refusal (FA).</summary>
internal enum KeyKind
{
    /// <summary>None: registration is public (S004).</summary>
    None = 0,

    /// <summary>The operator's: paths that end in <c>_op</c>.</summary>
    Operator,

    /// <summary>An affiliate's own: paths that end in <c>_af</c> (FA).</summary>
    Affiliate,
}
