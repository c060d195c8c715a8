using System;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The registration of affiliates: <c>api/register-aff</c> (S002, S004). It is public: no API key goes out with it.</summary>
public sealed class RegistrationApi
{
    private const string Path = "api/register-aff";

    private readonly Transport _transport;
    private readonly CreatedRecords _created;
    private readonly AffiliatesApi _affiliates;

    internal RegistrationApi(Transport transport, CreatedRecords created, AffiliatesApi affiliates)
    {
        _transport = transport;
        _created = created;
        _affiliates = affiliates;
    }

    /// <summary>Registers an affiliate.</summary>
    /// <param name="registration">Who, with what.</param>
    /// <param name="isResumed">Whether an earlier run was cut off while it sent this: then the affiliate is looked for first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// The registered affiliate. Where the answer was lost and the client has an operator's API key: the affiliate of this
    /// username and this e-mail address.
    /// </returns>
    /// <exception cref="SmarticoException">
    /// A refusal (<see cref="SmarticoErrorKind.UsernameExists"/>, <see cref="SmarticoErrorKind.EmailExists"/>, …), a failure, or
    /// <see cref="SmarticoErrorKind.Indeterminate"/> where the answer was lost and the affiliates can't be listed.
    /// </exception>
    public async Task<RegisteredAffiliate> RegisterAsync(
        AffiliateRegistration registration, bool isResumed = false, CancellationToken cancellationToken = default)
    {
        registration.Check();
        return await _created.CreateAsync(
            $"{Path} {Sameness.KeyOf(registration.Username.Value)}",
            registration,
            pending =>
            {
                pending.IsSent = true;
                return new ExactlyOnce<RegisteredAffiliate>(new Creation(this, registration, isResumed), _transport).CreateAsync(isResumed, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private Task<RegisteredAffiliate> PostAsync(AffiliateRegistration registration, CancellationToken cancellationToken)
    {
        var request = new SmarticoRequest("POST", Path, body: registration.ToJson(), isAuthenticated: false) { Codes = AnswerCodes.Registration };
        return _transport.SendAsync(request, answer => Read(answer, registration), cancellationToken);
    }

    /// <summary>A success is an answer with the code 0, or, because the envelope is undocumented, one with the affiliate's id.</summary>
    private static RegisteredAffiliate Read(Answer answer, AffiliateRegistration sent)
    {
        Written written = answer.ReadWritten(
            new Expected(null, "affiliate_id", "id").With("username", sent.Username.Value).With("bo_user_email", sent.Email.Value));
        if (written.Id is null && answer.Facts.Code != 0)
        {
            throw answer.Failures.Unclear("It has neither a code nor an id, so it does not tell whether the affiliate was registered.", answered: null);
        }

        JObject record = NewRecord(sent.Username.Value, sent.Email.Value, id: null);
        WireJson.Overlay(record, written.Told());
        Redactor.RemoveSecrets(record);
        record["affiliate_id"] = written.Id;
        return WireJson.Read<RegisteredAffiliate>(record);
    }

    private static JObject NewRecord(string? username, string? email, int? id)
        => new() { ["affiliate_id"] = id, ["username"] = username, ["bo_user_email"] = email };

    /// <summary>One registration, and the looks for it.</summary>
    private sealed class Creation : ICreation<RegisteredAffiliate>
    {
        /// <summary>As with promo codes: who is older than this was there before.</summary>
        private static readonly TimeSpan s_older = TimeSpan.FromHours(27);

        private readonly RegistrationApi _api;
        private readonly AffiliateRegistration _registration;
        private readonly DateTimeOffset? _notBefore;

        public Creation(RegistrationApi api, AffiliateRegistration registration, bool isResumed)
        {
            _api = api;
            _registration = registration;
            _notBefore = isResumed ? null : api._transport.Now - s_older;
        }

        public bool HasUniqueName => true;

        public Task<RegisteredAffiliate> PostAsync(CancellationToken cancellationToken) => _api.PostAsync(_registration, cancellationToken);

        /// <summary>Looks for the affiliate of this username and this e-mail address. A search by either is not documented, so the list is walked.</summary>
        /// <exception cref="SmarticoException">
        /// One of them is another affiliate's (<see cref="SmarticoErrorKind.UsernameExists"/>, <see cref="SmarticoErrorKind.EmailExists"/>), or the list could not be read.
        /// </exception>
        public async Task<Sighting<RegisteredAffiliate>> LookAsync(bool isThorough, CancellationToken cancellationToken)
        {
            Affiliate? sameName = null;
            Affiliate? sameEmail = null;
            using PageReader<Affiliate> pages = _api._affiliates.List();
            while (await pages.ReadPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
            {
                foreach (Affiliate affiliate in page)
                {
                    bool hasName = Sameness.AreSameTexts(_registration.Username.Value, affiliate.Username);
                    bool hasEmail = Sameness.AreSameTexts(_registration.Email.Value, affiliate.Email);
                    if (hasName && hasEmail && !(affiliate.CreateDate < _notBefore)
                        && WireJson.Read<RegisteredAffiliate>(NewRecord(affiliate.Username, affiliate.Email, affiliate.AffiliateId)) is var registered
                        && !_api._created.IsTaken(registered))
                    {
                        Sameness.Of(_registration, affiliate, out string differences);
                        return Sighting<RegisteredAffiliate>.OfOwn(registered, differences);
                    }

                    sameName = hasName ? affiliate : sameName;
                    sameEmail = hasEmail ? affiliate : sameEmail;
                }
            }

            if (sameName is not null)
            {
                throw Taken(SmarticoErrorKind.UsernameExists, $"Username '{_registration.Username.Value}'", sameName);
            }

            return sameEmail is not null
                ? throw Taken(SmarticoErrorKind.EmailExists, $"Email '{_registration.Email.Value}'", sameEmail)
                : Sighting<RegisteredAffiliate>.Nothing;
        }

        private static SmarticoException Taken(SmarticoErrorKind kind, string what, Affiliate owner)
            => new(kind, FormattableString.Invariant($"{what} is taken by affiliate {owner.AffiliateId}, who is not the one that was to be registered. {Advice.For(kind)}"));
    }
}
