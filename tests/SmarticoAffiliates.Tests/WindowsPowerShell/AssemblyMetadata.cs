using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SmarticoAffiliates.Tests;

/// <summary>What one assembly defines and what it forwards, read without loading it.</summary>
internal sealed class AssemblyMetadata : IDisposable
{
    private readonly PEReader _file;

    public AssemblyMetadata(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        Reader = _file.GetMetadataReader();
        Types = Reader.TypeDefinitions.ToDictionary(t => TypeNames.Of(Reader, t), StringComparer.Ordinal);
        Forwards = Reader.ExportedTypes.Select(Reader.GetExportedType).Where(t => t.Implementation.Kind == HandleKind.AssemblyReference)
            .ToDictionary(
                t => TypeNames.Join(Reader.GetString(t.Namespace), Reader.GetString(t.Name)),
                t => Reader.GetString(Reader.GetAssemblyReference((AssemblyReferenceHandle)t.Implementation).Name),
                StringComparer.Ordinal);
    }

    public MetadataReader Reader { get; }

    public string Name => Reader.GetString(Reader.GetAssemblyDefinition().Name);

    public Version Version => Reader.GetAssemblyDefinition().Version;

    /// <summary>Every type by its full name, nested ones as Outer+Inner.</summary>
    public IReadOnlyDictionary<string, TypeDefinitionHandle> Types { get; }

    /// <summary>Types that another assembly has, and its name.</summary>
    public IReadOnlyDictionary<string, string> Forwards { get; }

    /// <summary>Whether the type itself has this member, where an assembly named <paramref name="user"/> may use it.</summary>
    public bool Has(TypeDefinitionHandle type, string name, string signature, bool isField, string user)
    {
        TypeDefinition definition = Reader.GetTypeDefinition(type);
        return isField
            ? definition.GetFields().Select(Reader.GetFieldDefinition).Any(f => Reader.GetString(f.Name) == name
                && IsVisible((MethodAttributes)(f.Attributes & FieldAttributes.FieldAccessMask), user)
                && f.DecodeSignature(TypeNames.Instance, null) == signature)
            : definition.GetMethods().Select(Reader.GetMethodDefinition).Any(m => Reader.GetString(m.Name) == name
                && IsVisible(m.Attributes & MethodAttributes.MemberAccessMask, user)
                && TypeNames.Of(m.DecodeSignature(TypeNames.Instance, null)) == signature);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The module's own assemblies show each other their internals.</summary>
    private bool IsVisible(MethodAttributes access, string user)
        => user == Name || access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem
            || (access == MethodAttributes.Assembly && Name.StartsWith("SmarticoAffiliates", StringComparison.Ordinal));
}
