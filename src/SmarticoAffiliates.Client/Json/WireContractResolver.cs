using System;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace SmarticoAffiliates;

/// <summary>Gives every model property the tolerant reading of its type, and leaves absent fields out of requests.</summary>
internal sealed class WireContractResolver : DefaultContractResolver
{
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        JsonProperty property = base.CreateProperty(member, memberSerialization);
        Type type = property.PropertyType!;
        if (typeof(IOptional).IsAssignableFrom(type))
        {
            IValueProvider values = property.ValueProvider!;
            property.ShouldSerialize = request => ((IOptional)values.GetValue(request)!).IsGiven;
            property.Converter = new OptionalConverter(property.Converter ?? WireValueConverter.For(type.GenericTypeArguments[0]));
        }
        else
        {
            property.Converter ??= WireValueConverter.For(type);
        }

        return property;
    }

    private sealed class OptionalConverter : JsonConverter
    {
        private readonly JsonConverter? _inner;

        public OptionalConverter(JsonConverter? inner) => _inner = inner;

        public override bool CanRead => false;

        public override bool CanConvert(Type objectType) => typeof(IOptional).IsAssignableFrom(objectType);

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
            => throw new NotSupportedException("Requests are only written.");

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
        {
            object? given = ((IOptional)value!).Value;
            if (given is null)
            {
                writer.WriteNull();
            }
            else if (_inner is not null)
            {
                _inner.WriteJson(writer, given, serializer);
            }
            else
            {
                serializer.Serialize(writer, given);
            }
        }
    }
}
