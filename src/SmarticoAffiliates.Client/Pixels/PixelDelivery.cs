using System.ComponentModel;

namespace SmarticoAffiliates;

/// <summary>How a pixel's URL is called (S000: pixel_type_id).</summary>
public enum PixelDelivery
{
    /// <summary>An HTTP call from server to server.</summary>
    [Description("An HTTP call from server to server.")]
    ServerToServer = 1,

    /// <summary>An image in the client.</summary>
    [Description("An image in the client.")]
    ClientImage = 2,

    /// <summary>An iframe in the client.</summary>
    [Description("An iframe in the client.")]
    ClientIframe = 3,

    /// <summary>JavaScript in the client.</summary>
    [Description("JavaScript in the client.")]
    ClientJavaScript = 4,
}
