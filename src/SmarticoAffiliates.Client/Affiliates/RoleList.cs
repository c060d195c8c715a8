using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;

namespace SmarticoAffiliates;

/// <summary>The roles of an affiliate; its text is their names, such as <c>RegistrationsReport;FTDDate</c>.</summary>
[JsonConverter(typeof(RoleListConverter))]
public sealed class RoleList : ValueList<AffiliateRole>
{
    /// <summary>Makes a list of these roles.</summary>
    public RoleList(IEnumerable<AffiliateRole> roles)
        : base(roles)
    {
    }
}

internal sealed class RoleListConverter : ValueListConverter<RoleList>
{
    private protected override RoleList Make(IEnumerable<int> numbers) => new(numbers.Select(n => (AffiliateRole)n));

    private protected override IEnumerable<int> Numbers(RoleList list) => list.Select(r => (int)r);
}
