using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>A tracking link to build (S001). LinkId and AffiliateId are needed.</summary>
public sealed class TrackingLinkCreate : ChangeSet
{
    /// <summary>The destination link to which it is to lead.</summary>
    [Field("link_id", FieldKind.Id)]
    public Optional<int> LinkId { get; init; }

    /// <summary>The affiliate whose players it is to count.</summary>
    [Field("affiliate_id", FieldKind.Id)]
    public Optional<int> AffiliateId { get; init; }

    /// <summary>The affiliate's source that it is to tell apart; null in the example, so its type is undocumented: it is sent as text.</summary>
    [Field("source_id", FieldKind.Code)]
    public Optional<string> SourceId { get; init; }

    /// <summary>The same, with this affiliate where none was given.</summary>
    public TrackingLinkCreate WithDefaults(int? affiliateId) => this.With(r => r.AffiliateId, AffiliateId.Or(affiliateId));

    /// <summary>Checks what can be checked before anything is sent.</summary>
    /// <exception cref="SmarticoException">What is missing (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public void Check()
    {
        if (!LinkId.IsGiven)
        {
            throw Missing(nameof(LinkId));
        }

        if (!AffiliateId.IsGiven)
        {
            throw Missing(nameof(AffiliateId));
        }
    }

    /// <summary>The call of the method; the example sends a source that is not given as null.</summary>
    internal JObject ToCall()
    {
        JObject link = ToJson();
        link["source_id"] ??= JValue.CreateNull();
        return new JObject { ["method"] = "af2_build_link", ["params"] = new JObject { ["linkParams"] = link } };
    }
}
