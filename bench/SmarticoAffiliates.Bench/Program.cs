using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SmarticoAffiliates.Bench;
using SmarticoAffiliates.Engine;

// dotnet run -c Release --project bench/SmarticoAffiliates.Bench [--readme] [part…]
var parts = new Dictionary<string, Func<Report, Task>>(StringComparer.OrdinalIgnoreCase)
{
    ["import"] = ImportTime.RunAsync,
    ["first"] = FirstUse.RunAsync,
    ["create"] = BulkCreate.RunAsync,
    ["list"] = Lists.RunAsync,
    ["growth"] = Growth.RunAsync,
    ["memory"] = Memory.RunAsync,
};
const string intoReadme = "--readme";
string[] chosen = args.Where(a => a != intoReadme).ToArray();
if (chosen.FirstOrDefault(a => !parts.ContainsKey(a)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"'{unknown}' is none of {string.Join(", ", parts.Keys)}, {intoReadme}.");
    return 2;
}

var report = new Report();
try
{
    foreach (string part in chosen.Length > 0 ? chosen : [.. parts.Keys])
    {
        await parts[part](report);
    }

    string markdown = await report.ToMarkdownAsync();
    string file = Path.Combine(Processes.Root, "out", "bench.md");
    await File.WriteAllTextAsync(file, markdown);
    Console.WriteLine();
    Console.WriteLine(markdown);
    Console.WriteLine(file);
    if (args.Contains(intoReadme))
    {
        await Report.InsertAsync(Path.Combine(Processes.Root, "README.md"), markdown);
    }

    return report.AllMet ? 0 : 1;
}
catch (Win32Exception problem)
{
    await Console.Error.WriteLineAsync($"{PowerShellEngine.Name} could not be started: {problem.Message}");
    return 2;
}
