using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SmarticoAffiliates.Sandbox;
using Xunit;

namespace SmarticoAffiliates.Tests;

/// <summary>The sandbox shows what the requests' fields declare.</summary>
public sealed class SandboxConventionTests
{
    /// <summary>The example of a record has none of them (S000); what was written of them is shown all the same.</summary>
    private static readonly string[] s_notInTheExample = ["contact_wa", "contact_discord"];

    [Theory]
    [InlineData(typeof(AffiliateUpdate), "api/af2_aff_op")]
    [InlineData(typeof(PromoCodeCreate), "api/af2_promocodes_op")]
    [InlineData(typeof(PromoCodeUpdate), "api/af2_promocodes_op")]
    [InlineData(typeof(DealCreate), "api/af2_deals_op?affiliate_id=35425")]
    [InlineData(typeof(PixelCreate), "api/af2_pixel_definitions_op?affiliate_id=166368")]
    [InlineData(typeof(PixelUpdate), "api/af2_pixel_definitions_op?affiliate_id=166368")]
    public async Task Every_field_of_a_request_is_a_column_of_its_records(Type request, string path)
    {
        var sandbox = new SmarticoSandbox();
        using var client = new HttpClient(sandbox.CreateHandler());
        client.DefaultRequestHeaders.TryAddWithoutValidation("authorization", sandbox.GetApiKey());
        var records = (JArray)WireJson.Parse(await client.GetStringAsync(new Uri(sandbox.BaseUri, path)));

        string[] shown = [.. ((JObject)records[0]).Properties().Select(p => p.Name)];
        Faults.None(FieldTable.Of(request).Select(f => f.WireName).Except(shown, StringComparer.Ordinal).Except(s_notInTheExample, StringComparer.Ordinal)
            .Select(name => $"The sandbox's records of {path} lack the column '{name}' of {request.Name}."));
    }
}
