using System;
using System.Collections.Generic;
using System.Linq;

namespace SmarticoAffiliates.Tests;

/// <summary>
/// Sends the rows of a case in virtual time, through as many controllers as there are clients. An attempt takes 50 ms on
/// average: a half of it on the way there, 40 % at the server, the rest on the way back.
/// </summary>
internal sealed class SimulatedRun
{
    public const double Latency = 0.05;

    /// <summary>A client that needs longer than this has failed, whatever the case.</summary>
    private const double Longest = 1e6;

    private readonly SimulatedAccount _account;
    private readonly Func<TimeSpan, int, bool> _admits;
    private readonly Random _random;
    private readonly Client[] _clients;
    private readonly PriorityQueue<Event, double> _events = new();
    private double _now;
    private double _begin;
    private int _atServer;

    private SimulatedRun(SimulatedAccount account, int seed)
    {
        _account = account;
        _admits = account.Limit(seed);
        _random = new Random(seed);
        _clients = Enumerable.Range(0, account.Clients).Select(_ => new Client { Left = account.Rows }).ToArray();
    }

    private enum Kind
    {
        Arrives,
        LeavesServer,
        ComesBack,
    }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>How many requests were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The longest time without a success while something was refused, in seconds.</summary>
    public double LongestStand { get; private set; }

    /// <summary>When the first standstill was over, in seconds after the beginning; 0 where there was none.</summary>
    public double FirstOpening { get; private set; }

    public static SimulatedRun Of(SimulatedAccount account, int seed)
    {
        var run = new SimulatedRun(account, seed);
        run.Go();
        return run;
    }

    private void Go()
    {
        _begin = _now = _random.NextDouble() * 0.1;
        foreach (Client client in _clients)
        {
            client.LastSuccess = _now;
        }

        while (_clients.Any(c => c.Done < _account.Rows) && _now - _begin < Longest)
        {
            double? wake = null;
            foreach (Client client in _clients)
            {
                wake = Sooner(wake, Send(client));
            }

            if (_events.TryPeek(out Event? e, out double next) && !(wake < next))
            {
                _now = next;
                _events.Dequeue();
                Handle(e);
            }
            else
            {
                _now = wake ?? throw new InvalidOperationException("Nobody sends, and nobody waits.");
            }
        }

        Seconds = _now - _begin;
    }

    private static double? Sooner(double? one, double? other) => one is null || other < one ? other ?? one : one;

    /// <summary>Sends what may go out now.</summary>
    /// <returns>When to ask again; null: when something comes back.</returns>
    private double? Send(Client client)
    {
        while (client.Left > 0 && client.Busy < _account.Overlap)
        {
            if (!client.Pace.TryTake(TimeSpan.FromSeconds(_now), out PaceTicket ticket, out TimeSpan? wait))
            {
                // A timer is late by a little.
                return wait is { } time ? _now + Math.Max(1e-6, time.TotalSeconds) + (_random.NextDouble() * 0.002) : null;
            }

            client.Left--;
            client.Busy++;
            _events.Enqueue(new Event(Kind.Arrives, client, ticket, IsIn: false, IsFault: false), _now + About(0.5 * Latency));
        }

        return null;
    }

    private void Handle(Event e)
    {
        switch (e.Kind)
        {
            case Kind.Arrives:
                bool isIn = _admits(TimeSpan.FromSeconds(_now), ++_atServer);
                bool isFault = _account.Faults > 0 && _random.NextDouble() < _account.Faults;
                _events.Enqueue(e with { Kind = Kind.LeavesServer, IsIn = isIn, IsFault = isFault }, _now + About(0.4 * Latency));
                break;
            case Kind.LeavesServer:
                _atServer--;
                _events.Enqueue(e with { Kind = Kind.ComesBack }, _now + (0.1 * Latency));
                break;
            default:
                ComeBack(e.Client, e);
                break;
        }
    }

    private void ComeBack(Client client, Event e)
    {
        TimeSpan now = TimeSpan.FromSeconds(_now);
        client.Busy--;
        if (!e.IsIn)
        {
            client.Left++;
            Refused++;
            client.HasRefusal = true;
            client.Pace.Refused(e.Ticket, now);
        }
        else if (e.IsFault)
        {
            // Half of them are answers, half are lost connections.
            client.Left++;
            if (_random.Next(2) == 0)
            {
                client.Pace.Accepted(e.Ticket, now);
            }
            else
            {
                client.Pace.Ended(e.Ticket, now);
            }
        }
        else
        {
            double stood = client.HasRefusal ? _now - client.LastSuccess : 0;
            LongestStand = Math.Max(LongestStand, stood);
            FirstOpening = FirstOpening == 0 && stood > 1 ? _now - _begin : FirstOpening;
            client.HasRefusal = false;
            client.LastSuccess = _now;
            client.Done++;
            client.Pace.Accepted(e.Ticket, now);
        }
    }

    private double About(double seconds) => seconds * (0.8 + (0.4 * _random.NextDouble()));

    private sealed record Event(Kind Kind, Client Client, PaceTicket Ticket, bool IsIn, bool IsFault);

    private sealed class Client
    {
        public PaceController Pace { get; } = new();

        public int Left { get; set; }

        public int Busy { get; set; }

        public int Done { get; set; }

        public double LastSuccess { get; set; }

        public bool HasRefusal { get; set; }
    }
}
