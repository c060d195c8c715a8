using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Lists affiliates, streaming them page by page, or finds some by id.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoAffiliate", SupportsPaging = true, DefaultParameterSetName = List, HelpUri = Help.Pages + "Get-SmarticoAffiliate.md")]
[OutputType(typeof(Affiliate))]
public sealed class GetSmarticoAffiliateCommand : SmarticoCmdlet
{
    private const string List = "List";
    private const string ById = "ById";

    private readonly List<int> _ids = new();
    private string[]? _countries;

    /// <summary>The ids to find. The API has no read by id: the list is walked once for all of them.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id", "id")]
    [AffiliateIdsCell(TakesId = true), ArgumentCompleter(typeof(AffiliateIdCompleter))]
    public int[]? AffiliateId { get; set; }

    /// <summary>Only affiliates of these statuses.</summary>
    [Parameter(ParameterSetName = List)]
    [Alias("aff_status_id")]
    [EnumListCell(typeof(AffiliateStatus)), PSTypeName("SmarticoAffiliates.AffiliateStatus"), ArgumentCompleter(typeof(AffiliateStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public Enum[]? Status { get; set; }

    /// <summary>Only affiliates of these names, in any case; wildcards are understood. The API searches for nothing: the list is read once, and the others are left out.</summary>
    [Parameter(ParameterSetName = List)]
    [SupportsWildcards]
    [Alias("affiliate_name")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only affiliates of these e-mail addresses; wildcards are understood.</summary>
    [Parameter(ParameterSetName = List)]
    [SupportsWildcards]
    [Alias("bo_user_email")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Email { get; set; }

    /// <summary>Only affiliates of these usernames; wildcards are understood.</summary>
    [Parameter(ParameterSetName = List)]
    [SupportsWildcards]
    [Alias("user_name")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Username { get; set; }

    /// <summary>Only affiliates of these ids in another system; wildcards are understood.</summary>
    [Parameter(ParameterSetName = List)]
    [SupportsWildcards]
    [Alias("ext_affiliate_id")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ExternalId { get; set; }

    /// <summary>Only affiliates of these companies; wildcards are understood.</summary>
    [Parameter(ParameterSetName = List)]
    [SupportsWildcards]
    [Alias("company_name")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Company { get; set; }

    /// <summary>Only affiliates of these countries, two letters; wildcards are understood.</summary>
    [Parameter(ParameterSetName = List)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Country { get; set; }

    /// <summary>Only affiliates of these managers: ids.</summary>
    [Parameter(ParameterSetName = List)]
    [Alias("manager_id")]
    [IdListCell]
    [ArgumentCompleter(typeof(ManagerIdCompleter))]
    [ValidateNotNullOrEmpty]
    public int[]? ManagerId { get; set; }

    /// <summary>Only affiliates that may promote one of these brands: ids.</summary>
    [Parameter(ParameterSetName = List)]
    [Alias("BrandId", "brand_ids")]
    [IdListCell]
    [ArgumentCompleter(typeof(BrandIdCompleter))]
    [ValidateNotNullOrEmpty]
    public int[]? Brand { get; set; }

    /// <summary>Asks for the balances too. The server computes every affiliate's on every call, which slows the whole setup.</summary>
    [Parameter]
    public SwitchParameter IncludeBalance { get; set; }

    /// <summary>With the balance a table has other columns: the view is chosen by this name, which no type has.</summary>
    private protected override object? Shown(object? record)
    {
        if (!IncludeBalance || record is null)
        {
            return record;
        }

        var shown = new PSObject(record);
        shown.TypeNames.Insert(0, typeof(Affiliate).FullName + "#Balance");
        return shown;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            // A name of a country would find nobody, without a word.
            _countries = Country?.Select(c => WildcardPattern.ContainsWildcardCharacters(c) ? c : CellText.Letters(c) ?? throw new FormatException("is blank.")).ToArray();
        }
        catch (FormatException wrong)
        {
            ThrowFailure(new SmarticoException(SmarticoErrorKind.InvalidInput, $"Country {wrong.Message} Where the account holds other texts, wildcards find them: 'Germ*'.", wrong), Country);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _ids.AddRange(AffiliateId ?? Enumerable.Empty<int>());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteTotalCount();
        // After a row that could not be bound the parameter set is the default one.
        if (ParameterSetName == ById || _ids.Count > 0)
        {
            WriteFound(
                _ids,
                (ids, token) => Client.Affiliates.FindAsync(ids, IncludeBalance, token),
                id => FormattableString.Invariant($"There is no affiliate {id}."));
        }
        else if (!WasPipedNothing)
        {
            var filter = new AffiliateFilter { Status = Status?.Cast<AffiliateStatus>().ToArray(), IncludeBalance = IncludeBalance };
            WriteMatching(filter);
        }
    }

    private void WriteMatching(AffiliateFilter filter)
    {
        NameFilter name = new("affiliate of the name", Name), email = new("affiliate with the e-mail address", Email),
            username = new("affiliate with the username", Username), externalId = new("affiliate with the external id", ExternalId),
            company = new("company", Company), country = new("country", _countries);
        NameFilter[] identities = { name, email, username, externalId };
        if (!identities.Any(f => f.IsGiven) && !company.IsGiven && !country.IsGiven && ManagerId is null && Brand is null)
        {
            (long skip, long? first) = Window;
            WriteList(Client.Affiliates.List(filter, skip, first));
            return;
        }

        WriteMatching(
            Client.Affiliates.List(filter),

            // All of them look, so that each knows what it has seen.
            affiliate => name.IsMatch(affiliate.Name) & email.IsMatch(affiliate.Email) & username.IsMatch(affiliate.Username) & externalId.IsMatch(affiliate.ExternalId)
                && company.IsMatch(affiliate.Company) && country.IsMatch(affiliate.Country)
                && (ManagerId is null || (affiliate.ManagerId is { } manager && ManagerId.Contains(manager)))
                && (Brand is null || (affiliate.BrandIds?.Any(b => Brand.Contains(b)) ?? false)),
            identities);
    }
}
