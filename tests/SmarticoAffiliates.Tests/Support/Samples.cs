namespace SmarticoAffiliates.Tests;

/// <summary>Requests that the sandbox accepts.</summary>
internal static class Samples
{
    /// <summary>An affiliate of the documents, and its default deal.</summary>
    public const int AffiliateId = 166368;

    public const int DealId = 93195;

    /// <summary>The documents' promo code.</summary>
    public const int PromoCodeId = 150;

    public static PromoCodeCreate Create(string code) => new()
    {
        PromoCode = code,
        AffiliateId = AffiliateId,
        DealId = DealId,
        Status = ActiveStatus.Active,
    };

    /// <summary>A registration of somebody, whose password is Secret12.</summary>
    public static AffiliateRegistration Registration() => new()
    {
        FirstName = "Some",
        LastName = "Body",
        Username = "somebody",
        Password = "Secret12",
        Email = "some@body",
        Country = "BG",
        AcceptTerms = true,
        RegistrationHostname = "aff.example.com",
        CaptchaToken = "token-1",
    };

    public static PromoCodeUpdate Update() => new() { DescriptionInternal = "changed" };
}
