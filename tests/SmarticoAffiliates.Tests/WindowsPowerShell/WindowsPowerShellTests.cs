using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Reflection;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// Windows PowerShell 5.1 runs on .NET Framework 4.7.2 or later, which most machines that build this don't have. Its
/// reference assemblies tell what the staged assemblies will find there.
/// </summary>
public sealed class WindowsPowerShellTests : IDisposable
{
    private static readonly string s_framework = Path.Combine(Metadata("NetFrameworkReferences"), "build", ".NETFramework", "v4.7.2");

    private readonly AssemblySet _world = new(
    [
        .. Directory.GetFiles(Repository.StagedModule, "*.dll"),
        .. Directory.GetFiles(s_framework, "*.dll"),
        .. Directory.GetFiles(Path.Combine(s_framework, "Facades"), "*.dll"),
        Path.Combine(Metadata("PowerShellReferences"), "lib", "netstandard2.0", "System.Management.Automation.dll"),
    ]);

    public static TheoryData<string> Staged => new(Directory.GetFiles(Repository.StagedModule, "*.dll").Select(f => Path.GetFileNameWithoutExtension(f)));

    [Theory]
    [MemberData(nameof(Staged))]
    public void Everything_that_a_staged_assembly_names_is_in_Windows_PowerShell(string assembly)
    {
        IReadOnlyList<string> missing = ReferenceCheck.Missing(_world.Find(assembly)!, _world);

        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void All_assemblies_of_the_module_are_staged()
        => Assert.Equal(["Newtonsoft.Json", "SmarticoAffiliates", "SmarticoAffiliates.Client", "SmarticoAffiliates.Sandbox"], Staged.Select(s => s.Data).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The check must be able to fail: this assembly is made for .NET, and names what only .NET has.</summary>
    [Fact]
    public void Check_names_the_assembly_the_type_and_the_member_that_are_missing()
    {
        Assert.NotEmpty(OnlyInDotNet("text"));
        using var tests = new AssemblyMetadata(typeof(WindowsPowerShellTests).Assembly.Location);

        IReadOnlyList<string> missing = ReferenceCheck.Missing(tests, _world);

        Assert.Contains("SmarticoAffiliates.Tests: type System.Net.Http.SocketsHttpHandler", missing, StringComparer.Ordinal);
        Assert.Contains("SmarticoAffiliates.Tests: member System.String.Contains: System.Boolean (System.String, System.StringComparison)", missing, StringComparer.Ordinal);
        Assert.Contains("SmarticoAffiliates.Tests: member System.Threading.CancellationTokenSource.CancelAsync: System.Threading.Tasks.Task ()", missing, StringComparer.Ordinal);
        Assert.Contains("SmarticoAffiliates.Tests: member System.Collections.Generic.Queue`1.TryDequeue: System.Boolean (!0&)", missing, StringComparer.Ordinal);
        Assert.Contains(missing, m => m.StartsWith("SmarticoAffiliates.Tests: assembly System.Collections.Immutable ", StringComparison.Ordinal));
        Assert.Contains("SmarticoAffiliates.Tests: default interface members (SmarticoAffiliates.Tests.WindowsPowerShellTests+IWithBody.get_Length)", missing, StringComparer.Ordinal);

        // And nothing that both have, such as these of the lines below.
        Assert.DoesNotContain(missing, m => m.Contains("System.String.Concat: static System.String (System.String, System.String)", StringComparison.Ordinal));
        Assert.DoesNotContain(missing, m => m.Contains("Queue`1..ctor: System.Void ()", StringComparison.Ordinal));
        Assert.DoesNotContain(missing, m => m.Contains("type System.Net.Http.HttpMessageHandler", StringComparison.Ordinal));
    }

    public void Dispose() => _world.Dispose();

    private static string Metadata(string key) => typeof(WindowsPowerShellTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static string OnlyInDotNet(string text)
    {
        using HttpMessageHandler handler = new SocketsHttpHandler();
        var queue = new Queue<string>();
        bool any = text.Contains("ab", StringComparison.Ordinal) || queue.TryDequeue(out _);
        IWithBody body = new Body();
        return string.Concat(text, any ? handler.GetType().Name : ImmutableArray.Create(text, "b")[0]) + body.Length;
    }

    private interface IWithBody
    {
        int Length => 1;
    }

    private sealed class Body : IWithBody
    {
    }
}
