using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace SmarticoAffiliates;

/// <summary>
/// Reads the records of one type by the serializer's contract, but without its general machinery, which looks at each of
/// the sixty fields of an affiliate from many sides and costs most of the time that a long list takes.
/// </summary>
internal sealed class RecordReader
{
    private static readonly ConcurrentDictionary<Type, RecordReader> s_readers = new();

    // Filled under a lock of its own, read without one: the serializer uses these tables in the same way.
    private static readonly DefaultJsonNameTable s_names = new();

    private readonly JsonObjectContract _contract;
    private readonly JsonSerializer _serializer;
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _required = new();

    private RecordReader(JsonObjectContract contract, JsonSerializer serializer)
    {
        _contract = contract;
        _serializer = serializer;
        foreach (JsonProperty property in contract.Properties)
        {
            bool isRequired = property.Required == Required.Always;
            _fields.Add(property.PropertyName!, new Field(property, serializer, isRequired ? 1UL << _required.Count : 0));
            if (isRequired)
            {
                _required.Add(property.PropertyName!);
            }

            lock (s_names)
            {
                s_names.Add(property.PropertyName!);
            }
        }
    }

    /// <summary>The names of fields, so that a reader of text need not make them anew in each record.</summary>
    public static JsonNameTable Names => s_names;

    /// <summary>The reader for a type of record.</summary>
    public static RecordReader For(Type type, JsonSerializer serializer)
        => s_readers.TryGetValue(type, out RecordReader? known)
            ? known
            : s_readers.GetOrAdd(type, new RecordReader((JsonObjectContract)serializer.ContractResolver.ResolveContract(type), serializer));

    /// <summary>The record whose beginning the reader stands on; afterwards it stands on its end.</summary>
    public SmarticoObject Read(JsonReader reader)
    {
        if (reader.TokenType != JsonToken.StartObject)
        {
            throw new JsonSerializationException($"A record was expected at '{reader.Path}', but there is {WireJson.NameOf(reader.TokenType)}.");
        }

        var record = (SmarticoObject)(_contract.OverrideCreator is { } create ? create() : _contract.DefaultCreator!());
        ulong given = 0;
        while (Next(reader) == JsonToken.PropertyName)
        {
            string name = (string)reader.Value!;
            Next(reader);

            if (FieldOf(name) is { } field)
            {
                given |= reader.TokenType == JsonToken.Null ? 0 : field.Mark;
                field.Read(reader, record);
            }
            else
            {
                _contract.ExtensionDataSetter!(record, name, JToken.ReadFrom(reader));
            }
        }

        if (reader.TokenType != JsonToken.EndObject)
        {
            throw new JsonSerializationException($"The end of a record was expected at '{reader.Path}', but there is {WireJson.NameOf(reader.TokenType)}.");
        }

        for (int i = 0; i < _required.Count; i++)
        {
            if ((given & (1UL << i)) == 0)
            {
                throw new JsonSerializationException($"{_required[i]} is missing at '{reader.Path}'.");
            }
        }

        foreach (SerializationCallback callback in _contract.OnDeserializedCallbacks)
        {
            callback(record, _serializer.Context);
        }

        return record;
    }

    /// <summary>The field of a name; in another case it is the same field, as it is to the serializer.</summary>
    private Field? FieldOf(string name)
        => _fields.TryGetValue(name, out Field? exact) ? exact
            : _contract.Properties.GetClosestMatchProperty(name) is { } close ? _fields[close.PropertyName!]
            : null;

    private static JsonToken Next(JsonReader reader)
    {
        do
        {
            if (!reader.Read())
            {
                throw new JsonSerializationException($"Unexpected end of a record at '{reader.Path}'.");
            }
        }
        while (reader.TokenType == JsonToken.Comment);

        return reader.TokenType;
    }

    private sealed class Field
    {
        private readonly JsonSerializer _serializer;
        private readonly Type _type;
        private readonly JsonConverter? _converter;
        private readonly IValueProvider _values;

        public Field(JsonProperty property, JsonSerializer serializer, ulong mark)
        {
            Mark = mark;
            _serializer = serializer;
            _type = property.PropertyType!;
            _converter = property.Converter ?? serializer.ContractResolver.ResolveContract(_type).Converter;
            _values = property.ValueProvider!;
        }

        /// <summary>The bit of a field that no record is without; 0 for any other.</summary>
        public ulong Mark { get; }

        public void Read(JsonReader reader, SmarticoObject record)
        {
            object? value = _converter is not null ? _converter.ReadJson(reader, _type, existingValue: null, _serializer)
                : reader.TokenType == JsonToken.Null ? null
                : typeof(SmarticoObject).IsAssignableFrom(_type) ? For(_type, _serializer).Read(reader)
                : _serializer.Deserialize(reader, _type);
            _values.SetValue(record, value);
        }
    }
}
