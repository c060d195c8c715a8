using System;
using System.ComponentModel;
using System.Threading.Tasks;
using SmarticoAffiliates.Bench;

// dotnet run --project bench/SmarticoAffiliates.Bench
Console.WriteLine("Medians of 3 runs; the server is another process on this machine. Times and sizes are for comparing the lines with each other.");
Console.WriteLine();
try
{
    return await BulkCreate.RunAsync() + await ListMemory.RunAsync();
}
catch (Win32Exception)
{
    await Console.Error.WriteLineAsync("There is no pwsh on PATH: the module is measured in real PowerShell only.");
    return 1;
}
