using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>Whether a call only tells what it would do.</summary>
internal static class WhatIf
{
    /// <summary>By -WhatIf, or by $WhatIfPreference.</summary>
    public static bool Of(PSCmdlet cmdlet)
        => cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference"));
}
