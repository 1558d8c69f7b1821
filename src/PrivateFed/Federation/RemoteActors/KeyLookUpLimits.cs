using System.Net;

namespace PrivateFed.Federation.RemoteActors;

/// <summary>
/// How many keys may be asked for, so that nobody makes us knock at doors: few by one caller (<see cref="CallerNetwork"/>), few of one server that is
/// known, and few at once and in all where the server may be any. Nothing here tells a caller whom the house knows: a question counts whether or not
/// anything is looked up for it, and what is looked up of one known server takes nothing from another.
/// </summary>
public sealed class KeyLookUpLimits(TimeProvider clock) : IDisposable
{
    private const int AtOnce = 8;

    private readonly TokenBuckets<IPAddress> _questions = new(limit: 20, perMinute: 10, clock);
    private readonly TokenBuckets<string> _ofKnown = new(limit: 20, perMinute: 10, clock);
    private readonly TokenBuckets<int> _ofAnybody = new(limit: 100, perMinute: 60, clock);
    private readonly SemaphoreSlim _atOnce = new(AtOnce);

    /// <summary>Counts one question: a signature by a key that is not known, or that the known key did not make.</summary>
    /// <returns>False when this caller has asked too often.</returns>
    public bool MayAsk(IPAddress caller) => _questions.TryTake(CallerNetwork.Of(caller));

    /// <summary>Whether a server that the house knows may be asked for a key now.</summary>
    /// <param name="host">host[:port]</param>
    public bool MayAskServer(string host) => _ofKnown.TryTake(host);

    /// <summary>A place for one look-up, on whatever server; to be disposed after it. Null when there is none for anybody now.</summary>
    public IDisposable? Begin()
    {
        if (!_atOnce.Wait(0))
        {
            return null;
        }
        if (_ofAnybody.TryTake(0))
        {
            return new Place(_atOnce);
        }
        _atOnce.Release();
        return null;
    }

    public void Dispose() => _atOnce.Dispose();

    private sealed class Place(SemaphoreSlim atOnce) : IDisposable
    {
        public void Dispose() => atOnce.Release();
    }
}
