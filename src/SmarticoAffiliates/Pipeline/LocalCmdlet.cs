using System.Management.Automation;

namespace SmarticoAffiliates.Commands;

/// <summary>A cmdlet that asks no account for anything: what it writes as text is made safe to show (<see cref="ScreenText"/>).</summary>
public abstract class LocalCmdlet : PSCmdlet
{
    private protected LocalCmdlet()
    {
    }

    /// <summary>A line of the verbose stream, as it may be shown.</summary>
    private protected new void WriteVerbose(string text) => base.WriteVerbose(ScreenText.Of(text));

    /// <summary>A line of the debug stream, as it may be shown.</summary>
    private protected new void WriteDebug(string text) => base.WriteDebug(ScreenText.Of(text));

    /// <summary>A warning, as it may be shown.</summary>
    private protected new void WriteWarning(string text) => base.WriteWarning(ScreenText.Of(text));

    /// <summary>Asks before something is done; both texts as they may be shown.</summary>
    private protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(ScreenText.Of(target), ScreenText.Of(action));
}
