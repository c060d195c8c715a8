using System;
using System.Linq;
using System.Reflection;
using SmarticoAffiliates.Samples;

// The main job on the sandbox: in real PowerShell where there is one, else the same rows through the client library.
string samples = typeof(ClientLibraryJob).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SamplesFolder").Value!;
if (RealPowerShell.TryRun(System.IO.Path.Combine(samples, "Show-MainJob.ps1")) is { } exitCode)
{
    return exitCode;
}

Console.WriteLine("There is no pwsh on PATH: this is the same job through the client library SmarticoAffiliates.Client, on the sandbox.");
Console.WriteLine();
await ClientLibraryJob.RunAsync(System.IO.Path.Combine(samples, "promo-codes.csv"));
return 0;
