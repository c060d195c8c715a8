namespace SmarticoAffiliates.Sandbox;

/// <summary>One path of the API. Called under the router's lock.</summary>
internal interface IResource
{
    string Path { get; }

    /// <summary>Whether an operator's key is needed (S004: registration needs none).</summary>
    bool NeedsOperatorKey { get; }

    /// <summary>Answers a request for the path (<paramref name="id"/> is null) or for one object below it.</summary>
    Reply Handle(Call call, int? id);
}
