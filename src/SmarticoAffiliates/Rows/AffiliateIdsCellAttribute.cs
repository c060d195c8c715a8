using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Ids of affiliates, of whatever is piped: numbers, texts, or anything that has an AffiliateId.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AffiliateIdsCellAttribute : CellAttribute
{
    private const string Id = "id";

    private static readonly string[] s_names = { "AffiliateId", "affiliate_id", Id };

    /// <summary>Whether a column id is an affiliate's, too. It may be a deal's or a code's.</summary>
    public bool TakesId { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => inputData is PSObject { BaseObject: not (string or ValueType or IEnumerable) } record
            ? base.Transform(engineIntrinsics, s_names.Where(n => n != Id || TakesId).Select(n => record.Properties[n]).FirstOrDefault(p => p is not null)?.Value)
            : base.Transform(engineIntrinsics, inputData);

    /// <inheritdoc/>
    protected override object? Read(object? cell)
    {
        try
        {
            return CellText.Ids(cell)?.ToArray();
        }
        catch (FormatException notAnId) when (TakesId && cell is string text && text.Any(char.IsLetter))
        {
            throw new FormatException($"{notAnId.Message} To find affiliates by a name: -Name {Quote.Of($"*{CellText.Visible(text.Trim('*'))}*")}.", notAnId);
        }
    }
}
