using System;

namespace SmarticoAffiliates;

/// <summary>What was asked, as far as the meaning of its answer hangs on it.</summary>
internal sealed class Asked
{
    /// <summary>Tells an answer what it answers.</summary>
    /// <param name="request">The method and the path, as errors name them.</param>
    /// <param name="isWrite">Whether it changes anything on the server.</param>
    /// <param name="codes">The codes that its resource answers with.</param>
    /// <param name="clean">Takes the secrets out of a text that is to be shown.</param>
    public Asked(string request, bool isWrite, AnswerCodes codes, Func<string, string> clean)
    {
        Request = request;
        IsWrite = isWrite;
        Codes = codes;
        Clean = clean;
    }

    public string Request { get; }

    public bool IsWrite { get; }

    public AnswerCodes Codes { get; }

    public Func<string, string> Clean { get; }
}
