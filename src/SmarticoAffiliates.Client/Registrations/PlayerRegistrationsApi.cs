using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SmarticoAffiliates;

/// <summary>The players whom affiliates have brought: <c>api/af2_regs_op</c> (FB).</summary>
public sealed class PlayerRegistrationsApi
{
    private const string Path = "api/af2_regs_op";

    private readonly Transport _transport;

    internal PlayerRegistrationsApi(Transport transport) => _transport = transport;

    /// <summary>Lists registrations page by page.</summary>
    /// <param name="affiliateId">
    /// The affiliate, or null for all. Undocumented: whether the list heeds it. So the caller looks at each row with
    /// <see cref="IsOfAny"/>.
    /// </param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="first">How many at most; null for all.</param>
    public PageReader<PlayerRegistration> List(int? affiliateId = null, long skip = 0, long? first = null)
        => PageReader.Of<PlayerRegistration>(_transport, Path, affiliateId is { } id ? new JObject { ["affiliate_id"] = id } : null, skip, first);

    /// <summary>Whether a row says that it is one of these affiliates': a list that heeds no filter has others' rows, too.</summary>
    /// <param name="registration">The row.</param>
    /// <param name="affiliateIds">The affiliates.</param>
    /// <exception cref="SmarticoException">The row does not say whose it is (<see cref="SmarticoErrorKind.InvalidResponse"/>).</exception>
    public static bool IsOfAny(PlayerRegistration registration, IReadOnlyCollection<int> affiliateIds)
        => registration.AffiliateId is { } id
            ? affiliateIds.Contains(id)
            : throw new SmarticoException(
                SmarticoErrorKind.InvalidResponse,
                FormattableString.Invariant($"Registration {registration.RegistrationId} does not say whose it is, so it may be another affiliate's. List the registrations of all affiliates."));
}
