namespace SmarticoAffiliates.Tests;

/// <summary>How long a test may take before it has failed.</summary>
internal static class TestLimit
{
    /// <summary>For what needs no PowerShell: many times what the longest takes, on a busy machine too.</summary>
    public const int Milliseconds = 3 * 60 * 1000;

    /// <summary>For a file of pester/, which is ended with all that it started when the limit comes.</summary>
    public const int PesterFileMilliseconds = 15 * 60 * 1000;

    /// <summary>For the test around such a file: it only waits for that end.</summary>
    public const int PesterTestMilliseconds = PesterFileMilliseconds + (60 * 1000);
}
