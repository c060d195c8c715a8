namespace SmarticoAffiliates;

/// <summary>
/// Receives what the client tells about its work: one line an attempt, a wait, a find. Calls may come from any thread.
/// No line ever holds a secret.
/// </summary>
public interface ISmarticoLog
{
    /// <summary>Whether anybody reads the debug lines: they are not made otherwise, a body is costly to show.</summary>
    bool WantsDebug { get; }

    /// <summary>What the user should know without asking: something that can't be told for sure, or an account that holds back.</summary>
    void Warning(string message);

    /// <summary>A line for the user who asks what is going on.</summary>
    void Verbose(string message);

    /// <summary>A line for finding a fault: the bodies that go out, secrets replaced.</summary>
    void Debug(string message);
}
