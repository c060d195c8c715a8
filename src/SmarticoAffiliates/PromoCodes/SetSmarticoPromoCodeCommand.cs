using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Changes promo codes: those that are piped in, one a row of a table, or one by its id or its name. Only what is given is sent.</summary>
[Cmdlet(VerbsCommon.Set, "SmarticoPromoCode", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "Set-SmarticoPromoCode.md")]
[OutputType(typeof(PromoCode))]
public sealed class SetSmarticoPromoCodeCommand : RowCmdlet<PromoCode>
{
    private const string ByCode = "ByCode";

    private readonly Comparison<PromoCode> _comparison = new(p => p.PromoCode);
    private readonly Dictionary<int, string> _renamed = new();
    private PresentState<int, PromoCode>? _present;
    private PresentState<string, PromoCode>? _named;

    /// <summary>The id of the promo code to change.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 0, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 0), AllowNull, Alias("promocode_id", "id")]
    [Given(FieldKind.Id, IsNeeded = true, IsIdentity = true, Else = nameof(PromoCode)), PSTypeName("int"), ArgumentCompleter(typeof(PromoCodeIdCompleter))]
    public Cell<int>? PromoCodeId { get; set; }

    /// <summary>The new name, the code that a player enters; unique for the operator. Without -PromoCodeId: the name of the promo code to change, in any case.</summary>
    [Parameter(ParameterSetName = ByRow, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByCode, Mandatory = true), AllowNull]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(PromoCodeNameCompleter))]
    public Cell<string>? PromoCode { get; set; }

    /// <summary>The affiliate to whom the code belongs; only together with -DealId.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("affiliate_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? AffiliateId { get; set; }

    /// <summary>The deal that pays for the code's players; only together with -AffiliateId, which a piped promo code brings.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [Given, PSTypeName("int"), ArgumentCompleter(typeof(DealIdCompleter))]
    public Cell<int>? DealId { get; set; }

    /// <summary>Whether the code works.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Cell<ActiveStatus>? Status { get; set; }

    /// <summary>A description that only the operator sees.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("description_internal")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? DescriptionInternal { get; set; }

    /// <summary>A description that affiliates see.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("description_public")]
    [Given, PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? DescriptionPublic { get; set; }

    /// <summary>From when the code is valid: ISO 8601, UTC unless an offset is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("start_date")]
    [Given, PSTypeName("DateTimeOffset"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<DateTimeOffset>? StartDate { get; set; }

    /// <summary>Until when the code is valid: ISO 8601, UTC unless an offset is given; a day without a time means that day to its end, 23:59:59.999 UTC. Without one the code does not expire.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("end_date")]
    [Given, PSTypeName("DateTimeOffset"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<DateTimeOffset>? EndDate { get; set; }

    /// <summary>Fields to clear: EndDate,DescriptionPublic.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given, PSTypeName("string[]"), ArgumentCompleter(typeof(FieldCompleter))]
    public Cell<string[]>? Clear { get; set; }

    /// <summary>
    /// Compares with what the server has, and sends only what differs: nothing for a row without a difference. What the
    /// server has is read in pages, not record by record; a piped object is compared as it was read.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipUnchanged { get; set; }

    /// <summary>Writes the promo code as the server has it afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Type RequestType => typeof(PromoCodeUpdate);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _present?.Dispose();
        _named?.Dispose();
    }

    private protected override string NameOf(RowValues row)
        => row.Shown(nameof(PromoCodeId)) is { } id ? $"promo code {id}"
            : row.Row.Record is null && row.Shown(nameof(PromoCode)) is { } name ? $"promo code '{name}'" : "promo code";

    private protected override RowWork Build(RowValues row)
    {
        PromoCodeUpdate update = row.Fill(new PromoCodeUpdate());
        string? name = row.Has(nameof(PromoCodeId)) ? null : update.PromoCode.Value;
        if (name is not null)
        {
            update = update.With(r => r.PromoCode, default);
        }
        else if (row.Row.Record?.Type == typeof(PromoCode))
        {
            update = update.WithPartner(row.OfRecord(nameof(AffiliateId)), row.OfRecord(nameof(DealId)));
        }

        update.Check();
        PromoCode? known = name is null ? row.Row.Piped?.BaseObject as PromoCode : FindNamed(name, isOnlyOne: row.Row.Number == 0);
        int id = known is null || name is null ? row.Get<int>(nameof(PromoCodeId)) : known.PromoCodeId;
        if (update.PromoCode.IsGiven)
        {
            _renamed[id] = update.PromoCode.Value;
        }

        bool passThru = PassThru;
        string subject = FormattableString.Invariant($"promo code {id}");
        return _comparison.Update(
            name is null ? subject : FormattableString.Invariant($"{NameOf(row)} ({id})"), id, update, SkipUnchanged || PlanOnly, KeepsPresent, known, () => TakePresent(id), passThru,
            (client, changes, token) => client.PromoCodes.UpdateAsync(id, changes, readBack: passThru, token),
            subject);
    }

    private PromoCode? TakePresent(int id) => (_present ??= ReadPresent(Client.PromoCodes.List(), p => p.PromoCodeId)).Take(id);

    /// <summary>The one promo code of a name. A single one is searched for; for rows the list is read, once.</summary>
    /// <exception cref="SmarticoException">There is none or more than one, or nobody knows, because an earlier row gives a name to another code.</exception>
    private PromoCode FindNamed(string name, bool isOnlyOne)
    {
        _named ??= ReadPresent(Client.PromoCodes.List(isOnlyOne ? PromoCodeFilter.Named(name) : null), p => p.PromoCode ?? string.Empty, StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<PromoCode> found = _named.All(name);
        if (_renamed.Where(r => found.Any(f => f.PromoCodeId == r.Key) || string.Equals(r.Value, name, StringComparison.OrdinalIgnoreCase)).Select(r => (int?)r.Key).FirstOrDefault() is { } renamed)
        {
            throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                FormattableString.Invariant($"An earlier row gives promo code {renamed} another name, so it is not certain which one '{name}' is. Give PromoCodeId. Nothing was sent."));
        }

        return found.Count switch
        {
            0 => throw new SmarticoException(SmarticoErrorKind.NotFound, $"There is no promo code '{name}'. Nothing was sent."),
            1 => found[0],
            _ => throw new SmarticoException(
                SmarticoErrorKind.InvalidInput,
                $"{found.Count} promo codes are named '{name}': ids {string.Join(", ", found.Select(f => f.PromoCodeId.ToString(CultureInfo.InvariantCulture)))}. Give PromoCodeId. Nothing was sent."),
        };
    }

    private sealed class FieldCompleter : ClearCompleter
    {
        public FieldCompleter()
            : base(typeof(PromoCodeUpdate))
        {
        }
    }
}
