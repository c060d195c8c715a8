using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;

namespace SmarticoAffiliates.Tests;

/// <summary>Looks up every assembly, type and member that an assembly names, as the run time will when it first meets them.</summary>
internal static class ReferenceCheck
{
    /// <summary>What is not there, each with the assembly that names it.</summary>
    public static IReadOnlyList<string> Missing(AssemblyMetadata assembly, AssemblySet world)
    {
        var missing = new List<string>();
        MetadataReader reader = assembly.Reader;
        missing.AddRange(reader.AssemblyReferences.Select(reader.GetAssemblyReference).Select(r => MissingAssembly(reader, r, world)).OfType<string>());
        missing.AddRange(reader.TypeReferences.Where(t => Find(reader, t, world) is null).Select(t => "type " + TypeNames.Of(reader, t)));
        missing.AddRange(reader.MemberReferences.Select(reader.GetMemberReference).Select(m => MissingMember(assembly, m, world)).OfType<string>());
        missing.AddRange(reader.TypeDefinitions.SelectMany(t => DefaultMembers(reader, t)));
        return missing.Select(m => assembly.Name + ": " + m).ToList();
    }

    private static string? MissingAssembly(MetadataReader reader, AssemblyReference reference, AssemblySet world)
    {
        string name = reader.GetString(reference.Name);
        Version? found = world.Find(name)?.Version;
        return found is not null && found >= reference.Version ? null : $"assembly {name} {reference.Version} (found {found?.ToString() ?? "none"})";
    }

    private static (AssemblyMetadata Assembly, TypeDefinitionHandle Type)? Find(MetadataReader reader, TypeReferenceHandle handle, AssemblySet world)
    {
        EntityHandle scope = handle;
        while (scope.Kind == HandleKind.TypeReference)
        {
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        return scope.Kind == HandleKind.AssemblyReference
            ? world.FindType(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name), TypeNames.Of(reader, handle))
            : null;
    }

    private static string? MissingMember(AssemblyMetadata assembly, MemberReference member, AssemblySet world)
    {
        MetadataReader reader = assembly.Reader;
        string name = reader.GetString(member.Name);
        bool isField = member.GetKind() == MemberReferenceKind.Field;
        string signature = isField
            ? member.DecodeFieldSignature(TypeNames.Instance, null)
            : TypeNames.Of(member.DecodeMethodSignature(TypeNames.Instance, null));

        EntityHandle? parent = Owner(reader, member.Parent);
        if (parent is null)
        {
            return null;
        }

        (AssemblyMetadata Assembly, TypeDefinitionHandle Type)? at = Find(assembly, parent.Value, world);
        while (at is { } place)
        {
            if (place.Assembly.Has(place.Type, name, signature, isField, assembly.Name))
            {
                return null;
            }

            // A member may be inherited.
            EntityHandle baseType = place.Assembly.Reader.GetTypeDefinition(place.Type).BaseType;
            at = baseType.IsNil || Owner(place.Assembly.Reader, baseType) is not { } owner ? null : Find(place.Assembly, owner, world);
        }

        return $"member {Text(reader, parent.Value)}.{name}: {signature}";
    }

    /// <summary>The type itself, of a generic type made of it, too; null for arrays, whose members the run time makes.</summary>
    private static EntityHandle? Owner(MetadataReader reader, EntityHandle type)
    {
        if (type.Kind != HandleKind.TypeSpecification)
        {
            return type;
        }

        BlobReader blob = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        blob.ReadCompressedInteger(); // class or value type
        return blob.ReadTypeHandle();
    }

    private static (AssemblyMetadata Assembly, TypeDefinitionHandle Type)? Find(AssemblyMetadata assembly, EntityHandle type, AssemblySet world)
        => type.Kind == HandleKind.TypeDefinition ? (assembly, (TypeDefinitionHandle)type) : Find(assembly.Reader, (TypeReferenceHandle)type, world);

    private static string Text(MetadataReader reader, EntityHandle type)
        => type.Kind == HandleKind.TypeDefinition ? TypeNames.Of(reader, (TypeDefinitionHandle)type) : TypeNames.Of(reader, (TypeReferenceHandle)type);

    /// <summary>Interface members with a body: .NET Framework does not load their type.</summary>
    private static IEnumerable<string> DefaultMembers(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return !type.Attributes.HasFlag(TypeAttributes.Interface)
            ? []
            : type.GetMethods().Select(reader.GetMethodDefinition)
                .Where(m => !m.Attributes.HasFlag(MethodAttributes.Abstract) || m.Attributes.HasFlag(MethodAttributes.Static))
                .Select(m => $"default interface members ({TypeNames.Of(reader, handle)}.{reader.GetString(m.Name)})");
    }
}
