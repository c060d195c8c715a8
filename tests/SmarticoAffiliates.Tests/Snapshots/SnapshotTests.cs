using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmarticoAffiliates.Sandbox;
using SmarticoAffiliates.Sandbox.Hosting;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>A snapshot is the whole account or none; a sandbox of it is that account.</summary>
public sealed class SnapshotTests : IDisposable
{
    private static readonly SnapshotPart[] s_all = Enum.GetValues<SnapshotPart>();

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".jsonl.gz");

    public void Dispose()
    {
        File.Delete(_path);
        File.Delete(_path + HalfSnapshot.Extension);
    }

    [Fact]
    public async Task Sandbox_of_a_snapshot_that_was_taken_over_HTTP_is_that_account()
    {
        var account = new SmarticoSandbox(new SandboxOptions { AffiliateCount = 40, PromoCodeCount = 30 });
        await using SandboxHost host = await SandboxHost.StartAsync(account);
        SmarticoClient client = TestClient.Over(host.BaseUri);
        await ExportAsync(client);

        SnapshotFile snapshot = SnapshotFile.Open(_path);
        var copy = new SmarticoSandbox(new SandboxOptions { Records = [.. snapshot.Records().Select(r => new SandboxRecord(r.Kind, r.Json))] });

        Assert.Equal(40, snapshot.Records().Count(r => r.Kind == nameof(Affiliate)));
        Assert.Empty(await CompareAsync(snapshot, TestClient.Over(copy)));
        Assert.Empty(await CompareAsync(snapshot, client));
    }

    [Fact]
    public async Task Comparison_tells_what_came_went_and_changed_field_by_field()
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { AffiliateCount = 12, PromoCodeCount = 5 });
        SmarticoClient client = TestClient.Over(sandbox);
        await ExportAsync(client);
        await client.Affiliates.UpdateAsync(35425, new AffiliateUpdate { Company = "Example Ltd", Skype = "" });
        PromoCode made = await client.PromoCodes.CreateAsync(new PromoCodeCreate { PromoCode = "NEW", AffiliateId = 35425, DealId = 93203, Status = ActiveStatus.Active });

        List<SnapshotDifference> differences = await CompareAsync(SnapshotFile.Open(_path), client);

        Assert.Equal([(SnapshotChange.Changed, 35425), (SnapshotChange.Added, made.PromoCodeId)], differences.Select(d => (d.Change, d.Id)));
        FieldChange change = Assert.Single(differences[0].Changes);
        Assert.Equal(("Company", "Company: (nothing) → Example Ltd"), (change.Name, change.ToString()));
        Assert.Equal("Example Ltd", ((Affiliate)differences[0].After!).Company);
    }

    [Fact]
    public async Task Export_that_was_cut_off_goes_on_where_it_was()
    {
        var sandbox = new SmarticoSandbox(new SandboxOptions { AffiliateCount = 30, PromoCodeCount = 5 });
        SmarticoClient client = TestClient.Over(sandbox, maxRetryCount: 0);
        int deals = 0;
        sandbox.Faults.Chooser = r => r.Path.Contains("deals", StringComparison.Ordinal) && ++deals > 11 ? SandboxFault.Status(500) : null;
        await Assert.ThrowsAsync<SmarticoException>(() => ExportAsync(client));
        Assert.False(File.Exists(_path));
        File.AppendAllText(_path + HalfSnapshot.Extension, "{\"kind\":\"Deal\",\"id\":1,\"rec");

        sandbox.Faults.Chooser = null;
        sandbox.ClearRequests();
        await ExportAsync(client);

        Assert.DoesNotContain(sandbox.GetRequests(), r => r.Path.Contains("af2_aff_op", StringComparison.Ordinal));
        Assert.Equal(19, sandbox.GetRequests().Count(r => r.Path.Contains("deals", StringComparison.Ordinal)));
        Assert.False(File.Exists(_path + HalfSnapshot.Extension));
        Assert.Empty(await CompareAsync(SnapshotFile.Open(_path), client));
    }

    [Fact]
    public async Task Half_of_another_snapshot_is_refused_and_not_touched()
    {
        SmarticoClient client = TestClient.Over(new SmarticoSandbox());
        using (HalfSnapshot half = HalfSnapshot.Open(_path, new SnapshotHeader(client.Account, [SnapshotPart.Links], DateTimeOffset.UnixEpoch)))
        {
            half.EndOf(SnapshotPart.Links);
        }

        byte[] before = await File.ReadAllBytesAsync(_path + HalfSnapshot.Extension);
        SmarticoException failure = await Assert.ThrowsAsync<SmarticoException>(() => ExportAsync(client));

        Assert.Contains("not the half of this snapshot", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_path + HalfSnapshot.Extension));
    }

    [Theory]
    [InlineData("PromoCode,AffiliateId\nA,1\n")]
    [InlineData("{\"format\":\"smartico-run\",\"version\":1}\n")]
    [InlineData("{\"format\":\"smartico-snapshot\",\"version\":2,\"include\":[\"Links\"]}\n")]
    [InlineData("")]
    public void File_that_is_no_snapshot_is_refused(string content)
    {
        using (var packed = new GZipStream(File.Create(_path), CompressionMode.Compress))
        {
            packed.Write(Encoding.UTF8.GetBytes(content));
        }

        Assert.Equal(SmarticoErrorKind.InvalidInput, Assert.Throws<SmarticoException>(() => SnapshotFile.Open(_path)).Kind);
        File.WriteAllText(_path, content);
        Assert.Equal(SmarticoErrorKind.InvalidInput, Assert.Throws<SmarticoException>(() => SnapshotFile.Open(_path)).Kind);
    }

    [Fact]
    public void Part_that_was_cut_off_is_read_again_and_is_there_once()
    {
        SmarticoClient client = TestClient.Over(new SmarticoSandbox());
        var header = new SnapshotHeader(client.Account, [SnapshotPart.Affiliates], DateTimeOffset.UnixEpoch);
        Affiliate affiliate = WireJson.Read<Affiliate>(WireJson.Parse("""{"affiliate_id":7}"""));
        using (HalfSnapshot half = HalfSnapshot.Open(_path, header))
        {
            half.Take(nameof(Affiliate), affiliate);
        }

        using (HalfSnapshot half = HalfSnapshot.Open(_path, header))
        {
            Assert.Empty(half.State.Affiliates);
            half.Take(nameof(Affiliate), affiliate);
            half.EndOf(SnapshotPart.Affiliates);
        }

        using (HalfSnapshot half = HalfSnapshot.Open(_path, header))
        {
            Assert.Equal([7], half.State.Affiliates);
            half.Finish();
        }

        Assert.Equal([7], SnapshotFile.Open(_path).Records().Select(r => r.Id));
    }

    [Fact]
    public async Task Snapshot_from_whose_middle_a_record_was_lost_is_refused()
    {
        await ExportAsync(TestClient.Over(new SmarticoSandbox(new SandboxOptions { AffiliateCount = 12 })));
        List<string> lines;
        using (var reader = new StreamReader(new GZipStream(File.OpenRead(_path), CompressionMode.Decompress)))
        {
            lines = [.. (await reader.ReadToEndAsync()).Split('\n')];
        }

        lines.RemoveAt(lines.FindIndex(l => l.StartsWith("{\"kind\":", StringComparison.Ordinal)));
        using (var packed = new GZipStream(File.Create(_path), CompressionMode.Compress))
        {
            packed.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        }

        Assert.Contains("is cut off", Assert.Throws<SmarticoException>(() => SnapshotFile.Open(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_that_is_cut_off_is_refused()
    {
        await ExportAsync(TestClient.Over(new SmarticoSandbox(new SandboxOptions { AffiliateCount = 12 })));
        byte[] whole = await File.ReadAllBytesAsync(_path);
        foreach (int length in new[] { 5, whole.Length / 2, whole.Length - 20 })
        {
            await File.WriteAllBytesAsync(_path, whole[..length]);
            Assert.Equal(SmarticoErrorKind.InvalidInput, Assert.Throws<SmarticoException>(() => SnapshotFile.Open(_path)).Kind);
        }
    }

    private async Task ExportAsync(SmarticoClient client)
    {
        using HalfSnapshot half = HalfSnapshot.Open(_path, new SnapshotHeader(client.Account, s_all, DateTimeOffset.UtcNow));
        await new AccountReader(client, limit: 1, new SnapshotProgress()).ReadAsync(s_all, half.State, half, CancellationToken.None);
        half.Finish();
    }

    private static async Task<List<SnapshotDifference>> CompareAsync(SnapshotFile reference, SmarticoClient client)
    {
        var differences = new List<SnapshotDifference>();
        var comparison = new SnapshotComparison(reference, s_all, includesTimes: false, differences.Add);
        await new AccountReader(client, limit: 4, new SnapshotProgress()).ReadAsync(s_all, new SnapshotState(), comparison, CancellationToken.None);
        comparison.End();
        return differences;
    }
}
