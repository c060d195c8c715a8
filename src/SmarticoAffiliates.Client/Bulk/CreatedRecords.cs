using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmarticoAffiliates;

/// <summary>
/// What one process creates on one account, over whatever connection, of records that the server does not tell apart: two
/// rows may well want the same deal twice. Creates of which a server may make the same record wait for each other, and no
/// record is taken for two: else a row whose answer was lost could be given another's record.
/// </summary>
internal sealed class CreatedRecords
{
    /// <summary>How long a list says what was there before: a session may last for days, and others create, too.</summary>
    private static readonly TimeSpan s_listIsGoodFor = TimeSpan.FromMinutes(10);

    private static readonly object s_lock = new();

    /// <summary>By account; an entry lives as long as a client of the account.</summary>
    private static readonly Dictionary<string, WeakReference<CreatedRecords>> s_accounts = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<HttpMessageHandler, CreatedRecords> s_handlers = new();

    private readonly object _lock = new();

    /// <summary>The records that this process made or found for its rows.</summary>
    private readonly HashSet<(Type Kind, int Id)> _taken = new();

    /// <summary>The records that a journal holds as done by earlier runs.</summary>
    private readonly HashSet<(Type Kind, int Id)> _finished = new();
    private readonly Dictionary<string, Owner> _owners = new(StringComparer.Ordinal);

