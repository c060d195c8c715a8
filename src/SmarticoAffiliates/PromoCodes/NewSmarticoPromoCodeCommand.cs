using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Commands;

/// <summary>Creates promo codes: one a row of a table, one for each piped affiliate or deal, or one by its arguments.</summary>
[Cmdlet(VerbsCommon.New, "SmarticoPromoCode", SupportsShouldProcess = true, DefaultParameterSetName = ByRow, HelpUri = Help.Pages + "New-SmarticoPromoCode.md")]
[OutputType(typeof(PromoCode))]
public sealed class NewSmarticoPromoCodeCommand : RowCmdlet<PromoCode>
{
    private PresentState<string, PromoCode>? _present;

    /// <summary>The code that a player enters; unique for the operator.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 0, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 0), AllowNull]
    [Given(IsNeeded = true, IsCopied = true), PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? PromoCode { get; set; }

    /// <summary>The affiliate to whom the code belongs.</summary>
    [Parameter(ParameterSetName = ByRow, Position = 1, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByArgument, Mandatory = true, Position = 1), AllowNull, Alias("affiliate_id")]
    [Given(IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public Cell<int>? AffiliateId { get; set; }

    /// <summary>The deal that pays for the code's players; one of the affiliate's. A piped deal or promo code brings its own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("deal_id")]
    [Given(IsNeeded = true, IsIdentity = true), PSTypeName("int"), ArgumentCompleter(typeof(DealIdCompleter))]
    public Cell<int>? DealId { get; set; }

    /// <summary>Whether the code works. A new code is active unless told otherwise.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Given(IsCopied = true), PSTypeName("SmarticoAffiliates.ActiveStatus"), ArgumentCompleter(typeof(ActiveStatusCompleter))]
    public Cell<ActiveStatus>? Status { get; set; }

    /// <summary>A description that only the operator sees.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("description_internal")]
    [Given(IsCopied = true), PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? DescriptionInternal { get; set; }

    /// <summary>A description that affiliates see.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("description_public")]
    [Given(IsCopied = true), PSTypeName("string"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<string>? DescriptionPublic { get; set; }

    /// <summary>From when the code is valid: ISO 8601, UTC unless an offset is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("start_date")]
    [Given(IsCopied = true), PSTypeName("DateTimeOffset"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<DateTimeOffset>? StartDate { get; set; }

    /// <summary>Until when the code is valid: ISO 8601, UTC unless an offset is given; a day without a time means that day to its end, 23:59:59.999 UTC. Without one the code does not expire.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("end_date")]
    [Given(IsCopied = true), PSTypeName("DateTimeOffset"), ArgumentCompleter(typeof(NothingCompleter))]
    public Cell<DateTimeOffset>? EndDate { get; set; }

    /// <summary>What to do where a code of this name exists: report it, leave it alone and write it, or change what differs.</summary>
    [Parameter]
    [EnumCell(typeof(ExistingAction))]
    public ExistingAction IfExists { get; set; }

    private protected override Type RequestType => typeof(PromoCodeCreate);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _present?.Dispose();
    }

    private protected override string NameOf(RowValues row) => row.Shown(nameof(PromoCode)) is { } name ? $"promo code '{name}'" : "promo code";

    private protected override RowWork Build(RowValues row)
    {
        PromoCodeCreate given = row.Fill(new PromoCodeCreate());
        PromoCodeCreate create = given.WithDefaults(affiliateId: null, dealId: null, ActiveStatus.Active);
        create.Check();
        string name = create.PromoCode.Value;
        string resource = NameOf(row);

        // Rows of one code keep their order, whether it exists or not.
        string identity = name.ToUpperInvariant();
        PromoCodeUpdate update = given.ToUpdate();
        PromoCode? present = IfExists != ExistingAction.Error || PlanOnly ? TakePresent(name) : null;
        if (IfExists != ExistingAction.Error && present is not null)
        {
            return Existing(resource, identity, present, create, update);
        }

        ExistingAction ifExists = IfExists;
        return new RowWork(resource, RunAction.Create, $"Create with {ChangeText.Of(create)}", create, create, (client, resumed, token) => CreateAsync(client, create, update, ifExists, resumed is not null, token))
        {
            Identity = identity,
            Hindrance = present is null ? null : new SmarticoException(
                SmarticoErrorKind.AlreadyExists,
                FormattableString.Invariant($"A promo code '{present.PromoCode}' exists (id {present.PromoCodeId}). Use another code, or -IfExists Skip or Update.")),
        };
    }

    private static async Task<RowDone> CreateAsync(
        SmarticoClient client, PromoCodeCreate create, PromoCodeUpdate update, ExistingAction ifExists, bool isResumed, CancellationToken token)
    {
        try
        {
            return new RowDone(RowResult.Created, await client.PromoCodes.CreateAsync(create, isResumed, token).ConfigureAwait(false));
        }
        catch (SmarticoException refusal) when (refusal.Kind == SmarticoErrorKind.AlreadyExists && ifExists != ExistingAction.Error)
        {
            // Created since the list was read: by an earlier row, or by somebody else.
            if (await client.PromoCodes.FindAsync(create.PromoCode.Value, token).ConfigureAwait(false) is not { } found)
            {
                throw;
            }

            return ifExists == ExistingAction.Skip ? new RowDone(RowResult.Skipped, found) : await UpdateAsync(client, found, update, token).ConfigureAwait(false);
        }
    }

    private static async Task<RowDone> UpdateAsync(SmarticoClient client, PromoCode present, PromoCodeUpdate update, CancellationToken token)
    {
        IReadOnlyList<FieldChange> differences = update.DifferenceFrom(present);
        if (differences.Count == 0)
        {
            return new RowDone(RowResult.Unchanged, present);
        }

        var changes = (PromoCodeUpdate)update.Only(differences.Select(d => d.Name).ToList());
        return new RowDone(RowResult.Updated, await client.PromoCodes.UpdateAsync(present.PromoCodeId, changes, readBack: true, token).ConfigureAwait(false));
    }

    private RowWork Existing(string resource, string identity, PromoCode present, PromoCodeCreate create, PromoCodeUpdate update)
    {
        resource = FormattableString.Invariant($"{resource} ({present.PromoCodeId})");
        if (IfExists == ExistingAction.Skip)
        {
            return Settled("it exists and is left alone", RowResult.Skipped);
        }

        IReadOnlyList<FieldChange> differences = update.DifferenceFrom(present);
        return differences.Count == 0
            ? Settled("it exists and is unchanged", RowResult.Unchanged)
            : new RowWork(resource, RunAction.Set, "Set " + ChangeText.Of(differences), create, update.Only(differences.Select(d => d.Name).ToList()), (client, _, token) => UpdateAsync(client, present, update, token))
            {
                Identity = identity,
                Id = present.PromoCodeId,
                Present = present,
            };

        RowWork Settled(string reason, RowResult what)
            => new(resource, RunAction.Create, reason, create, new RowDone(what, present)) { Id = present.PromoCodeId, Present = present };
    }

    private PromoCode? TakePresent(string name)
        => (_present ??= ReadPresent(Client.PromoCodes.List(), p => p.PromoCode ?? string.Empty, StringComparer.OrdinalIgnoreCase)).Take(name);
}
