using System;
using System.Globalization;

namespace SmarticoAffiliates.Sandbox;

/// <summary>The request is refused. Without a status it is a refusal by the API's rules, whose status the options decide.</summary>
internal sealed class RefusalException : Exception
{
    public RefusalException(string words, int? status = null)
        : base(words) => Status = status;

    public int? Status { get; }
}

/// <summary>Every refusal and its words; the documented ones to the letter.</summary>
internal static class Refusals
{
    /// <summary>Undocumented: seen in the field.</summary>
    public const string TooManyRequests = "Too many requests to API from the same account";

    /// <summary>Undocumented: the beginning is seen in the field.</summary>
    public const string NoPermission = "You don't have permissions to access this resource";

    /// <summary>Undocumented: seen in the field, for a stale key, a wrong host and a wrong label, and under load.</summary>
    public const string LabelNotAllowed = "Access to this label is not allowed";

    /// <summary>S000.</summary>
    public static RefusalException ParentIsFixed()
        => new("You cannot change parent affiliate as soon as it was set and approved and affiliate earned commission");

    /// <summary>S000.</summary>
    public static RefusalException PromoCodeExists()
        => new("The promocode with this name already exists. Please use a different promocode.");

    /// <summary>S000.</summary>
    public static RefusalException InvalidDeal() => new("Invalid deal for selected affiliate");

    // The rules below are documented or plain sense; their words are the sandbox's own (undocumented).

    /// <summary>S000: affiliate_id and deal_id cannot be changed one without the other.</summary>
    public static RefusalException AffiliateAndDealTogether() => new("affiliate_id and deal_id must be provided together");

    public static RefusalException InvalidKey() => new("Invalid API key", 401);

    public static RefusalException NotFound() => new("Not found", 404);

    public static RefusalException MethodNotAllowed() => new("Method not allowed", 405);

    public static RefusalException AffiliateNotFound() => new("Affiliate not found", 404);

    public static RefusalException PixelNotFound() => new("Pixel definition not found", 404);

    public static RefusalException PromoCodeNotFound() => new("Promo code not found", 404);

    public static RefusalException UnknownAffiliate(int id)
        => new(string.Format(CultureInfo.InvariantCulture, "Affiliate {0} does not exist", id));

    public static RefusalException UnknownLink(int id)
        => new(string.Format(CultureInfo.InvariantCulture, "Destination link {0} does not exist", id));

    public static RefusalException DisabledLink(int id)
        => new(string.Format(CultureInfo.InvariantCulture, "Destination link {0} is disabled", id));

    public static RefusalException UnknownMethod() => new("Unknown method");

    public static RefusalException EmailExists() => new("The email is already used by another affiliate");

    public static RefusalException ParentIsDescendant() => new("parent_affiliate_id must not be the affiliate itself or one of its sub-affiliates");

    public static RefusalException EndBeforeStart() => new("end_date must not be before start_date");

    public static RefusalException BodyIsNoObject() => new("The body must be a JSON object", 400);

    public static RefusalException BadFilter() => new("filter must be a JSON object", 400);

    public static RefusalException BadRange() => new("range must be a JSON array [from,to] of two numbers, 0 <= from <= to", 400);

    public static RefusalException Missing(string field) => new(field + " is mandatory");

    public static RefusalException Invalid(string field, string rule) => new(field + " must be " + rule);
}
