using System;

namespace SmarticoAffiliates.Sandbox;

/// <summary>What a server does to values before it keeps them.</summary>
[Flags]
public enum SandboxNormalization
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Amounts are rounded to two decimals.</summary>
    RoundAmounts = 1,

    /// <summary>Amounts are cut to whole numbers.</summary>
    CutAmounts = 1 << 1,

    /// <summary>White space around texts is dropped.</summary>
    Trim = 1 << 2,

    /// <summary>White space within texts becomes one space.</summary>
    Respace = 1 << 3,

    /// <summary>Texts are in capitals, but for addresses of the web.</summary>
    UpperCase = 1 << 4,

    /// <summary>Texts are escaped for HTML.</summary>
    EscapeHtml = 1 << 5,

    /// <summary>Texts are cut to 24 characters, but for addresses of the web.</summary>
    CutText = 1 << 6,

    /// <summary>Dates lose their milliseconds.</summary>
    CutMilliseconds = 1 << 7,
}
