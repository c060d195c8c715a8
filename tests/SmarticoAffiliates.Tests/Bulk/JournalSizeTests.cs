using System;
using System.IO;
using System.Linq;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>What a long journal costs. It is measured for the whole process, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(JournalSizeTests), DisableParallelization = true)]
[Collection(nameof(JournalSizeTests))]
public sealed class JournalSizeTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Long_run_is_opened_without_keeping_it()
    {
        const int rows = 200_000;
        using (Journal journal = Open())
        {
            journal.Started("a", new RunRow { Number = 1, Resource = nameof(PromoCode), Action = RunAction.Create, What = "a" });
        }

        string header = File.ReadLines(_path).First();
        using (var writer = new StreamWriter(_path))
        {
            writer.WriteLine(header);
            for (int i = 0; i < rows; i++)
            {
                string key = i.ToString("X32", System.Globalization.CultureInfo.InvariantCulture);
                writer.WriteLine($$$"""{"event":"start","row":"{{{key}}}","n":{{{i}}},"place":"row {{{i}}}","resource":"PromoCode","action":"Create","what":"promo code 'SPRING-{{{i}}}'","changes":{"promocode":{"new":"SPRING-{{{i}}}"},"affiliate_id":{"new":35425},"deal_id":{"new":93203},"status":{"new":true}},"at":"2026-11-01T00:00:00.000Z"}""");
                writer.WriteLine($$"""{"event":"end","row":"{{key}}","outcome":"done","made":{{i + 1}},"record":{"promocode_id":{{i + 1}},"id":{{i + 1}},"promocode":"SPRING-{{i}}","operator_id":2354,"affiliate_id":35425,"deal_id":93203,"status":true},"at":"2026-11-01T00:00:00.000Z"}""");
            }
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using Journal opened = Open();
        watch.Stop();
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        output.WriteLine(FormattableString.Invariant($"{new FileInfo(_path).Length / 1_000_000} MB, {watch.ElapsedMilliseconds} ms, {kept / 1_000_000} MB kept"));
        Assert.Equal(rows, opened.Earlier((rows - 1).ToString("X32", System.Globalization.CultureInfo.InvariantCulture))!.Record<PromoCode>()!.PromoCodeId);
        Assert.InRange(kept, 0, 200_000_000);
    }

    private Journal Open() => TestClient.Over(StubHandler.Always(200, "[]")).OpenJournal(_path, "New-SmarticoPromoCode");
}
