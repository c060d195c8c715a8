using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>Makes the requests again that a journal's rows tell of, and sends them.</summary>
public static class RunRequests
{
    private const string Tag = "custom_prop_";

    /// <summary>The request of a row, with the ids of records that another plan was to make.</summary>
    /// <param name="row">The row.</param>
    /// <param name="path">Its journal.</param>
    /// <exception cref="SmarticoException">The values can't be sent so, or a record is not made yet (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static ChangeSet Read(JournalRow row, string path)
    {
        JObject body = row.Changes.ToBody();
        if (row.After is { } after)
        {
            int made = Made(after, path);
            foreach (JProperty field in body.Properties().Where(p => FieldValues.AreSame(p.Value, after.Id)))
            {
                field.Value = made;
            }
        }

        return Read(row.Resource, row.Action, body);
    }

    /// <summary>The type of a kind's records.</summary>
    /// <exception cref="SmarticoException">The kind is not known (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    public static Type TypeOf(string resource) => RunResources.TypeOf(resource) ?? throw Wrong($"the journal tells of a {resource}, which this module does not know.");

    /// <summary>The request that gives a record these values.</summary>
    /// <param name="resource">The kind of record.</param>
    /// <param name="action">What is done.</param>
    /// <param name="body">The values under their wire names.</param>
    /// <exception cref="SmarticoException">The values can't be sent so (<see cref="SmarticoErrorKind.InvalidInput"/>).</exception>
    internal static ChangeSet Read(string resource, RunAction? action, JObject body)
    {
        ChangeSet empty = (resource, action) switch
        {
            (nameof(Affiliate), RunAction.Set) => new AffiliateUpdate(),
            (nameof(PromoCode), RunAction.Create) => new PromoCodeCreate(),
            (nameof(PromoCode), RunAction.Set) => new PromoCodeUpdate(),
            (nameof(Deal), RunAction.Create) => new DealCreate(),
            (nameof(Pixel), RunAction.Create) => new PixelCreate(),
            (nameof(Pixel), RunAction.Set) => new PixelUpdate(),
            (nameof(TrackingLink), RunAction.Build) => new TrackingLinkCreate(),
            (_, RunAction.Register) => throw Wrong("a registration's password is in no journal. Run Register-SmarticoAffiliate with the rows and this journal: what is done is left out."),
            _ => throw Wrong($"the journal tells of {action} {resource}, which this module does not know."),
        };
        ChangeSet request = Fill(empty, RunResources.FieldsOf(resource), body);

        // What is sent must be what stands there.
        JObject made = request.ToJson();
        JProperty? lost = body.Properties().FirstOrDefault(p => made[p.Name] is not { } value || !FieldValues.AreSame(value, p.Value));
        return lost is null && made.Count == body.Count ? request : throw Wrong($"the journal gives {lost?.Name ?? "a field"} a value that can't be sent.");
    }

