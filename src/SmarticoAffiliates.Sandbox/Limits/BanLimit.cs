using System;

namespace SmarticoAffiliates.Sandbox;

/// <summary>A limit whose refusals close the account for a while.</summary>
internal sealed class BanLimit : SandboxLimit
{
    private readonly SandboxLimit _limit;
    private readonly TimeSpan _length;
    private readonly bool _adds;
    private TimeSpan _until;

    public BanLimit(SandboxLimit limit, TimeSpan length, bool adds)
    {
        _limit = limit;
        _length = length;
        _adds = adds;
    }

    internal override bool Admits(TimeSpan now, int atOnce)
    {
        bool isBanned = now < _until;
        if (!isBanned && _limit.Admits(now, atOnce))
        {
            return true;
        }

        _until = isBanned && _adds ? _until + _length : now + _length;
        return false;
    }
}
