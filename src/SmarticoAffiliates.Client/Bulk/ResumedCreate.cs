using System.Collections.Generic;

namespace SmarticoAffiliates;

/// <summary>A create that an earlier run was cut off in, and what is known of the time before.</summary>
public sealed class ResumedCreate
{
    /// <summary>A create that is looked for before it is sent again.</summary>
    /// <param name="idsBefore">The ids of the records that were there before it was sent first; null where nobody knows: then none that is found is taken for it.</param>
    public ResumedCreate(IReadOnlyCollection<int>? idsBefore) => IdsBefore = idsBefore;

    /// <summary>The ids of the records that were there before it was sent first, of the kind and the affiliate of the one that is created; null where they are not known.</summary>
    public IReadOnlyCollection<int>? IdsBefore { get; }
}
