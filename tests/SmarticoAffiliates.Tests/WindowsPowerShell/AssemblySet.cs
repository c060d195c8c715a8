using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SmarticoAffiliates.Tests;

/// <summary>Assemblies that find each other by name, as a run time with these files would; opened when first asked for.</summary>
internal sealed class AssemblySet : IDisposable
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, AssemblyMetadata> _opened = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of two files of one name the first is taken.</summary>
    public AssemblySet(params IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            _files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }
    }

    /// <summary>The assembly of this name, or null.</summary>
    public AssemblyMetadata? Find(string name)
    {
        if (!_opened.TryGetValue(name, out AssemblyMetadata? assembly) && _files.TryGetValue(name, out string? file))
        {
            assembly = new AssemblyMetadata(file);
            _opened.Add(name, assembly);
        }

        return assembly;
    }

    /// <summary>The type of this name where it is defined, which may be another assembly than the one that is asked.</summary>
    public (AssemblyMetadata Assembly, System.Reflection.Metadata.TypeDefinitionHandle Type)? FindType(string assemblyName, string typeName)
    {
        var asked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string? next = assemblyName;
        while (next is not null && asked.Add(next) && Find(next) is { } assembly)
        {
            if (assembly.Types.TryGetValue(typeName, out System.Reflection.Metadata.TypeDefinitionHandle type))
            {
                return (assembly, type);
            }

            next = assembly.Forwards.GetValueOrDefault(typeName.Split('+')[0]);
        }

        return null;
    }

    public void Dispose()
    {
        foreach (AssemblyMetadata assembly in _opened.Values)
        {
            assembly.Dispose();
        }
    }
}
