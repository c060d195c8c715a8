namespace SmarticoAffiliates;

/// <summary>
/// Receives what the client tells about its work: one line an attempt, a wait, a find. Calls may come from any thread.
/// No line ever holds a secret.
/// </summary>
public interface ISmarticoLog
{
    /// <summary>Whether anybody reads the debug lines: they are not made otherwise, a body is costly to show.</summary>
    bool WantsDebug { get; }

    /// <summary>A line for the user who asks what is going on.</summary>
    void Verbose(string message);

    /// <summary>A line for every user: the account has refused everything for a while, and rows wait.</summary>
    void Warning(string message);

    /// <summary>A line for whoever hunts a fault: the bodies that go out, secrets replaced.</summary>
    void Debug(string message);
}