    /// <summary>Sends a request; told where an earlier run was cut off while it did so.</summary>
    /// <exception cref="SmarticoException">A refusal or a failure.</exception>
    public static async Task<SmarticoObject?> CarryOutAsync(
        SmarticoClient client, ChangeSet request, int? id, SmarticoObject? known, ResumedCreate? resumed, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case AffiliateUpdate update:
                update.Check();
                return await client.Affiliates.UpdateAsync(IdOf(id), update, known as Affiliate, cancellationToken).ConfigureAwait(false);
            case PromoCodeCreate create:
                create.Check();
                return await client.PromoCodes.CreateAsync(create, resumed is not null, cancellationToken).ConfigureAwait(false);
            case PromoCodeUpdate update:
                update.Check();
                return await client.PromoCodes.UpdateAsync(IdOf(id), update, readBack: true, cancellationToken).ConfigureAwait(false);
            case DealCreate create:
                create.Check();
                return await client.Deals.CreateAsync(create, resumed, cancellationToken).ConfigureAwait(false);
            case PixelCreate create:
                create.Check();
                return await client.Pixels.CreateAsync(create, resumed, cancellationToken).ConfigureAwait(false);
            case PixelUpdate update:
                update.Check();
                return await client.Pixels.UpdateAsync(IdOf(id), update, known as Pixel, cancellationToken).ConfigureAwait(false);
            case TrackingLinkCreate create:
                create.Check();
                return await client.Links.BuildAsync(create, cancellationToken).ConfigureAwait(false);
            default:
                throw Wrong($"the journal tells of a {request}, which this module does not send.");
        }
    }

    /// <summary>The affiliate of whom a request makes something that the server does not tell from what is there; null for any other request.</summary>
    public static int? OwnerOf(ChangeSet request) => request switch
    {
        DealCreate { AffiliateId.IsGiven: true } deal => deal.AffiliateId.Value,
        PixelCreate { AffiliateId.IsGiven: true } pixel => pixel.AffiliateId.Value,
        _ => null,
    };

    /// <summary>What the affiliate has before such a request is sent; null for any other request, and where it can't be read.</summary>
    public static async Task<SeenRecords?> SeeAsync(SmarticoClient client, ChangeSet request, CancellationToken cancellationToken)
    {
        try
        {
            return (request, OwnerOf(request)) switch
            {
                (DealCreate, { } owner) => new SeenRecords(nameof(Deal), owner, await client.Deals.IdsBeforeAsync(owner, cancellationToken).ConfigureAwait(false)),
                (PixelCreate, { } owner) => new SeenRecords(nameof(Pixel), owner, await client.Pixels.IdsBeforeAsync(owner, cancellationToken).ConfigureAwait(false)),
                _ => null,
            };
        }
        catch (SmarticoException)
        {
            return null;
        }
    }

    private static int Made(PlannedReference after, string path)
    {
        string other = Path.Combine(Path.GetDirectoryName(path)!, after.Journal);
        using RunFile file = RunFile.Open(other);
        return file.Find(after.Key) is { State: RunState.Done, Id: { } id }
            ? id
            : throw new SmarticoException(SmarticoErrorKind.InvalidInput, $"It uses a record that {other} plans and that is not made yet. Nothing was sent. Run Invoke-SmarticoJournal with that journal first.");
    }

    private static ChangeSet Fill(ChangeSet copy, RecordFields fields, JObject body)
    {
        foreach (Field field in copy.Fields)
        {
            if (body[field.WireName] is not { } token)
            {
                continue;
            }

            object? value = token.Type == JTokenType.Null ? null : fields.ValueOf(field.WireName, token);
            if (value is null)
            {
                if (!field.IsClearable)
                {
                    throw Wrong($"{field.Name} can't be emptied.");
                }

                copy = field.Cleared(copy);
                continue;
            }

            try
            {
                copy = field.With(copy, field.ValueType.IsInstanceOfType(value) ? value : Convert.ChangeType(value, field.ValueType, CultureInfo.InvariantCulture));
            }
            catch (Exception exception) when (exception is InvalidCastException or FormatException or OverflowException)
            {
                throw Wrong($"the journal gives {field.Name} the value {FieldChange.Text(value)}, which it can't have.");
            }
        }

        return copy is AffiliateUpdate update ? update.WithCustomTag(TagsIn(body)) : copy;
    }

    private static Dictionary<int, int> TagsIn(JObject body)
    {
        var tags = new Dictionary<int, int>();
        foreach (JProperty field in body.Properties().Where(p => p.Name.StartsWith(Tag, StringComparison.Ordinal)))
        {
            if (!int.TryParse(field.Name.Substring(Tag.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int tag) || field.Value is not JValue { Value: long value })
            {
                throw Wrong($"{field.Name} can't be emptied: the API tells no way to take a tag's value away.");
            }

            tags[tag] = (int)value;
        }

        return tags;
    }

    private static int IdOf(int? id) => id ?? throw Wrong("the journal does not tell which record is meant.");

    private static SmarticoException Wrong(string what) => new(SmarticoErrorKind.InvalidInput, $"It can't be sent: {what}");
}
