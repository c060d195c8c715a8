using System;
using System.IO;
using System.Management.Automation;
using System.Text;

namespace SmarticoAffiliates.Commands;

/// <summary>A file that a cmdlet writes whole: it is there when it is finished, and until then what was there stays.</summary>
internal static class ProviderFile
{
    /// <summary>The file that a path of the session means.</summary>
    public static string Of(PSCmdlet cmdlet, string path, bool noClobber)
    {
        string file = path;
        try
        {
            file = FilePaths.Resolve(cmdlet, path);
        }
        catch (SmarticoException failure)
        {
            cmdlet.ThrowTerminatingError(ErrorMapping.ToRecord(failure, path, label: null));
        }

        if (Directory.Exists(file))
        {
            Refuse(cmdlet, $"'{file}' is a folder: name a file in it.", ErrorCategory.InvalidArgument, file);
        }

        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            Refuse(cmdlet, $"There is no folder '{Path.GetDirectoryName(file)}'.", ErrorCategory.ObjectNotFound, file);
        }

        if (noClobber && File.Exists(file))
        {
            Refuse(cmdlet, $"'{file}' exists, and -NoClobber leaves it alone.", ErrorCategory.ResourceExists, file);
        }

        return file;
    }

    /// <summary>Writes the file.</summary>
    public static void Save(PSCmdlet cmdlet, string file, Action<TextWriter> write, Encoding encoding)
    {
        string unfinished = file + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            using (var writer = new StreamWriter(unfinished, append: false, encoding))
            {
                write(writer);
            }

            if (File.Exists(file))
            {
                File.Replace(unfinished, file, destinationBackupFileName: null);
            }
            else
            {
                File.Move(unfinished, file);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            TryDelete(unfinished);
            cmdlet.ThrowTerminatingError(new ErrorRecord(
                new IOException($"'{file}' can't be written: {failure.Message} It is as it was before.", failure), "SmarticoFileNotWritten", ErrorCategory.WriteError, file));
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell.
        }
    }

    private static void Refuse(PSCmdlet cmdlet, string message, ErrorCategory category, object target)
        => cmdlet.ThrowTerminatingError(new ErrorRecord(new SmarticoException(SmarticoErrorKind.InvalidInput, message), "SmarticoInvalidInput", category, target));
}
