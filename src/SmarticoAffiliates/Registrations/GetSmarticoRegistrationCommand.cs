using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Lists the players whom affiliates have brought, streaming them page by page.</summary>
[Cmdlet(VerbsCommon.Get, "SmarticoRegistration", SupportsPaging = true, HelpUri = Help.Pages + "Get-SmarticoRegistration.md")]
[OutputType(typeof(PlayerRegistration))]
public sealed class GetSmarticoRegistrationCommand : SmarticoCmdlet
{
    private readonly HashSet<int> _ids = new();

    /// <summary>Whose players: ids, or piped affiliates. The list is walked once, however many there are.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("affiliate_id")]
    [IdListCell, ArgumentCompleter(typeof(AffiliateIdCompleter))]
    [ValidateNotNullOrEmpty]
    public int[]? AffiliateId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _ids.UnionWith(AffiliateId ?? Enumerable.Empty<int>());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteTotalCount();
        var columns = new RecordColumns(typeof(PlayerRegistration));
        if (_ids.Count > 0)
        {
            // Rows are counted here, once it is seen whose they are: a list that heeds no filter has others', too.
            WriteList(
                Client.PlayerRegistrations.List(_ids.Count == 1 ? _ids.Single() : null), IsAsked, Paging, columns);
        }
        else if (!WasPipedNothing)
        {
            (long skip, long? first) = Window;
            WriteList(Client.PlayerRegistrations.List(skip: skip, first: first), columns: columns);
        }
    }

    private bool IsAsked(PlayerRegistration registration)
    {
        try
        {
            return PlayerRegistrationsApi.IsOfAny(registration, _ids);
        }
        catch (SmarticoException failure)
        {
            ThrowFailure(failure, registration);
            throw;
        }
    }
}
