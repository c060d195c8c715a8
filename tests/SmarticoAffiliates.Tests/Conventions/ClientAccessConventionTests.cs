using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What of the client's inside the module uses: as little as may be, and none of it unseen.</summary>
public sealed class ClientAccessConventionTests
{
    /// <summary>What is used of the inside. It may get shorter; what is to be added belongs in the client's public surface, or in the client.</summary>
    private static readonly string[] s_known =
    [
        "ChangeSet.Only", "JsonText.Parse", "SmarticoClient.get_CreatedRecords",
        "SmarticoObject.get_Key", "CreatedRecords.Release", "CreatedRecords.Take", "WireJson.Plain",
    ];

    [Fact]
    public void Module_uses_nothing_of_the_clients_inside_but_what_is_listed()
    {
        string location = typeof(Commands.SmarticoCmdlet).Assembly.Location;
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(location)!);
        using AssemblyDefinition module = AssemblyDefinition.ReadAssembly(location, new ReaderParameters { AssemblyResolver = resolver });

        IEnumerable<string> used = module.MainModule.GetMemberReferences()
            .Where(m => m.DeclaringType.Scope.Name.StartsWith("SmarticoAffiliates.Client", StringComparison.Ordinal))
            .Select(m => m.Resolve() as IMemberDefinition)
            .Where(m => m is not null && !IsPublic(m))
            .Select(m => $"{m!.DeclaringType.Name}.{m.Name}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();

        Assert.Equal(string.Empty, string.Join(", ", used.Except(s_known, StringComparer.Ordinal)));
    }

    private static bool IsPublic(IMemberDefinition member)
        => IsPublic(member.DeclaringType)
            && member switch
            {
                MethodDefinition method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
                FieldDefinition field => field.IsPublic || field.IsFamily,
                _ => true,
            };

    private static bool IsPublic(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsPublic(type.DeclaringType));
}
