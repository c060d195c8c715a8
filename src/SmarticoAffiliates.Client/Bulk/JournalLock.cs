using System;
using System.IO;

namespace SmarticoAffiliates;

/// <summary>
/// Keeps a second run from writing to a journal, and lets others read it meanwhile. On Windows the way in which the file is
/// opened does both. Elsewhere what keeps writers away keeps readers away, too: so there a file beside it is held.
/// </summary>
internal static class JournalLock
{
    /// <summary>Takes the journal for one writer.</summary>
    /// <returns>Gives it back; the system does so, too, where the process is killed.</returns>
    /// <exception cref="IOException">Another run has it.</exception>
    public static IDisposable? Take(string path)
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            return null;
        }

        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new IOException("another run is writing to it, or another command of this pipeline: give each its own.", exception);
        }
    }
}
