using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates.Sandbox.Hosting;

/// <summary>Runs a sandbox for other processes, until stdin closes or the time is over.</summary>
internal static class Program
{
    private const string Usage =
        "[--affiliates N] [--promo-codes N] [--latency MS] [--page-cap N] [--exclusive] [--requests-per-second N] [--throttle-status N] [--max-seconds N]";

    private static async Task<int> Main(string[] args)
    {
        SmarticoSandbox sandbox;
        TimeSpan longest;
        try
        {
            (SandboxOptions options, longest) = Read(args);
            sandbox = new SmarticoSandbox(options);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            await Console.Error.WriteLineAsync(e.Message + Environment.NewLine + Usage);
            return 2;
        }

        await using SandboxHost host = await SandboxHost.StartAsync(sandbox);
        await Console.Out.WriteLineAsync("listening " + host.BaseUri);
        await Console.Out.FlushAsync();

        // A console's stdin is read synchronously whatever the method's name, so it gets a thread of its own.
        var stdinClosed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
            }

            stdinClosed.SetResult();
        })
        {
            IsBackground = true,
        };
        reader.Start();
        await Task.WhenAny(stdinClosed.Task, Task.Delay(longest));
        return 0;
    }

    private static (SandboxOptions Options, TimeSpan Longest) Read(string[] args)
    {
        var defaults = new SandboxOptions();
        int affiliates = defaults.AffiliateCount;
        int promoCodes = defaults.PromoCodeCount;
        int pageCap = defaults.PageCap;
        int throttleStatus = defaults.ThrottleStatus;
        int refusalStatus = defaults.RefusalStatus;
        SandboxThrottleAnswer throttleAnswer = defaults.ThrottleAnswer;
        SandboxErrorEnvelope errorEnvelope = defaults.ErrorEnvelope;
        SandboxWriteAnswer writeAnswer = defaults.WriteAnswer;
        int latency = 0;
        int longest = 900;
        int? perSecond = null;
        bool exclusive = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--exclusive":
                    exclusive = true;
                    break;
                case "--affiliates":
                    affiliates = Number(args, ++i);
                    break;
                case "--promo-codes":
                    promoCodes = Number(args, ++i);
                    break;
                case "--latency":
                    latency = Number(args, ++i);
                    break;
                case "--page-cap":
                    pageCap = Number(args, ++i);
                    break;
                case "--requests-per-second":
                    perSecond = Number(args, ++i);
                    break;
                case "--throttle-status":
                    throttleStatus = Number(args, ++i);
                    break;
                case "--throttle-answer":
                    throttleAnswer = Named<SandboxThrottleAnswer>(args, ++i);
                    break;
                case "--error-envelope":
                    errorEnvelope = Named<SandboxErrorEnvelope>(args, ++i);
                    break;
                case "--refusal-status":
                    refusalStatus = Number(args, ++i);
                    break;
                case "--write-answer":
                    writeAnswer = Named<SandboxWriteAnswer>(args, ++i);
                    break;
                case "--max-seconds":
                    longest = Number(args, ++i);
                    break;
                default:
                    throw new FormatException("Unknown option " + args[i] + ".");
            }
        }

        var options = new SandboxOptions
        {
            AffiliateCount = affiliates,
            PromoCodeCount = promoCodes,
            PageCap = pageCap,
            RangeIsInclusive = !exclusive,
            Latency = TimeSpan.FromMilliseconds(latency),
            RequestsPerSecond = perSecond,
            ThrottleStatus = throttleStatus,
            ThrottleAnswer = throttleAnswer,
            ErrorEnvelope = errorEnvelope,
            RefusalStatus = refusalStatus,
            WriteAnswer = writeAnswer,
        };
        return (options, TimeSpan.FromSeconds(longest));
    }

    private static T Named<T>(string[] args, int i)
        where T : struct, Enum
        => i < args.Length && Enum.TryParse(args[i], ignoreCase: true, out T value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException(args[i - 1] + " needs one of " + string.Join(", ", Enum.GetNames<T>()) + ".");

    private static int Number(string[] args, int i)
        => i < args.Length ? int.Parse(args[i], NumberStyles.None, CultureInfo.InvariantCulture) : throw new FormatException(args[i - 1] + " needs a number.");
}