    /// <summary>The guard of an account: of its host and a fingerprint of its key, or of the handler that stands in for the network.</summary>
    public static CreatedRecords Of(Uri baseUri, string? apiKey, HttpMessageHandler? handler)
    {
        if (handler is not null)
        {
            return s_handlers.GetOrCreateValue(handler);
        }

        using var sha = SHA256.Create();
        string account = baseUri.Authority + " " + Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(apiKey?.Trim() ?? string.Empty)));
        lock (s_lock)
        {
            if (s_accounts.TryGetValue(account, out WeakReference<CreatedRecords>? known) && known.TryGetTarget(out CreatedRecords? created))
            {
                return created;
            }

            foreach (string gone in s_accounts.Where(a => !a.Value.TryGetTarget(out _)).Select(a => a.Key).ToArray())
            {
                s_accounts.Remove(gone);
            }

            created = new CreatedRecords();
            s_accounts[account] = new WeakReference<CreatedRecords>(created);
            return created;
        }
    }

    /// <summary>A record that a row has already: that of an earlier run, which this process did not see made.</summary>
    public void Take(SmarticoObject record)
    {
        lock (_lock)
        {
            _finished.Add(IdentityOf(record));
        }
    }

    /// <summary>
    /// Gives a record back whose row a journal could not note: a later run looks for the row, and is to find it.
    /// </summary>
    public void Release(SmarticoObject record)
    {
        lock (_lock)
        {
            _taken.Remove(IdentityOf(record));
            _finished.Remove(IdentityOf(record));
        }
    }

    /// <summary>Whether a row of this process has this record.</summary>
    public bool IsTaken(SmarticoObject record)
    {
        lock (_lock)
        {
            return _taken.Contains(IdentityOf(record)) || _finished.Contains(IdentityOf(record));
        }
    }

    /// <summary>Carries the create out while no other one that is like it is under way, and remembers its record.</summary>
    /// <param name="owner">What only creates of the same can be like: the resource and the affiliate, or the unique name.</param>
    /// <param name="create">What is created.</param>
    /// <param name="createAsync">Creates it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<T> CreateAsync<T>(string owner, ChangeSet create, Func<PendingCreate, Task<T>> createAsync, CancellationToken cancellationToken)
        where T : SmarticoObject
    {
        var pending = new PendingCreate(create);
        Task[] before;
        Owner own;
        lock (_lock)
        {
            if (!_owners.TryGetValue(owner, out Owner? known))
            {
                _owners.Add(owner, known = new Owner());
            }

            own = known;
            before = own.Pending.Where(p => Sameness.AreAlike(p.Create, create)).Select(p => p.Ended).ToArray();
            own.Pending.Add(pending);
        }

        bool isInDoubt = false;
        try
        {
            await UnlessCancelledAsync(Task.WhenAll(before), cancellationToken).ConfigureAwait(false);
            T created = await createAsync(pending).ConfigureAwait(false);
            lock (_lock)
            {
                _taken.Add(IdentityOf(created));
            }

            return created;
        }
        catch (SmarticoException failure) when (failure.Kind == SmarticoErrorKind.Indeterminate)
        {
            isInDoubt = true;
            throw;
        }
        catch (OperationCanceledException)
        {
            isInDoubt = pending.IsSent;
            throw;
        }
        finally
        {
            lock (_lock)
            {
                own.Pending.Remove(pending);
                if (isInDoubt)
                {
                    own.InDoubt.Add(pending);
                }

                if (own.Pending.Count == 0 && own.InDoubt.Count == 0 && own.Ids is null)
                {
                    _owners.Remove(owner);
                }
            }

            pending.End();
        }
    }

    /// <summary>The ids that an affiliate's list held before a create is sent; the list is read once for all creates of a while.</summary>
    /// <param name="owner">The resource and the affiliate.</param>
    /// <param name="now">The time.</param>
    /// <param name="listAsync">Reads the list.</param>
    public Task<HashSet<int>> IdsBeforeAsync(string owner, DateTimeOffset now, Func<Task<HashSet<int>>> listAsync)
    {
        lock (_lock)
        {
            if (!_owners.TryGetValue(owner, out Owner? own))
            {
                _owners.Add(owner, own = new Owner());
            }

            if (own.Ids is null || own.Ids.IsFaulted || own.Ids.IsCanceled || now - own.IdsAt > s_listIsGoodFor)
            {
                own.IdsAt = now;
                own.Ids = listAsync();
            }

            return own.Ids;
        }
    }

    /// <summary>Which of an affiliate's records is the one that a create made.</summary>
    /// <param name="owner">The resource and the affiliate.</param>
    /// <param name="pending">The create.</param>
    /// <param name="records">The affiliate's records.</param>
    public Sighting<T> Recognise<T>(string owner, PendingCreate pending, IEnumerable<T> records)
        where T : SmarticoObject
    {
        lock (_lock)
        {
            PendingCreate[] others = _owners[owner].Pending.Where(p => p != pending && p.IsSent).Concat(_owners[owner].InDoubt).ToArray();
            var seen = new List<(T Record, Likeness Likeness, string Differences)>();
            foreach (T record in records)
            {
                // A row that was cut off may have made it in this very process, or another row has.
                bool isTaken = _taken.Contains(IdentityOf(record));
                if (_finished.Contains(IdentityOf(record)) || (isTaken && !pending.IsResumed) || pending.IdsBefore?.Contains(record.Key) == true)
                {
                    continue;
                }

                Likeness likeness = Sameness.Of(pending.Create, record, out string differences);
                if (isTaken)
                {
                    if (likeness >= Likeness.Tolerated)
                    {
                        seen.Add((record, Likeness.Near, "a row of this session made it: this one before it was cut off, or another"));
                    }

                    continue;
                }

                Likeness toAnother = others.Select(o => Sameness.Of(o.Create, record, out _)).DefaultIfEmpty(Likeness.Other).Max();
                if (likeness == Likeness.Other || (toAnother >= Likeness.Tolerated && toAnother > likeness))
                {
                    continue;
                }

                bool isAnyones = likeness == Likeness.Tolerated && toAnother == Likeness.Tolerated;
                seen.Add((record, isAnyones ? Likeness.Near : likeness, isAnyones ? differences + "; it may be that of another row" : differences));
            }

            seen = seen.OrderByDescending(s => s.Likeness).ThenByDescending(s => s.Record.Key).ToList();
            if (seen.Count == 0)
            {
                return Sighting<T>.Nothing;
            }

            (T best, Likeness how, string what) = seen[0];
            bool isOne = how == Likeness.Same || (how == Likeness.Tolerated && !(seen.Count > 1 && seen[1].Likeness == Likeness.Tolerated));
            return isOne && pending.IsBeforeKnown
                ? Sighting<T>.OfOwn(best, what)
                : Sighting<T>.OfNear(best, !pending.IsBeforeKnown && isOne ? "it is not known whether it was there before" : isOne || how == Likeness.Near ? what : what + "; there are several such");
        }
    }

    private static (Type Kind, int Id) IdentityOf(SmarticoObject record) => (record.GetType(), record.Key);

    private static async Task UnlessCancelledAsync(Task task, CancellationToken cancellationToken)
    {
        if (task.IsCompleted)
        {
            return;
        }

        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = cancellationToken.Register(() => cancelled.TrySetCanceled(cancellationToken));
        await (await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>What is known of one affiliate's records of one resource.</summary>
    private sealed class Owner
    {
        public List<PendingCreate> Pending { get; } = new();

        public List<PendingCreate> InDoubt { get; } = new();

        public Task<HashSet<int>>? Ids { get; set; }

        public DateTimeOffset IdsAt { get; set; }
    }
}
