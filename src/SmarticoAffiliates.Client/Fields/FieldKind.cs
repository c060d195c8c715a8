namespace SmarticoAffiliates;

/// <summary>What a field holds: how a cell of it is read, how it is sent, and when two values of it are the same (<see cref="Field"/>).</summary>
public enum FieldKind
{
    /// <summary>Any text, as it is.</summary>
    Text,

    /// <summary>A text by which something is known, such as a promo code: no white space around it, nothing invisible in it.</summary>
    Code,

    /// <summary>An e-mail address: a <see cref="Code"/> without any white space.</summary>
    Email,

    /// <summary>A web address: a <see cref="Code"/>.</summary>
    WebAddress,

    /// <summary>A country or a language by its ISO letters: a <see cref="Code"/> without any white space.</summary>
    Letters,

    /// <summary>An id: a whole number above zero.</summary>
    Id,

    /// <summary>An id that is sent as a string of digits (S001: affiliate_id of a pixel).</summary>
    IdAsText,

    /// <summary>The deal of a pixel: an id, or -1 for all of the affiliate's.</summary>
    PixelDeal,

    /// <summary>A whole number, zero or more.</summary>
    Count,

    /// <summary>A decimal number, never rounded.</summary>
    Amount,

    /// <summary>A point in time, in UTC, to the millisecond.</summary>
    Date,

    /// <summary>A point in time until which something holds: a day without a time means that day to its end, 23:59:59.999 UTC.</summary>
    EndDate,

    /// <summary>True or false.</summary>
    YesNo,

    /// <summary>A consent that must be given: true.</summary>
    Consent,

    /// <summary>One of an enumeration, a number on the wire.</summary>
    Choice,

    /// <summary>Active or Inactive, a boolean on the wire (S000: promo codes).</summary>
    ActiveAsBoolean,

    /// <summary>Active or Inactive, 1 or 2 on the wire (S000: pixels).</summary>
    ActiveAsNumber,

    /// <summary>A list of ids.</summary>
    Ids,

    /// <summary>A list of choices of an enumeration, numbers on the wire.</summary>
    Choices,

    /// <summary>Where payments go: fields under their wire names.</summary>
    PaymentDetails,

    /// <summary>A secret: text that is never shown, compared or noted.</summary>
    Secret,
}
