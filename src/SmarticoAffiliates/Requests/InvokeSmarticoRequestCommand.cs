using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates.Commands;

/// <summary>
/// Sends a request to any endpoint, with the connection's authentication, pace, retries and errors, and writes what it
/// answers as ordinary objects: names as the server has them, dates as its text, numbers without loss. A list is written
/// record by record; an object around a list, as reports have it, as it is. Only where PowerShell's objects can't have an
/// object's names (two that differ in case alone, an empty one, <c>PSObject</c>) does it come as an ordered dictionary.
/// An answer nested deeper than 64 levels is an error.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "SmarticoRequest", SupportsShouldProcess = true, SupportsPaging = true, DefaultParameterSetName = Once, HelpUri = Help.Pages + "Invoke-SmarticoRequest.md")]
[OutputType(typeof(PSObject))]
public sealed class InvokeSmarticoRequestCommand : SmarticoCmdlet
{
    private const string Once = "Once";
    private const string ByPages = "ByPages";

    private bool _isBodyGiven;

    /// <summary>The path below the connection's address, such as api/af2_link_op; it may bring an encoded query.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Path { get; set; } = string.Empty;

    /// <summary>What to do there; -WhatIf and -Confirm heed all but GET. A POST or PATCH whose answer is lost is not sent again.</summary>
    [Parameter(ParameterSetName = Once)]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = "GET";

    /// <summary>Query parameters: text as it is, hashtables and lists as JSON, as in @{ filter = @{ aff_status_id = @(2) } }; null is left out.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IDictionary? Query { get; set; }

    /// <summary>The body: a hashtable, an object, a list, or JSON as text. Dates are sent as ISO 8601 in UTC, enumerations as numbers.</summary>
    [Parameter(ParameterSetName = Once)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? Body { get; set; }

    /// <summary>Reads the whole list, page by page by its "range"; -Skip and -First take a part of it.</summary>
    [Parameter(ParameterSetName = ByPages, Mandatory = true)]
    public SwitchParameter Paged { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Each line of the verbose stream, and each error, carries what was bound: a body may hold a secret, a query, too.
        _isBodyGiven = MyInvocation.BoundParameters.Remove(nameof(Body));
        MyInvocation.BoundParameters.Remove(nameof(Query));
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SmarticoRequest request;
        try
        {
            request = Request();
            Client.Check(request);
        }
        catch (SmarticoException failure)
        {
            WriteFailure(failure, PathAlone);
            return;
        }

        if (Paged)
        {
            WriteTotalCount();
            WritePages(request);
        }
        else if (request.Method == "GET" || ShouldProcess(request.Path, $"{request.Method} {Client.Shown(request)}".TrimEnd()))
        {
            WriteAnswer(request);
        }
    }

    /// <summary>The path as errors show it: a query may hold what nobody is to see.</summary>
    private string PathAlone => Path.Split('?')[0];

    private SmarticoRequest Request()
    {
        var request = new SmarticoRequest(
            Method, Path.Trim(), Query is null ? null : JsonInput.Query(Query), Body is null ? null : JsonInput.Body(Body));
        if (request.Path.Length == 0)
        {
            throw Wrong("The path is empty: give one such as api/af2_link_op.");
        }

        if (request.Method == "GET" && request.Body is not null)
        {
            throw Wrong("A GET carries no body: give -Method POST, PUT or PATCH, or -Query.");
        }

        if (_isBodyGiven && request.Body is null)
        {
            // A variable that holds nothing by mistake.
            throw Wrong("The body is null: leave -Body out, or give 'null' as JSON text where that is meant.");
        }

        if (Paged && request.Asks("range"))
        {
            throw Wrong("-Paged asks for one range after the other: leave range out, and take a part with -Skip and -First.");
        }

        if (!Paged && (PagingParameters.Skip > 0 || PagingParameters.First < ulong.MaxValue || PagingParameters.IncludeTotalCount))
        {
            throw Wrong("-Skip, -First and -IncludeTotalCount go with -Paged only.");
        }

        return request;
    }

    private void WriteAnswer(SmarticoRequest request)
    {
        JToken? answer;
        try
        {
            answer = Await(token => Client.SendAsync(request, a => a.ReadAny(), token));
        }
        catch (SmarticoException failure)
        {
            WriteFailure(failure, PathAlone);
            return;
        }

        if (answer is JArray list)
        {
            WriteRecords(list);
        }
        else if (answer is not null && answer.Type != JTokenType.Null)
        {
            WriteObject(JsonOutput.Of(answer));
        }
    }

    private void WritePages(SmarticoRequest list)
    {
        (long skip, long? first) = Window;
        using PageReader<JToken> pages = Client.List(list, skip, first);
        while (ReadPage(pages) is { } page)
        {
            WriteRecords(page);
        }
    }

    private void WriteRecords(IEnumerable<JToken> records)
    {
        foreach (JToken record in records)
        {
            WriteObject(JsonOutput.Of(record));
        }
    }

    private static SmarticoException Wrong(string what) => new(SmarticoErrorKind.InvalidInput, what + " Nothing was sent.");
}
