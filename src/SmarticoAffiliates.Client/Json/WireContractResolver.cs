using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace SmarticoAffiliates;

/// <summary>Gives every property of a record the tolerant reading of its type.</summary>
internal sealed class WireContractResolver : DefaultContractResolver
{
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        JsonProperty property = base.CreateProperty(member, memberSerialization);
        property.Converter ??= WireValueConverter.For(property.PropertyType!);
        return property;
    }
}
