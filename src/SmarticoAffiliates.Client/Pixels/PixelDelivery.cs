namespace SmarticoAffiliates;

/// <summary>How a pixel's URL is called (S000: pixel_type_id).</summary>
public enum PixelDelivery
{
    /// <summary>An HTTP call from server to server.</summary>
    ServerToServer = 1,

    /// <summary>An image in the client.</summary>
    ClientImage = 2,

    /// <summary>An iframe in the client.</summary>
    ClientIframe = 3,

    /// <summary>JavaScript in the client.</summary>
    ClientJavaScript = 4,
}
