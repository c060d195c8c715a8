using System;
using System.Threading.Tasks;
using SmarticoAffiliates.Bench;

// dotnet run --project bench/SmarticoAffiliates.Bench
Console.WriteLine("Medians of 3 runs; the server is another process on this machine. Times and sizes are for comparing the lines with each other.");
Console.WriteLine();
return await ListMemory.RunAsync();
