using System.Net;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// Limits key look-ups, so that nobody can make this house send requests to others: few per caller (<see cref="CallerNetwork"/>), few per
/// known server, and, where the server may be any, few at once and in all. The limits do not reveal whom the house knows: a request counts
/// whether or not a key is looked up for it, and look-ups on one known server do not use up the limit of another.
/// </summary>
public sealed class KeyLookUpLimits(TimeProvider clock) : IDisposable
{
    private const int MaxConcurrent = 8;

    private readonly TokenBuckets<IPAddress> _byCaller = new(limit: 20, perMinute: 10, clock);
    private readonly TokenBuckets<string> _byKnownServer = new(limit: 20, perMinute: 10, clock);
    private readonly TokenBuckets<int> _forAnyServer = new(limit: 100, perMinute: 60, clock);
    private readonly SemaphoreSlim _concurrent = new(MaxConcurrent);

    /// <summary>Counts a request whose signature names an unknown key, or was not made by the known one.</summary>
    /// <returns>False when this caller has asked too often.</returns>
    public bool MayAsk(IPAddress caller) => _byCaller.TryTake(CallerNetwork.Of(caller));

    /// <summary>Whether a key may be looked up on a known server now.</summary>
    /// <param name="host">host[:port]</param>
    public bool MayAskServer(string host) => _byKnownServer.TryTake(host);

    /// <summary>Reserves a place for one look-up on any server; dispose it afterwards. Null when no look-up is possible now.</summary>
    public IDisposable? Begin()
    {
        if (!_concurrent.Wait(0))
        {
            return null;
        }
        if (_forAnyServer.TryTake(0))
        {
            return new Place(_concurrent);
        }
        _concurrent.Release();
        return null;
    }

    public void Dispose() => _concurrent.Dispose();

    private sealed class Place(SemaphoreSlim atOnce) : IDisposable
    {
        public void Dispose() => atOnce.Release();
    }
}
